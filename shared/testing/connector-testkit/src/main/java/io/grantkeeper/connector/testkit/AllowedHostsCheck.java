package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorDefinition;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/**
 * Checks that a connector calls only the hosts that it declares. Contract tests block even the declared hosts, so that
 * only the provider's test double is reachable.
 */
final class AllowedHostsCheck {
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]*[a-z0-9])?\\.[a-z]{2,}");
    private static final String ELSEWHERE = "https://undeclared.invalid";

    private final ContractContext run;

    AllowedHostsCheck(ContractContext run) {
        this.run = run;
    }

    /**
     * Checks that the connector declares its hosts. If each organization has its own host at the provider, the
     * connector cannot declare a fixed host; it must then require the setting {@code base-url}.
     */
    void hostsAreDeclared() {
        ConnectorDefinition profile = run.contract().connector().definition();
        assertThat(profile.hosts())
                .as("hosts that the connector declares: plain lowercase names")
                .allMatch(HOST.asMatchPredicate());
        assertThat(profile.hosts().isEmpty()
                        && profile.settings().stream()
                                .noneMatch(setting ->
                                        setting.required() && setting.name().equals("base-url")))
                .as("no host is declared, and 'base-url' is not required either")
                .isFalse();
    }

    /** Checks that the connector treats a link to another host as an error and makes no call to that host. */
    void foreignLinksAreNotFollowed(AccessStream stream) throws ConnectorException {
        List<Callable<Optional<String>>> trials = new ArrayList<>();
        for (FullStreamRead.CompletedStep taken : run.faultFreeWalk(stream).taken()) {
            trials.add(() -> {
                try (ConnectorTestRig testRig = run.rig(ConnectorTestRig.LONG_WAIT)) {
                    Misleading misleading = new Misleading();
                    TestConnection connected = testRig.connect(run.provider(), "one", misleading);
                    misleading.places = connected.rewrites();
                    return judge(taken, StreamRequestOutcome.of(taken.step(), connected), connected);
                }
            });
        }
        assertThat(ParallelChecks.run(trials)).isEmpty();
    }

    /**
     * Describes how the outcome of one step violates the rule, or returns empty if it does not. A page whose cursor
     * contains a link to another host is allowed, but reading from that cursor must fail.
     */
    private static Optional<String> judge(
            FullStreamRead.CompletedStep taken, StreamRequestOutcome outcome, TestConnection connected) {
        StreamRequestOutcome last = outcome;
        if (taken.step() instanceof StreamRequest.ReadPage(StreamId stream, Partition partition, PartitionCursor _)
                && taken.result() instanceof StreamPage.More before
                && outcome instanceof StreamRequestOutcome.Result(StreamPage.More after)
                && !after.next().equals(before.next())) {
            last = StreamRequestOutcome.of(new StreamRequest.ReadPage(stream, partition, after.next()), connected);
        } else if (outcome instanceof StreamRequestOutcome.Result(Object value) && sameShape(taken.result(), value)) {
            return Optional.empty();
        }
        return last instanceof StreamRequestOutcome.Problem problem && problem.problem() instanceof UnexpectedResponse
                ? Optional.empty()
                : Optional.of("%s: a link to another host led to %s; expected unexpected-response"
                        .formatted(taken.step(), last.summary()));
    }

    private static boolean sameShape(Object before, Object after) {
        if (before instanceof StreamPage one && after instanceof StreamPage other) {
            return one.getClass().equals(other.getClass()) && keys(one).equals(keys(other));
        }
        return before.equals(after);
    }

    private static List<RowKey> keys(StreamPage page) {
        return page.items().stream().map(AccessObservation::key).toList();
    }

    private static final class Misleading implements TrafficInterceptor {
        private volatile Map<String, String> places = Map.of();

        @Override
        public ProviderDoubleResponse change(ProviderDoubleResponse answer) {
            ProviderDoubleResponse changed = answer;
            for (String own : places.values()) {
                changed = changed.replace(own, ELSEWHERE);
            }
            return changed;
        }
    }
}
