package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.identity.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Credentials as they come out of a clipboard or a file that was wrapped: with a line end or a foreign letter in the
 * middle. HTTP clients refuse such a header and quote it.
 */
final class SpoiltCredentialCheck {
    private static final List<String> SPOILT_BY = List.of("\r\n", "\u20ac");

    private final ContractRun run;

    SpoiltCredentialCheck(ContractRun run) {
        this.run = run;
    }

    void areToldAndNotShown(AccessStream stream) throws ConnectorException {
        List<String> wrong = new ArrayList<>();
        Step first = run.undisturbed(stream).taken().getFirst().step();
        Step last = run.undisturbed(stream).taken().getLast().step();
        for (Map.Entry<String, Secret> credential : run.provider().credentials().entrySet()) {
            for (String by : SPOILT_BY) {
                for (Step step : List.of(first, last)) {
                    tryWith(step, credential.getKey(), credential.getValue(), by, wrong);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private void tryWith(Step step, String slot, Secret secret, String by, List<String> wrong) {
        String whole = secret.reveal();
        Secret begin = Secret.of(whole.substring(0, whole.length() / 2));
        Secret end = Secret.of(whole.substring(whole.length() / 2));
        try (Rig rig = run.rig(Rig.PATIENT);
                LoggedOutput logged = new LoggedOutput()) {
            Connected sound = rig.connect(run.provider(), "one", Interference.NONE);
            Map<String, Secret> secrets = new TreeMap<>(sound.credentials());
            secrets.put(slot, Secret.of(begin.reveal() + by + end.reveal()));
            ProviderSession session = rig.open(sound.session().connection(), secrets);
            StepOutcome outcome = StepOutcome.of(
                    step, new Connected(rig.connector(), session, sound.line(), secrets, sound.rewrites()));
            String where = "%s with a spoilt '%s'".formatted(step, slot);
            Canaries canaries = Canaries.of(List.of(begin, end), List.of());
            canaries.leakIn(where, outcome.everything() + logged.text()).ifPresent(wrong::add);
            if (!isTold(outcome)) {
                wrong.add(where + " ends as " + outcome.words());
            }
        }
    }

    /** A credential that the step does without may be as it likes. */
    private static boolean isTold(StepOutcome outcome) {
        return switch (outcome) {
            case StepOutcome.Result _ -> true;
            case StepOutcome.Problem problem ->
                problem.problem() instanceof Misconfigured || problem.problem() instanceof InvalidToken;
            case StepOutcome.Crash _ -> false;
        };
    }
}
