package io.grantkeeper.connector.testkit;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ConnectorProblem.Unavailable;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.http.HttpOptions;
import io.grantkeeper.identity.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Breaks every call of a stream in turn, each time with a fresh connector, and looks at what becomes of it. */
final class FaultCheck {
    /** What breaks in the same way at every provider. */
    private static final List<FaultForm> COMMON = List.of(
            FaultForm.of("HTTP 500", new Fault.Status(500, java.util.Map.of(), "oops"), Unavailable.class),
            FaultForm.of(
                    "HTTP 502",
                    new Fault.Status(502, java.util.Map.of(), "<html>bad gateway</html>"),
                    Unavailable.class),
            FaultForm.of("a page that is not JSON", new Fault.NotJson(), UnexpectedResponse.class),
            FaultForm.of("a truncated body", new Fault.Truncated(), Unavailable.class),
            FaultForm.of("a reset connection", new Fault.Reset(), Unavailable.class),
            FaultForm.of("no answer in time", new Fault.Hang(), Unavailable.class));

    private final ContractRun run;

    FaultCheck(ContractRun run) {
        this.run = run;
    }

    Stream<FaultForm> forms() {
        FaultForm another = FaultForm.of(
                        "an object of another kind",
                        new Fault.Status(200, java.util.Map.of(), "{}"),
                        UnexpectedResponse.class)
                .onlyFor(call -> !run.contract().mayAnswerNothing(call));
        return Stream.concat(Stream.concat(run.contract().refusals().stream(), COMMON.stream()), Stream.of(another));
    }

    /** Trouble that lasts becomes exactly one problem, and never a page; a limit may end a page early. */
    List<String> violations(AccessStream stream, FaultForm form) throws ConnectorException {
        HttpOptions options = form.fault() instanceof Fault.Hang ? Rig.IMPATIENT : Rig.PATIENT;
        List<Callable<Optional<String>>> trials = new ArrayList<>();
        for (Walk.Taken taken : run.undisturbed(stream).taken()) {
            for (Call call : run.calls(taken.step())) {
                if (form.appliesTo().test(call)) {
                    trials.add(() -> run.step(
                            taken.step(),
                            Interference.from(call.number(), form),
                            options,
                            (_, outcome) -> judge(taken, call, form, outcome)));
                }
            }
        }
        return Trials.run(trials);
    }

    /** Trouble that passes is either not noticed at all, or told; never half a page. */
    List<String> violationsWhenItPasses(AccessStream stream, Fault fault) throws ConnectorException {
        List<Callable<Optional<String>>> trials = new ArrayList<>();
        for (Walk.Taken taken : run.undisturbed(stream).taken()) {
            for (Call call : run.calls(taken.step())) {
                trials.add(() -> run.step(
                        taken.step(),
                        Interference.once(call.number(), fault),
                        Rig.PATIENT,
                        (_, outcome) -> judgeOnce(taken, call, outcome)));
            }
        }
        return Trials.run(trials);
    }

    private static Optional<String> judgeOnce(Walk.Taken taken, Call call, StepOutcome outcome) {
        boolean unnoticed = outcome.equals(new StepOutcome.Result(taken.result()));
        boolean told = outcome instanceof StepOutcome.Problem problem && problem.problem() instanceof Unavailable;
        return unnoticed || told
                ? Optional.empty()
                : Optional.of("%s: %s failed once; expected the same as without, but got %s"
                        .formatted(taken.step(), call, outcome.words()));
    }

    private static Optional<String> judge(Walk.Taken taken, Call call, FaultForm form, StepOutcome outcome) {
        if (outcome instanceof StepOutcome.Problem problem
                && form.becomes().stream().anyMatch(type -> type.isInstance(problem.problem()))) {
            return Optional.empty();
        }
        if (form.becomes().contains(RateLimited.class) && endsEarly(taken, outcome)) {
            return Optional.empty();
        }
        List<String> expected =
                form.becomes().stream().map(Class::getSimpleName).sorted().toList();
        return Optional.of("%s: %s was answered with %s; expected %s, but got %s"
                .formatted(taken.step(), call, form.name(), expected, outcome.words()));
    }

    /** Whether it is the beginning of the page that comes without trouble, to be gone on with from a new cursor. */
    private static boolean endsEarly(Walk.Taken taken, StepOutcome outcome) {
        return taken.result() instanceof Page whole
                && taken.step() instanceof Step.ReadPage read
                && outcome instanceof StepOutcome.Result(Page.More(List<Observation> items, var _, Cursor next))
                && items.size() <= whole.items().size()
                && items.equals(whole.items().subList(0, items.size()))
                && !next.equals(read.from())
                && !(whole instanceof Page.More(var _, var _, Cursor end) && next.equals(end));
    }
}
