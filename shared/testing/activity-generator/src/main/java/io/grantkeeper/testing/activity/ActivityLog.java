package io.grantkeeper.testing.activity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that happens in the simulation, in no particular order. */
final class ActivityLog {
    /**
     * A log row, with the identity and the planted scenario that it belongs to.
     *
     * @param identity the identity that performs the action or is its target, or {@code null} if only people are
     *     involved
     */
    record Entry(
            String provider,
            String connection,
            GeneratedLogRow row,
            @Nullable GeneratedIdentity identity,
            @Nullable PlantedScenario story) {
        Instant at() {
            return row.at();
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private final LogRowWriter rows;

    ActivityLog(LogRowWriter rows) {
        this.rows = rows;
    }

    void act(GeneratedAction act, @Nullable PlantedScenario story) {
        about(act.identity(), rows.write(act), story);
    }

    void about(GeneratedIdentity identity, GeneratedLogRow row, @Nullable PlantedScenario story) {
        entries.add(new Entry(identity.provider(), identity.connection, row, identity, story));
    }

    void people(String provider, GeneratedLogRow row) {
        entries.add(new Entry(provider, provider + "-1", row, null, null));
    }

    List<Entry> entries() {
        return entries;
    }
}
