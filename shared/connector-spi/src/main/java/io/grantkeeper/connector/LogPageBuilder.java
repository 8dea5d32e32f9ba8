package io.grantkeeper.connector;

import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.EventObserved;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A builder for one page of a log. It collects the events of the rows without duplicates, and the listings that the
 * rows report as changed.
 */
public final class LogPageBuilder {
    private final boolean follows;
    private final Instant recent;
    private final Set<AccessObservation> events = new LinkedHashSet<>();
    private final Set<Partition> rereads = new LinkedHashSet<>();

    /**
     * Creates a builder.
     *
     * @param lateness how late a row can arrive. On the first read of a log, an older row does not cause a listing to
     *     be read again, because a sweep has read the listing since then
     */
    public LogPageBuilder(LogWindow window, Duration lateness) {
        this.follows = window.since().isPresent();
        this.recent = window.until().minus(lateness);
    }

    public void add(AccessEvent event, Collection<Partition> changed) {
        events.add(new EventObserved(event));
        if (follows || event.at().toOptional().filter(at -> at.isBefore(recent)).isEmpty()) {
            rereads.addAll(changed);
        }
    }

    /**
     * Returns the collected page.
     *
     * @param next the token of the next page; empty if this is the last one
     */
    public StreamPage toPage(Optional<String> next) {
        return StreamPage.of(events, rereads, next);
    }
}
