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

/** Searches everything that a connector produces for secrets: results, cursors, messages, stack traces and logs. */
final class SecretLeakCheck {
    private static final List<Integer> STATUSES = List.of(200, 400, 401, 403, 404, 429, 500);

    private static final int FEW = 4;

    private final ContractContext run;

    SecretLeakCheck(ContractContext run) {
        this.run = run;
    }

    void noSecretIsExposed(AccessStream stream) throws ConnectorException {
        FullStreamRead walk = run.faultFreeWalk(stream);
        List<String> leaks = new ArrayList<>();
        try (LoggedOutput logged = new LoggedOutput()) {
            List<Callable<Optional<String>>> trials = new ArrayList<>();
            List<CanarySecrets> known = new ArrayList<>();
            for (FullStreamRead.CompletedStep taken : sample(walk.taken())) {
                CanarySecrets canaries = run.runStep(
                        taken.step(),
                        TrafficInterceptor.NONE,
                        ConnectorTestRig.LONG_WAIT,
                        (connected, outcome) -> searchResult(taken.step(), connected, outcome, leaks));
                known.add(canaries);
                trials.addAll(echoes(taken.step(), canaries));
            }
            leaks.addAll(ParallelChecks.run(trials));
            String json = ModelJson.write(walk.items());
            for (CanarySecrets canaries : known) {
                canaries.findLeak("an observation", json).ifPresent(leaks::add);
                canaries.findLeak("the log", logged.text()).ifPresent(leaks::add);
            }
        }
        assertThat(leaks).isEmpty();
    }

    /**
     * Returns the first and last few steps. All partitions are read by the same code, so it is not necessary to search
     * hundreds of them.
     */
    private static List<FullStreamRead.CompletedStep> sample(List<FullStreamRead.CompletedStep> all) {
        if (all.size() <= 2 * FEW) {
            return all;
        }
        List<FullStreamRead.CompletedStep> some = new ArrayList<>(all.subList(0, FEW));
        some.addAll(all.subList(all.size() - FEW, all.size()));
        return some;
    }

    private static CanarySecrets searchResult(
            StreamRequest step, TestConnection connected, StreamRequestOutcome outcome, List<String> leaks) {
        CanarySecrets canaries = connected.canaries();
        canaries.findLeak(step + ": the result", outcome.details()).ifPresent(leaks::add);
        canaries.findLeak("the session", connected.session() + " " + connected.connector())
                .ifPresent(leaks::add);
        return canaries;
    }

    /**
     * Returns one check for each response in which a provider might echo the secrets that it received: for each status,
     * as plain text and as JSON, in response to the first call and to the last call.
     */
    private List<Callable<Optional<String>>> echoes(StreamRequest step, CanarySecrets canaries) {
        List<Callable<Optional<String>>> trials = new ArrayList<>();
        String echo = canaries.joined();
        int last = run.calls(step).size();
        for (int status : STATUSES) {
            for (String body : List.of(echo, "{\"error\":\"" + echo + "\",\"message\":\"" + echo + "\"}")) {
                InjectedFault fault = new InjectedFault.Status(status, Map.of("x-echo", echo), body);
                for (int call : last > 1 ? List.of(1, last) : List.of(1)) {
                    trials.add(() -> run.runStep(
                            step,
                            TrafficInterceptor.failingFrom(call, fault),
                            ConnectorTestRig.LONG_WAIT,
                            (_, outcome) -> canaries.findLeak(
                                    "%s: the outcome for HTTP %d".formatted(step, status), reported(outcome))));
                }
            }
        }
        return trials;
    }

    /**
     * Returns the text that an outcome reports. Successful results are not searched, because the provider decides what
     * they contain.
     */
    private static String reported(StreamRequestOutcome outcome) {
        return outcome instanceof StreamRequestOutcome.Result ? "" : outcome.details();
    }
}
