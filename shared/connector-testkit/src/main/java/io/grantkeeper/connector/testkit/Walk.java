package io.grantkeeper.connector.testkit;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A stream read to the end of all its partitions, step by step. */
record Walk(List<Taken> taken) {
    private static final int MOST_PAGES = 2000;

    /** A step and what came of it. */
    record Taken(Step step, Object result) {}

    /** Reads a stream whole. Fails where paging does not end. */
    static Walk through(AccessStream stream, Connected connected, LogWindow window) throws ConnectorException {
        List<Taken> taken = new ArrayList<>();
        List<Partition> partitions = stream.partitions(connected.session(), Set.of());
        taken.add(new Taken(new Step.ListPartitions(stream.id()), partitions));
        for (Partition partition : partitions) {
            boolean log = stream.nature() == StreamNature.LOG;
            readToEnd(stream, connected, log ? window.addTo(partition) : partition, taken);
        }
        return new Walk(taken);
    }

    private static void readToEnd(AccessStream stream, Connected connected, Partition partition, List<Taken> taken)
            throws ConnectorException {
        Set<Cursor> seen = new HashSet<>();
        Cursor cursor = Cursor.start();
        while (seen.size() < MOST_PAGES) {
            if (!seen.add(cursor)) {
                throw new AssertionError("%s: partition '%s' gave a cursor that it gave before: paging never ends"
                        .formatted(stream.id(), partition.id()));
            }
            Page page = stream.read(connected.session(), partition, cursor);
            taken.add(new Taken(new Step.ReadPage(stream.id(), partition, cursor), page));
            switch (page) {
                case Page.More(var _, var _, Cursor next) -> cursor = next;
                case Page.Last _ -> {
                    return;
                }
            }
        }
        throw new AssertionError("%s: partition '%s' has more than %d pages: paging does not end"
                .formatted(stream.id(), partition.id(), MOST_PAGES));
    }

    List<Partition> partitions() {
        return taken.stream()
                .flatMap(step -> step.step() instanceof Step.ReadPage read
                                && read.from().token().isEmpty()
                        ? java.util.stream.Stream.of(read.partition())
                        : java.util.stream.Stream.empty())
                .toList();
    }

    List<Cursor> cursors() {
        return taken.stream()
                .flatMap(step -> step.step() instanceof Step.ReadPage read
                        ? java.util.stream.Stream.of(read.from())
                        : java.util.stream.Stream.empty())
                .toList();
    }

    List<Observation> items() {
        return taken.stream()
                .flatMap(step ->
                        step.result() instanceof Page page ? page.items().stream() : java.util.stream.Stream.empty())
                .toList();
    }

    List<RowKey> keys() {
        return items().stream().map(Observation::key).toList();
    }
}
