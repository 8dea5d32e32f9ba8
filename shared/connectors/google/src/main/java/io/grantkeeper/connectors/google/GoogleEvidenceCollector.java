package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.UsageAggregator;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.EventObserved;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects the content of log rows: events without duplicates, usage merged by day, and partitions to read again. */
final class GoogleEvidenceCollector {
    private final Map<RowKey, AccessObservation> events = new LinkedHashMap<>();
    private final UsageAggregator usage = new UsageAggregator();
    private final Set<Partition> rereads = new LinkedHashSet<>();

    void event(EventObserved event) {
        events.putIfAbsent(event.key(), event);
    }

    UsageAggregator usage() {
        return usage;
    }

    void reread(Partition partition) {
        rereads.add(partition);
    }

    List<AccessObservation> observations() {
        List<AccessObservation> all = new ArrayList<>(events.values());
        all.addAll(usage.observations());
        return all;
    }

    boolean isEmpty() {
        return events.isEmpty() && usage.isEmpty() && rereads.isEmpty();
    }

    List<Partition> rereads() {
        return List.copyOf(rereads);
    }
}
