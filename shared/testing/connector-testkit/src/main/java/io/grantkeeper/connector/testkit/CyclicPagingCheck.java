package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.StreamKind;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes every listing of the provider loop: from the third page on, the first two pages repeat forever. A caller that
 * pages with cursors stops at a repeated cursor, but a connector that follows pages within a single read must detect
 * the loop itself.
 */
final class CyclicPagingCheck {
    /**
     * The number of calls allowed in addition to those of a read without a loop. It exceeds the number of pages that
     * any connector may fetch before it gives up.
     */
    private static final int CALLS_TO_SPARE = 500;

    private final ContractContext run;

    CyclicPagingCheck(ContractContext run) {
        this.run = run;
    }

    void stopsOnLoops(AccessStream stream) throws ConnectorException {
        FullStreamRead expected = run.faultFreeWalk(stream);
        int most = CALLS_TO_SPARE
                + 3
                        * expected.taken().stream()
                                .mapToInt(taken -> run.calls(taken.step()).size())
                                .sum();
        LoopingPages circle = new LoopingPages(most);
        try (ConnectorTestRig testRig = run.rig(ConnectorTestRig.LONG_WAIT)) {
            TestConnection connected = testRig.connect(run.provider(), "one", circle);
            AccessStream fresh = testRig.connector().stream(stream.id());
            for (Partition partition : partitions(fresh, connected, expected)) {
                readUntilCursorRepeats(fresh, connected, partition);
            }
        }
        assertThat(circle.exceeded)
                .as("the stream loops within one page: more than %d calls", most)
                .isFalse();
    }

    private List<Partition> partitions(AccessStream stream, TestConnection connected, FullStreamRead expected) {
        try {
            List<Partition> partitions = stream.partitions(connected.session(), Set.of());
            boolean log = stream.kind() == StreamKind.LOG;
            return partitions.stream()
                    .map(partition -> log ? run.window().addTo(partition) : partition)
                    .toList();
        } catch (ConnectorException _) {
            return expected.partitions(); // The connector detected the loop while it listed the partitions.
        }
    }

    private static void readUntilCursorRepeats(AccessStream stream, TestConnection connected, Partition partition) {
        Set<PartitionCursor> seen = new HashSet<>();
        PartitionCursor cursor = PartitionCursor.start();
        try {
            while (seen.add(cursor)) {
                switch (stream.read(connected.session(), partition, cursor)) {
                    case StreamPage.More(var _, var _, PartitionCursor next, var _, var _) -> cursor = next;
                    case StreamPage.Last _ -> {
                        return;
                    }
                }
            }
        } catch (ConnectorException _) {
            // The connector detected the loop.
        }
    }

    /**
     * Makes the pages of each listing repeat endlessly. Listings are identified by server and path; the query is
     * ignored because it contains the page's position.
     */
    private static final class LoopingPages implements TrafficInterceptor {
        private final int most;
        private final Map<String, List<ProviderDoubleResponse>> answers = new HashMap<>();
        private final Map<String, Integer> asked = new HashMap<>();
        private volatile boolean exceeded;

        LoopingPages(int most) {
            this.most = most;
        }

        @Override
        public Optional<InjectedFault> fault(ReceivedCall call) {
            exceeded |= call.number() > most;
            return call.number() > most ? Optional.of(InjectedFault.Status.of(500)) : Optional.empty();
        }

        @Override
        public synchronized ProviderDoubleResponse change(ReceivedCall call, ProviderDoubleResponse answer) {
            if (!call.method().equals("GET") || answer.status() != 200) {
                return answer;
            }
            String listing = call.server() + call.path();
            List<ProviderDoubleResponse> known = answers.computeIfAbsent(listing, _ -> new ArrayList<>());
            int number = asked.merge(listing, 1, Integer::sum);
            if (number <= 2) {
                known.add(answer);
                return answer;
            }
            return known.get((number - 1) % 2);
        }
    }
}
