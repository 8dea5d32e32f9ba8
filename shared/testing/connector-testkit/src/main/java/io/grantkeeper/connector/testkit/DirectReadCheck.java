package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.StreamKind;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.digest.ListingCompleteness;
import io.grantkeeper.identity.digest.RemovalProof;
import io.grantkeeper.identity.work.Partition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads segments directly, with {@link AccessStream#directRead}. A direct read decides whether a row that a listing did
 * not contain was removed. Therefore, it must return exactly the rows that the listing has for the segment, and nothing
 * for a segment that does not exist.
 */
final class DirectReadCheck {
    /** The number of segments to read per partition. */
    private static final int SEGMENTS = 5;

    private final ContractContext run;

    DirectReadCheck(ContractContext run) {
        this.run = run;
    }

    /** Compares direct reads of existing segments with the listing. */
    void agreesWithListing(AccessStream stream) throws ConnectorException {
        if (stream.kind() == StreamKind.LOG) {
            return; // a log removes nothing
        }
        try (ConnectorTestRig rig = run.rig(ConnectorTestRig.LONG_WAIT)) {
            TestConnection connected = rig.connect(run.provider(), "one", TrafficInterceptor.NONE);
            AccessStream fresh = rig.connector().stream(stream.id());
            for (Partition partition : fresh.partitions(connected.session(), Set.of())) {
                Map<String, Set<AccessObservation>> segments = new TreeMap<>();
                for (AccessObservation item : read(fresh, connected, partition).items()) {
                    segments.computeIfAbsent(fresh.segmentOf(item), _ -> new HashSet<>())
                            .add(item);
                }
                segments.remove("");
                int reads = 0;
                for (Map.Entry<String, Set<AccessObservation>> segment : segments.entrySet()) {
                    Optional<Partition> direct = fresh.directRead(partition, segment.getKey());
                    if (direct.isPresent() && reads++ < SEGMENTS) {
                        assertThat(read(fresh, connected, direct.get()).items())
                                .as("'%s': the direct read of segment '%s'", stream.title(), segment.getKey())
                                .isEqualTo(segment.getValue());
                    }
                }
            }
        }
    }

    /** Reads segments that do not exist. Their ids are those of existing segments with a different last character. */
    void provesThatMissingSegmentDoesNotExist(AccessStream stream) throws ConnectorException {
        if (stream.kind() == StreamKind.LOG) {
            return;
        }
        try (ConnectorTestRig rig = run.rig(ConnectorTestRig.LONG_WAIT)) {
            TestConnection connected = rig.connect(run.provider(), "one", TrafficInterceptor.NONE);
            AccessStream fresh = rig.connector().stream(stream.id());
            Map<String, Partition> existing = new HashMap<>();
            for (Partition partition : fresh.partitions(connected.session(), Set.of())) {
                read(fresh, connected, partition)
                        .items()
                        .forEach(item -> existing.putIfAbsent(fresh.segmentOf(item), partition));
            }
            existing.remove("");
            Optional<Map.Entry<String, Partition>> segment =
                    existing.entrySet().stream().min(Map.Entry.comparingByKey());
            if (segment.isPresent()) {
                Optional<Partition> direct = fresh.directRead(
                        segment.get().getValue(), other(segment.get().getKey(), existing.keySet()));
                if (direct.isPresent()) {
                    Rows rows = read(fresh, connected, direct.get());
                    assertThat(rows.items())
                            .as("'%s': the direct read of a segment that does not exist", stream.title())
                            .isEmpty();
                    assertThat(fresh.order().proofOfSegment(rows.walk(), false))
                            .as("'%s': what the direct read proves", stream.title())
                            .isEqualTo(RemovalProof.REMOVED);
                }
            }
        }
    }

    /** Returns an id that does not exist and that differs from the given one only in its last character. */
    static String other(String id, Set<String> existing) {
        String start = id.substring(0, id.length() - 1);
        return "0123456789ab"
                .chars()
                .mapToObj(last -> start + (char) last)
                .filter(candidate -> !existing.contains(candidate))
                .findFirst()
                .orElseThrow();
    }

    private record Rows(Set<AccessObservation> items, ListingCompleteness walk) {}

    private static Rows read(AccessStream stream, TestConnection connected, Partition partition)
            throws ConnectorException {
        Set<AccessObservation> items = new HashSet<>();
        ListingCompleteness walk = ListingCompleteness.start();
        PartitionCursor cursor = PartitionCursor.start();
        while (true) {
            StreamPage page = stream.read(connected.session(), partition, cursor);
            walk = page.count().addTo(walk, cursor.token().isEmpty());
            items.addAll(page.items());
            switch (page) {
                case StreamPage.More more -> cursor = more.next();
                case StreamPage.Last _ -> {
                    return new Rows(items, walk);
                }
            }
        }
    }
}
