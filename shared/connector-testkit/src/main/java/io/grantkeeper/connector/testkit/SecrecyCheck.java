package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.identity.json.ModelJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks for secrets in all that a connector says: results, cursors, messages, stack traces, logs. */
final class SecrecyCheck {
    private final ContractRun run;

    SecrecyCheck(ContractRun run) {
        this.run = run;
    }

    void nothingIsSaid(AccessStream stream) throws ConnectorException {
        Walk walk = run.undisturbed(stream);
        List<String> leaks = new ArrayList<>();
        try (LoggedOutput logged = new LoggedOutput()) {
            Canaries canaries = null;
            for (Walk.Taken taken : walk.taken()) {
                canaries = look(taken.step(), leaks);
            }
            if (canaries != null) {
                canaries.leakIn("an observation", ModelJson.write(walk.items())).ifPresent(leaks::add);
                canaries.leakIn("what was logged", logged.text()).ifPresent(leaks::add);
            }
        }
        assertThat(leaks).isEmpty();
    }

    /** A provider at its worst sends back what it was sent, in every kind of error. */
    private Canaries look(Step step, List<String> leaks) {
        Canaries canaries = run.step(step, Interference.NONE, Rig.PATIENT, (connected, outcome) -> {
            Canaries known = connected.canaries();
            known.leakIn(step + ": the result", outcome.everything()).ifPresent(leaks::add);
            known.leakIn("the session", connected.session() + " " + connected.connector())
                    .ifPresent(leaks::add);
            return known;
        });
        String echo = canaries.echo();
        for (int status : List.of(200, 400, 401, 403, 404, 429, 500)) {
            for (String body : List.of(echo, "{\"error\":\"" + echo + "\",\"message\":\"" + echo + "\"}")) {
                Fault fault = new Fault.Status(status, Map.of("x-echo", echo), body);
                for (int call = 1; call <= 2; call++) {
                    Interference echoed = Interference.from(call, fault);
                    Optional<String> leak = run.step(
                            step,
                            echoed,
                            Rig.PATIENT,
                            (_, outcome) -> outcome instanceof StepOutcome.Result
                                    ? Optional.empty()
                                    : canaries.leakIn(
                                            "%s: what is told of HTTP %d".formatted(step, status),
                                            outcome.everything()));
                    leak.ifPresent(leaks::add);
                }
            }
        }
        return canaries;
    }
}
