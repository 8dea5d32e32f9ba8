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
 * Tries credentials that contain a line break or a non-ASCII character in the middle, as happens when they are copied
 * from a clipboard or from a line-wrapped file. HTTP clients reject such a header value and include it in the
 * exception's message.
 */
final class MalformedCredentialCheck {
    private static final List<String> INVALIDATED_BY = List.of("\r\n", "\u20ac");

    private final ContractContext run;

    MalformedCredentialCheck(ContractContext run) {
        this.run = run;
    }

    void reportsWithoutExposing(AccessStream stream) throws ConnectorException {
        List<String> wrong = new ArrayList<>();
        StreamRequest first = run.faultFreeWalk(stream).taken().getFirst().step();
        StreamRequest last = run.faultFreeWalk(stream).taken().getLast().step();
        for (Map.Entry<String, Secret> credential : run.provider().credentials().entrySet()) {
            for (String by : INVALIDATED_BY) {
                for (StreamRequest step : List.of(first, last)) {
                    tryWith(step, credential.getKey(), credential.getValue(), by, wrong);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private void tryWith(StreamRequest step, String slot, Secret secret, String by, List<String> wrong) {
        String whole = secret.reveal();
        Secret begin = Secret.of(whole.substring(0, whole.length() / 2));
        Secret end = Secret.of(whole.substring(whole.length() / 2));
        try (ConnectorTestRig testRig = run.rig(ConnectorTestRig.LONG_WAIT);
                LoggedOutput logged = new LoggedOutput()) {
            TestConnection sound = testRig.connect(run.provider(), "one", TrafficInterceptor.NONE);
            Map<String, Secret> secrets = new TreeMap<>(sound.credentials());
            secrets.put(slot, Secret.of(begin.reveal() + by + end.reveal()));
            ProviderSession session = testRig.open(sound.session().connection(), secrets);
            StreamRequestOutcome outcome = StreamRequestOutcome.of(
                    step, new TestConnection(testRig.connector(), session, sound.line(), secrets, sound.rewrites()));
            String where = "%s with a spoilt '%s'".formatted(step, slot);
            CanarySecrets canaries = CanarySecrets.of(List.of(begin, end), List.of());
            canaries.findLeak(where, outcome.details() + logged.text()).ifPresent(wrong::add);
            if (!isReported(outcome)) {
                wrong.add(where + " ends as " + outcome.summary());
            }
        }
    }

    /**
     * Returns whether the outcome is acceptable: the damaged credential was reported, or the step succeeded because it
     * does not use the credential.
     */
    private static boolean isReported(StreamRequestOutcome outcome) {
        return switch (outcome) {
            case StreamRequestOutcome.Result _ -> true;
            case StreamRequestOutcome.Problem problem ->
                problem.problem() instanceof Misconfigured || problem.problem() instanceof InvalidToken;
            case StreamRequestOutcome.Crash _ -> false;
        };
    }
}
