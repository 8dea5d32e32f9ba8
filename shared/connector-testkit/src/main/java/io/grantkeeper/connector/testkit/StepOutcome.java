package io.grantkeeper.connector.testkit;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.Page;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** How a step ended. */
sealed interface StepOutcome {
    record Result(Object value) implements StepOutcome {}

    record Problem(ConnectorException exception) implements StepOutcome {
        ConnectorProblem problem() {
            return exception.problem();
        }
    }

    /** A connector let something out that is no answer: whatever comes in, this must not happen. */
    record Crash(RuntimeException exception) implements StepOutcome {}

    static StepOutcome of(Step step, Connected connected) {
        try {
            return new Result(step.run(connected.connector(), connected.session()));
        } catch (ConnectorException e) {
            return new Problem(e);
        } catch (RuntimeException e) {
            return new Crash(e);
        }
    }

    /** In a few words, for test reports. */
    default String words() {
        return switch (this) {
            case Result(Page.Last _) -> "a last page";
            case Result(Page.More _) -> "a page";
            case Result(List<?> partitions) -> partitions.size() + " partitions";
            case Result(Object other) -> other.getClass().getSimpleName();
            case Problem problem ->
                problem.problem().code() + " (" + problem.problem().message() + ")";
            case Crash(RuntimeException exception) -> "a crash: " + exception;
        };
    }

    /** Everything that a log could show of it. */
    default String everything() {
        return switch (this) {
            case Result(Object value) -> value.toString();
            case Problem problem -> trace(problem.exception()) + problem.problem();
            case Crash(RuntimeException exception) -> trace(exception);
        };
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
