package io.grantkeeper.connector.testkit;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.StreamPage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** The outcome of a request to a stream. */
sealed interface StreamRequestOutcome {
    record Result(Object value) implements StreamRequestOutcome {}

    record Problem(ConnectorException exception) implements StreamRequestOutcome {
        ConnectorProblem problem() {
            return exception.problem();
        }
    }

    /**
     * An exception other than {@link ConnectorException}. It must never occur, regardless of what the provider sends.
     */
    record Crash(RuntimeException exception) implements StreamRequestOutcome {}

    static StreamRequestOutcome of(StreamRequest step, TestConnection connected) {
        try {
            return new Result(step.run(connected.connector(), connected.session()));
        } catch (ConnectorException e) {
            return new Problem(e);
        } catch (RuntimeException e) {
            return new Crash(e);
        }
    }

    /** Describes the outcome briefly for test reports. */
    default String summary() {
        return switch (this) {
            case Result(StreamPage.Last _) -> "a last page";
            case Result(StreamPage.More _) -> "a page";
            case Result(List<?> partitions) -> partitions.size() + " partitions";
            case Result(Object other) -> other.getClass().getSimpleName();
            case Problem problem ->
                problem.problem().code() + " (" + problem.problem().message() + ")";
            case Crash(RuntimeException exception) -> "a crash: " + exception;
        };
    }

    /** Returns everything about the outcome that could reach a log, so that it can be searched for secrets. */
    default String details() {
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
