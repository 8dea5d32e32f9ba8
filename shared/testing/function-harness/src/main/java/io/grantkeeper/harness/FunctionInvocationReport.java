package io.grantkeeper.harness;

import io.grantkeeper.harness.emulator.InvocationResult;
import io.grantkeeper.identity.json.ModelJson;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A report on the runs of one function, as text and as JSON. Durations are in milliseconds. */
record FunctionInvocationReport(InvokeOptions options, List<FunctionProcess> runs) {
    String text() {
        StringBuilder text = new StringBuilder();
        line(text, "Function", options.function() + ", on " + options.sample().getFileName());
        line(
                text,
                "Cold start",
                median(FunctionProcess::coldStart) + " ms"
                        + (runs.size() == 1
                                ? ""
                                : ", median of %d processes (%d to %d)"
                                        .formatted(
                                                runs.size(),
                                                millis(FunctionProcess::coldStart)
                                                        .getFirst(),
                                                millis(FunctionProcess::coldStart)
                                                        .getLast())));
        line(text, "  start", median(FunctionProcess::started) + " ms, from starting the JVM to requesting an event");
        line(text, "  answer", median(FunctionProcess::first) + " ms, to the first response");
        if (!warm().isEmpty()) {
            line(text, "Warm", "%d ms, median of %d further events".formatted(medianOf(warm()), warm().size()));
        }
        InvocationResult last = runs.getLast().outcomes().getLast();
        line(text, "Outcome", outcome(last));
        text.append(body(last).indent(2));
        if (options.log() || !isAnswered()) {
            text.append("Output:\n").append(runs.getLast().log().indent(2));
        }
        return text.toString();
    }

    String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("function", options.function());
        all.put("sample", options.sample().getFileName().toString());
        all.put("answered", isAnswered());
        all.put("coldStartMillis", median(FunctionProcess::coldStart));
        all.put("startMillis", median(FunctionProcess::started));
        all.put("firstAnswerMillis", median(FunctionProcess::first));
        all.put(
                "coldStartsMillis",
                runs.stream()
                        .map(FunctionProcess::coldStart)
                        .map(Duration::toMillis)
                        .toList());
        all.put("warmMillis", warm());
        InvocationResult last = runs.getLast().outcomes().getLast();
        all.put("outcome", outcome(last));
        all.put("response", parsed(raw(last)));
        return ModelJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(all);
    }

    boolean isAnswered() {
        return runs.stream().allMatch(FunctionProcess::isAnswered);
    }

    private List<Long> warm() {
        return runs.stream()
                .flatMap(run -> run.warm().stream())
                .map(Duration::toMillis)
                .sorted()
                .toList();
    }

    private List<Long> millis(Function<FunctionProcess, Duration> part) {
        return runs.stream().map(part).map(Duration::toMillis).sorted().toList();
    }

    private long median(Function<FunctionProcess, Duration> part) {
        return medianOf(millis(part));
    }

    private static long medianOf(List<Long> sorted) {
        return sorted.get(sorted.size() / 2);
    }

    private static String outcome(InvocationResult outcome) {
        return switch (outcome) {
            case InvocationResult.Answered _ -> "answered";
            case InvocationResult.Failed(String type, String _, Duration _) -> "failed with " + type;
            case InvocationResult.Exited(int exitCode, Duration _) -> "the process ended with exit code " + exitCode;
            case InvocationResult.TimedOut(Duration limit) -> "no answer within %d s".formatted(limit.toSeconds());
        };
    }

    private static String raw(InvocationResult outcome) {
        return switch (outcome) {
            case InvocationResult.Answered(String body, Duration _) -> body;
            case InvocationResult.Failed(String _, String body, Duration _) -> body;
            case InvocationResult.Exited _, InvocationResult.TimedOut _ -> "null";
        };
    }

    /**
     * Returns the response as indented JSON, or only the error's message if the invocation failed; the stack trace is
     * in the log.
     */
    private static String body(InvocationResult outcome) {
        JsonNode parsed = parsed(raw(outcome));
        return outcome instanceof InvocationResult.Failed
                ? parsed.path("errorMessage").asString("")
                : ModelJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(parsed);
    }

    private static JsonNode parsed(String body) {
        try {
            return ModelJson.mapper().readTree(body.isEmpty() ? "null" : body);
        } catch (JacksonException _) {
            return ModelJson.mapper().valueToTree(body);
        }
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("%-12s %s%n".formatted(name, value));
    }
}
