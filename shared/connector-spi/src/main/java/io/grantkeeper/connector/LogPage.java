package io.grantkeeper.connector;

import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Observation.EventObserved;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects what the rows of one page of a log tell: events, once each, and which listings they show to have changed. */
public final class LogPage {
    private final boolean follows;
    private final Instant recent;
    private final Set<Observation> events = new LinkedHashSet<>();
    private final Set<Partition> rereads = new LinkedHashSet<>();

    /**
     * @param lateness how late a row can be: what is older was listed since. A first look back must not have everything
     *     read again, for the listings were read just now
     */
    public LogPage(LogWindow window, Duration lateness) {
        this.follows = window.since().isPresent();
        this.recent = window.until().minus(lateness);
    }

    public void add(AccessEvent event, Collection<Partition> changed) {
        events.add(new EventObserved(event));
        if (follows || !event.at().isBefore(recent)) {
            rereads.addAll(changed);
        }
    }

    /** @param next where the next page begins; empty where this is the last one */
    public Page before(Optional<String> next) {
        List<Observation> items = List.copyOf(events);
        List<Partition> changed = List.copyOf(rereads);
        return next.isPresent() ? new Page.More(items, changed, Cursor.at(next.get())) : new Page.Last(items, changed);
    }
}
