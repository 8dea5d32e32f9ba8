package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.identity.json.ModelJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Looks for secrets in all that a connector says: results, cursors, messages, stack traces, logs. */
final class SecrecyCheck {
    private static final List<Integer> STATUSES = List.of(200, 400, 401, 403, 404, 429, 500);

    private static final int FEW = 4;

    private final ContractRun run;

    SecrecyCheck(ContractRun run) {
        this.run = run;
    }

    void nothingIsSaid(AccessStream stream) throws ConnectorException {
        Walk walk = run.undisturbed(stream);
        List<String> leaks = new ArrayList<>();
        try (LoggedOutput logged = new LoggedOutput()) {
            List<Callable<Optional<String>>> trials = new ArrayList<>();
            List<Canaries> known = new ArrayList<>();
            for (Walk.Taken taken : some(walk.taken())) {
                Canaries canaries = run.step(
                        taken.step(),
                        Interference.NONE,
                        Rig.PATIENT,
                        (connected, outcome) -> lookAtResult(taken.step(), connected, outcome, leaks));
                known.add(canaries);
                trials.addAll(echoes(taken.step(), canaries));
            }
            leaks.addAll(Trials.run(trials));
            String json = ModelJson.write(walk.items());
            for (Canaries canaries : known) {
                canaries.leakIn("an observation", json).ifPresent(leaks::add);
                canaries.leakIn("what was logged", logged.text()).ifPresent(leaks::add);
            }
        }
        assertThat(leaks).isEmpty();
    }

    /** Hundreds of partitions are read by the same code: the first and the last few will do. */
    private static List<Walk.Taken> some(List<Walk.Taken> all) {
        if (all.size() <= 2 * FEW) {
            return all;
        }
        List<Walk.Taken> some = new ArrayList<>(all.subList(0, FEW));
        some.addAll(all.subList(all.size() - FEW, all.size()));
        return some;
    }

    private static Canaries lookAtResult(Step step, Connected connected, StepOutcome outcome, List<String> leaks) {
        Canaries canaries = connected.canaries();
        canaries.leakIn(step + ": the result", outcome.everything()).ifPresent(leaks::add);
        canaries.leakIn("the session", connected.session() + " " + connected.connector())
                .ifPresent(leaks::add);
        return canaries;
    }

    /** A provider at its worst sends back what it was sent, in every kind of error. */
    private List<Callable<Optional<String>>> echoes(Step step, Canaries canaries) {
        List<Callable<Optional<String>>> trials = new ArrayList<>();
        String echo = canaries.echo();
        int last = run.calls(step).size();
        for (int status : STATUSES) {
            for (String body : List.of(echo, "{\"error\":\"" + echo + "\",\"message\":\"" + echo + "\"}")) {
                Fault fault = new Fault.Status(status, Map.of("x-echo", echo), body);
                for (int call : last > 1 ? List.of(1, last) : List.of(1)) {
                    trials.add(() -> run.step(
                            step,
                            Interference.from(call, fault),
                            Rig.PATIENT,
                            (_, outcome) -> canaries.leakIn(
                                    "%s: what is told of HTTP %d".formatted(step, status), told(outcome))));
                }
            }
        }
        return trials;
    }

    /** What a connector reads from an answer that looks good is the provider's to say. */
    private static String told(StepOutcome outcome) {
        return outcome instanceof StepOutcome.Result ? "" : outcome.everything();
    }
}
