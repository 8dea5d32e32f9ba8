package io.grantkeeper.testing.activity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts rows in the order in which they arrive, with the faults of real logs. Streams lag behind one another by up to
 * half an hour, rows arrive twice, and members are missing. Within a stream, rows arrive in chronological order.
 */
final class LogArrivalSimulator {
    private static final Map<String, List<String>> OPTIONAL = Map.of(
            "okta", List.of("securityContext", "debugContext", "request", "legacyEventType"),
            "github", List.of("actor_location", "user_agent", "repo_id", "visibility"),
            "google", List.of("networkInfo", "ipAddress", "etag"),
            "microsoft", List.of("location", "userAgent", "uniqueTokenIdentifier", "additionalDetails"),
            "slack", List.of("details"),
            "openai", List.of("project"),
            "anthropic", List.of("organization_uuid"));

    /** The arrival of a row. */
    record Arrival(ActivityLog.Entry entry, Instant at, boolean again) {}

    private final ActivityRandom random;

    LogArrivalSimulator(ActivityRandom random) {
        this.random = random;
    }

    List<Arrival> deliver(List<ActivityLog.Entry> entries, Instant backfillAt, PlantedScenario backfill) {
        List<ActivityLog.Entry> ordered = entries.stream()
                .sorted(Comparator.comparing(ActivityLog.Entry::at))
                .toList();
        List<Arrival> arrivals = new ArrayList<>();
        Map<String, Integer> base = new HashMap<>();
        Map<String, Instant> latest = new HashMap<>();
        Map<String, List<ActivityLog.Entry>> recent = new HashMap<>();
        for (ActivityLog.Entry entry : ordered) {
            String stream = entry.connection() + "/" + entry.row().stream();
            if (entry.story() == null) {
                dropMember(entry);
            }
            int lag = base.computeIfAbsent(stream, _ -> random.between(5, 1_200));
            Instant arrives = later(latest.get(stream), entry.at().plusSeconds(lag + random.below(500)));
            latest.put(stream, arrives);
            arrivals.add(new Arrival(entry, arrives, false));
            if (random.chance(0.012)) {
                arrivals.add(new Arrival(entry, arrives.plusSeconds(random.below(400)), true));
            }
            List<ActivityLog.Entry> behind = recent.computeIfAbsent(stream, _ -> new ArrayList<>());
            behind.add(entry);
            if (entry.provider().equals("okta") && entry.at().isAfter(backfillAt) && backfill.identities.isEmpty()) {
                redeliver(behind, arrives, backfill, arrivals);
            }
        }
        arrivals.sort(Comparator.comparing(Arrival::at));
        return arrivals;
    }

    /** Delivers the last hours of a stream again, as if the reader had lost its position. */
    private static void redeliver(
            List<ActivityLog.Entry> behind, Instant at, PlantedScenario backfill, List<Arrival> arrivals) {
        for (ActivityLog.Entry entry : behind.subList(Math.max(0, behind.size() - 300), behind.size())) {
            if (entry.story() == null && entry.identity() != null) {
                arrivals.add(new Arrival(
                        new ActivityLog.Entry(
                                entry.provider(), entry.connection(), entry.row(), entry.identity(), backfill),
                        at,
                        true));
                if (!backfill.identities.contains(entry.identity())) {
                    backfill.identities.add(entry.identity());
                }
            }
        }
    }

    private static Instant later(@Nullable Instant previous, Instant next) {
        return previous != null && previous.isAfter(next) ? previous : next;
    }

    private void dropMember(ActivityLog.Entry entry) {
        if (!random.chance(0.01)) {
            return;
        }
        String member = random.pick(OPTIONAL.getOrDefault(entry.provider(), List.of("etag")));
        ObjectNode row = entry.row().json();
        if (random.chance(0.5)) {
            row.remove(member);
        } else if (row.has(member)) {
            row.putNull(member);
        }
    }

    /** Returns the maximum delay with which a row of one stream arrives after a later row of another stream. */
    static Duration longestLag() {
        return Duration.ofMinutes(30);
    }
}
