package io.grantkeeper.connector.testkit;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.StreamKind;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A complete read of a stream, to the end of every partition, recorded step by step. */
record FullStreamRead(List<CompletedStep> taken) {
    private static final int MAX_PAGES = 2000;

    /** A completed step with its result. */
    record CompletedStep(StreamRequest step, Object result) {}

    /** Reads a whole stream. Fails if paging does not end. */
    static FullStreamRead through(AccessStream stream, TestConnection connected, LogWindow window)
            throws ConnectorException {
        List<CompletedStep> taken = new ArrayList<>();
        List<Partition> partitions = stream.partitions(connected.session(), Set.of());
        taken.add(new CompletedStep(new StreamRequest.ListPartitions(stream.id()), partitions));
        for (Partition partition : partitions) {
            boolean log = stream.kind() == StreamKind.LOG;
            readToEnd(stream, connected, log ? window.addTo(partition) : partition, taken);
        }
        return new FullStreamRead(taken);
    }

    private static void readToEnd(
            AccessStream stream, TestConnection connected, Partition partition, List<CompletedStep> taken)
            throws ConnectorException {
        Set<PartitionCursor> seen = new HashSet<>();
        PartitionCursor cursor = PartitionCursor.start();
        while (seen.size() < MAX_PAGES) {
            if (!seen.add(cursor)) {
                throw new AssertionError("%s: partition '%s' returned the same cursor twice, so paging never ends"
                        .formatted(stream.id(), partition.id()));
            }
            StreamPage page = stream.read(connected.session(), partition, cursor);
            taken.add(new CompletedStep(new StreamRequest.ReadPage(stream.id(), partition, cursor), page));
            switch (page) {
                case StreamPage.More(var _, var _, PartitionCursor next, var _, var _) -> cursor = next;
                case StreamPage.Last _ -> {
                    return;
                }
            }
        }
        throw new AssertionError("%s: partition '%s' has more than %d pages; paging does not seem to end"
                .formatted(stream.id(), partition.id(), MAX_PAGES));
    }

    List<Partition> partitions() {
        return taken.stream()
                .flatMap(step -> step.step() instanceof StreamRequest.ReadPage read
                                && read.from().token().isEmpty()
                        ? java.util.stream.Stream.of(read.partition())
                        : java.util.stream.Stream.empty())
                .toList();
    }

    List<PartitionCursor> cursors() {
        return taken.stream()
                .flatMap(step -> step.step() instanceof StreamRequest.ReadPage read
                        ? java.util.stream.Stream.of(read.from())
                        : java.util.stream.Stream.empty())
                .toList();
    }

    List<AccessObservation> items() {
        return taken.stream()
                .flatMap(step -> step.result() instanceof StreamPage page
                        ? page.items().stream()
                        : java.util.stream.Stream.empty())
                .toList();
    }

    List<Activity> activities() {
        return taken.stream()
                .flatMap(step -> step.result() instanceof StreamPage page
                        ? page.activities().stream()
                        : java.util.stream.Stream.empty())
                .toList();
    }

    List<RowKey> keys() {
        return items().stream().map(AccessObservation::key).toList();
    }
}
