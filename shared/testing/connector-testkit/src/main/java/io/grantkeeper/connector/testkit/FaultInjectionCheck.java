package io.grantkeeper.connector.testkit;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ConnectorProblem.Unavailable;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.ProviderHttpOptions;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.property.testkit.TestRepetitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Injects a fault into every call of a stream in turn, each time with a fresh connector, and checks the outcome. */
final class FaultInjectionCheck {
    /** Faults that look the same for every provider. */
    private static final List<FaultVariant> COMMON = List.of(
            FaultVariant.of("HTTP 500", new InjectedFault.Status(500, java.util.Map.of(), "oops"), Unavailable.class),
            FaultVariant.of(
                    "HTTP 502",
                    new InjectedFault.Status(502, java.util.Map.of(), "<html>bad gateway</html>"),
                    Unavailable.class),
            FaultVariant.of("a page that is not JSON", new InjectedFault.NotJson(), UnexpectedResponse.class),
            FaultVariant.of("a truncated body", new InjectedFault.Truncated(), Unavailable.class),
            FaultVariant.of("a reset connection", new InjectedFault.Reset(), Unavailable.class),
            FaultVariant.of("no response in time", new InjectedFault.Hang(), Unavailable.class));

    private static final int FEW = 1;
    private static final int DISTANCE = 16;

    private final ContractContext run;

    FaultInjectionCheck(ContractContext run) {
        this.run = run;
    }

    Stream<FaultVariant> forms() {
        FaultVariant another = FaultVariant.of(
                        "an empty JSON object",
                        new InjectedFault.Status(200, java.util.Map.of(), "{}"),
                        UnexpectedResponse.class)
                .onlyFor(call -> !run.contract().acceptsEmptyObject(call));
        return Stream.concat(Stream.concat(run.contract().refusals().stream(), COMMON.stream()), Stream.of(another));
    }

    /**
     * Returns the outcomes that violate the rule for permanent faults: each fault must result in the expected problem,
     * never in a page. The only exception is a rate limit, which may end a page early.
     */
    List<String> permanentFaultViolations(AccessStream stream, FaultVariant form) throws ConnectorException {
        ProviderHttpOptions options =
                form.fault() instanceof InjectedFault.Hang ? ConnectorTestRig.SHORT_WAIT : ConnectorTestRig.LONG_WAIT;
        List<Callable<Optional<String>>> trials = new ArrayList<>();
        for (FullStreamRead.CompletedStep taken : sampledSteps(stream)) {
            for (ReceivedCall call : run.calls(taken.step())) {
                if (form.appliesTo().test(call)) {
                    trials.add(() -> run.runStep(
                            taken.step(),
                            TrafficInterceptor.failingFrom(call.number(), form),
                            options,
                            (_, outcome) -> judgePermanent(taken, call, form, outcome)));
                }
            }
        }
        return ParallelChecks.run(trials);
    }

    /**
     * Returns the outcomes that violate the rule for transient faults: the result must be either unchanged or a
     * reported problem, never an incomplete page.
     */
    List<String> transientFaultViolations(AccessStream stream, InjectedFault fault) throws ConnectorException {
        List<Callable<Optional<String>>> trials = new ArrayList<>();
        for (FullStreamRead.CompletedStep taken : sampledSteps(stream)) {
            for (ReceivedCall call : run.calls(taken.step())) {
                trials.add(() -> run.runStep(
                        taken.step(),
                        TrafficInterceptor.failingOnce(call.number(), fault),
                        ConnectorTestRig.LONG_WAIT,
                        (_, outcome) -> judgeTransient(taken, call, outcome)));
            }
        }
        return ParallelChecks.run(trials);
    }

    /**
     * Returns the steps to check in this build. Outside a campaign, they are only a sample, because all partitions of a
     * stream are read by the same code.
     */
    private List<FullStreamRead.CompletedStep> sampledSteps(AccessStream stream) throws ConnectorException {
        return TestRepetitions.sample(run.faultFreeWalk(stream).taken(), FEW, DISTANCE);
    }

    private static Optional<String> judgeTransient(
            FullStreamRead.CompletedStep taken, ReceivedCall call, StreamRequestOutcome outcome) {
        boolean unnoticed = outcome.equals(new StreamRequestOutcome.Result(taken.result()));
        boolean told =
                outcome instanceof StreamRequestOutcome.Problem problem && problem.problem() instanceof Unavailable;
        return unnoticed || told
                ? Optional.empty()
                : Optional.of("%s: %s failed once; expected the same result as without the fault, but got %s"
                        .formatted(taken.step(), call, outcome.summary()));
    }

    private static Optional<String> judgePermanent(
            FullStreamRead.CompletedStep taken, ReceivedCall call, FaultVariant form, StreamRequestOutcome outcome) {
        if (outcome instanceof StreamRequestOutcome.Problem problem
                && form.becomes().stream().anyMatch(type -> type.isInstance(problem.problem()))) {
            return Optional.empty();
        }
        if (form.becomes().contains(RateLimited.class) && endsEarly(taken, outcome)) {
            return Optional.empty();
        }
        List<String> expected =
                form.becomes().stream().map(Class::getSimpleName).sorted().toList();
        return Optional.of("%s: %s was answered with %s; expected %s, but got %s"
                .formatted(taken.step(), call, form.name(), expected, outcome.summary()));
    }

    /**
     * Returns whether the step ended early but correctly: its page is the beginning of the fault-free page, and its
     * cursor continues after that beginning.
     */
    private static boolean endsEarly(FullStreamRead.CompletedStep taken, StreamRequestOutcome outcome) {
        return taken.result() instanceof StreamPage whole
                && taken.step() instanceof StreamRequest.ReadPage read
                && outcome
                        instanceof
                        StreamRequestOutcome.Result(
                                StreamPage.More(
                                        List<AccessObservation> items,
                                        var _,
                                        PartitionCursor next,
                                        var _,
                                        var _))
                && items.size() <= whole.items().size()
                && items.equals(whole.items().subList(0, items.size()))
                && !next.equals(read.from())
                && !(whole instanceof StreamPage.More(var _, var _, PartitionCursor end, var _, var _)
                        && next.equals(end));
    }
}
