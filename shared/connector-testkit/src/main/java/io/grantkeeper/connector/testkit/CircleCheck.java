package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Has every listing of the provider lead in a circle: from its third page on, its first two come again and again. Whoever
 * reads stops at a cursor that comes twice; what a connector reads in one go, it must stop by itself.
 */
final class CircleCheck {
    /** Beyond what is read without a circle, and beyond any number of pages that a connector may try in vain. */
    private static final int CALLS_TO_SPARE = 500;

    private final ContractRun run;

    CircleCheck(ContractRun run) {
        this.run = run;
    }

    void circlesEnd(AccessStream stream) throws ConnectorException {
        Walk undisturbed = run.undisturbed(stream);
        int most = CALLS_TO_SPARE
                + 3
                        * undisturbed.taken().stream()
                                .mapToInt(taken -> run.calls(taken.step()).size())
                                .sum();
        Circle circle = new Circle(most);
        try (Rig rig = run.rig(Rig.PATIENT)) {
            Connected connected = rig.connect(run.provider(), "one", circle);
            AccessStream fresh = ContractRun.fresh(rig, stream);
            for (Partition partition : partitions(fresh, connected, undisturbed)) {
                readUntilACursorComesAgain(fresh, connected, partition);
            }
        }
        assertThat(circle.exceeded)
                .as("the stream goes round in circles within one page: more than %d calls", most)
                .isFalse();
    }

    private List<Partition> partitions(AccessStream stream, Connected connected, Walk undisturbed) {
        try {
            List<Partition> partitions = stream.partitions(connected.session(), Set.of());
            boolean log = stream.nature() == StreamNature.LOG;
            return partitions.stream()
                    .map(partition -> log ? run.window().addTo(partition) : partition)
                    .toList();
        } catch (ConnectorException _) {
            return undisturbed.partitions(); // the plan's own listing was the one that leads in a circle
        }
    }

    private static void readUntilACursorComesAgain(AccessStream stream, Connected connected, Partition partition) {
        Set<Cursor> seen = new HashSet<>();
        Cursor cursor = Cursor.start();
        try {
            while (seen.add(cursor)) {
                switch (stream.read(connected.session(), partition, cursor)) {
                    case Page.More(var _, var _, Cursor next) -> cursor = next;
                    case Page.Last _ -> {
                        return;
                    }
                }
            }
        } catch (ConnectorException _) {
            // It was noticed.
        }
    }

    /** Answers by what was asked for, without the query: a page's position lies there. */
    private static final class Circle implements Interference {
        private final int most;
        private final Map<String, List<Answer>> answers = new HashMap<>();
        private final Map<String, Integer> asked = new HashMap<>();
        private volatile boolean exceeded;

        Circle(int most) {
            this.most = most;
        }

        @Override
        public Optional<Fault> fault(Call call) {
            exceeded |= call.number() > most;
            return call.number() > most ? Optional.of(Fault.Status.of(500)) : Optional.empty();
        }

        @Override
        public synchronized Answer change(Call call, Answer answer) {
            if (!call.method().equals("GET") || answer.status() != 200) {
                return answer;
            }
            String listing = call.server() + call.path();
            List<Answer> known = answers.computeIfAbsent(listing, _ -> new ArrayList<>());
            int number = asked.merge(listing, 1, Integer::sum);
            if (number <= 2) {
                known.add(answer);
                return answer;
            }
            return known.get((number - 1) % 2);
        }
    }
}
