package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.connector.ConnectorProfile;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/** Only declared hosts are called. In every contract test declared hosts are closed too: only the double is open. */
final class HostCheck {
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]*[a-z0-9])?\\.[a-z]{2,}");
    private static final String ELSEWHERE = "https://undeclared.invalid";

    private final ContractRun run;

    HostCheck(ContractRun run) {
        this.run = run;
    }

    /** A provider that gives each organisation a host of its own has none to declare: the connection must name it. */
    void hostsAreDeclared() {
        ConnectorProfile profile = run.contract().connector().profile();
        assertThat(profile.hosts())
                .as("hosts that the connector declares: plain lower-case names")
                .allMatch(HOST.asMatchPredicate());
        assertThat(profile.hosts().isEmpty()
                        && profile.settings().stream()
                                .noneMatch(setting ->
                                        setting.required() && setting.name().equals("base-url")))
                .as("no host is declared, and 'base-url' is not required either")
                .isFalse();
    }

    /** Links in answers that lead elsewhere are an error; no call with our credentials goes there. */
    void linksToElsewhereAreNotFollowed(AccessStream stream) throws ConnectorException {
        List<Callable<Optional<String>>> trials = new ArrayList<>();
        for (Walk.Taken taken : run.undisturbed(stream).taken()) {
            trials.add(() -> {
                try (Rig rig = run.rig(Rig.PATIENT)) {
                    Misleading misleading = new Misleading();
                    Connected connected = rig.connect(run.provider(), "one", misleading);
                    misleading.places = connected.rewrites();
                    return judge(taken, StepOutcome.of(taken.step(), connected), connected);
                }
            });
        }
        assertThat(Trials.run(trials)).isEmpty();
    }

    /** A page that only carries such a link may be given; then reading on from it must be refused. */
    private static Optional<String> judge(Walk.Taken taken, StepOutcome outcome, Connected connected) {
        StepOutcome last = outcome;
        if (taken.step() instanceof Step.ReadPage(StreamId stream, Partition partition, Cursor _)
                && taken.result() instanceof Page.More before
                && outcome instanceof StepOutcome.Result(Page.More after)
                && !after.next().equals(before.next())) {
            last = StepOutcome.of(new Step.ReadPage(stream, partition, after.next()), connected);
        } else if (outcome instanceof StepOutcome.Result(Object value) && sameShape(taken.result(), value)) {
            return Optional.empty();
        }
        return last instanceof StepOutcome.Problem problem && problem.problem() instanceof UnexpectedResponse
                ? Optional.empty()
                : Optional.of("%s: a link to another host led to %s; expected unexpected-response"
                        .formatted(taken.step(), last.words()));
    }

    private static boolean sameShape(Object before, Object after) {
        if (before instanceof Page one && after instanceof Page other) {
            return one.getClass().equals(other.getClass()) && keys(one).equals(keys(other));
        }
        return before.equals(after);
    }

    private static List<RowKey> keys(Page page) {
        return page.items().stream().map(Observation::key).toList();
    }

    private static final class Misleading implements Interference {
        private volatile Map<String, String> places = Map.of();

        @Override
        public Answer change(Answer answer) {
            Answer changed = answer;
            for (String own : places.values()) {
                changed = changed.replace(own, ELSEWHERE);
            }
            return changed;
        }
    }
}
