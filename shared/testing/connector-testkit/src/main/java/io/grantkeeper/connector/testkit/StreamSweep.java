package io.grantkeeper.connector.testkit;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamKind;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.connector.activity.ActivityEffect.ThreatReported;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.work.Partition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All pages of a stream, read to the end as in a sweep. */
public record StreamSweep(List<StreamPage> pages) {
    public StreamSweep {
        pages = List.copyOf(pages);
    }

    /** Reads all partitions. A log is read up to the current time, as if it had not been read before. */
    public static StreamSweep of(AccessStream stream, ProviderSession session) throws ConnectorException {
        return of(stream, session, Optional.empty());
    }

    /**
     * Reads all partitions.
     *
     * @param since the instant from which to read a log; empty to read it as if it had not been read before
     */
    public static StreamSweep of(AccessStream stream, ProviderSession session, Optional<Instant> since)
            throws ConnectorException {
        List<StreamPage> pages = new ArrayList<>();
        for (Partition partition : stream.partitions(session, Set.of())) {
            Partition planned = stream.kind() == StreamKind.LOG
                    ? new LogWindow(since, session.clock().instant()).addTo(partition)
                    : partition;
            pages.addAll(of(stream, session, planned).pages());
        }
        return new StreamSweep(pages);
    }

    /** Reads one partition. */
    public static StreamSweep of(AccessStream stream, ProviderSession session, Partition partition)
            throws ConnectorException {
        List<StreamPage> pages = new ArrayList<>();
        PartitionCursor cursor = PartitionCursor.start();
        while (true) {
            StreamPage page = stream.read(session, partition, cursor);
            pages.add(page);
            switch (page) {
                case StreamPage.More(var _, var _, PartitionCursor next, var _, var _) -> cursor = next;
                case StreamPage.Last _ -> {
                    return new StreamSweep(pages);
                }
            }
        }
    }

    public List<AccessObservation> observations() {
        return pages.stream().flatMap(page -> page.items().stream()).toList();
    }

    /** Returns the observations of one type. */
    public <T extends AccessObservation> List<T> of(Class<T> type) {
        return observations().stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Returns the activities of all pages. A row on two pages occurs twice. */
    public List<Activity> activities() {
        return pages.stream().flatMap(page -> page.activities().stream()).toList();
    }

    /** Returns the vendor's verdicts in these activities, which must have no other effects. */
    public static List<ThreatReported> verdicts(List<Activity> activities) {
        return activities.stream()
                .flatMap(activity -> activity.effects().stream())
                .map(ThreatReported.class::cast)
                .toList();
    }

    public List<Partition> rereads() {
        return pages.stream().flatMap(page -> page.rereads().stream()).toList();
    }
}
