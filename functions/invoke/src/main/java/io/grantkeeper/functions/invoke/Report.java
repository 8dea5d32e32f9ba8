package io.grantkeeper.functions.invoke;

import io.grantkeeper.functions.emulator.Outcome;
import io.grantkeeper.identity.json.ModelJson;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What became of the runs, for people and for machines. Durations are in milliseconds. */
record Report(Options options, List<Run> runs) {
    String text() {
        StringBuilder text = new StringBuilder();
        line(text, "Function", options.function() + ", on " + options.sample().getFileName());
        line(
                text,
                "Cold start",
                median(Run::coldStart) + " ms"
                        + (runs.size() == 1
                                ? ""
                                : ", median of %d processes (%d to %d)"
                                        .formatted(
                                                runs.size(),
                                                millis(Run::coldStart).getFirst(),
                                                millis(Run::coldStart).getLast())));
        line(text, "  start", median(Run::started) + " ms, from starting the JVM to asking for an event");
        line(text, "  answer", median(Run::first) + " ms, to the first event");
        if (!warm().isEmpty()) {
            line(text, "Warm", "%d ms, median of %d further events".formatted(middle(warm()), warm().size()));
        }
        Outcome last = runs.getLast().outcomes().getLast();
        line(text, "Outcome", outcome(last));
        text.append(body(last).indent(2));
        if (options.log() || !isAnswered()) {
            text.append("It printed:\n").append(runs.getLast().log().indent(2));
        }
        return text.toString();
    }

    String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("function", options.function());
        all.put("sample", options.sample().getFileName().toString());
        all.put("answered", isAnswered());
        all.put("coldStartMillis", median(Run::coldStart));
        all.put("startMillis", median(Run::started));
        all.put("firstAnswerMillis", median(Run::first));
        all.put(
                "coldStartsMillis",
                runs.stream().map(Run::coldStart).map(Duration::toMillis).toList());
        all.put("warmMillis", warm());
        Outcome last = runs.getLast().outcomes().getLast();
        all.put("outcome", outcome(last));
        all.put("response", parsed(raw(last)));
        return ModelJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(all);
    }

    boolean isAnswered() {
        return runs.stream().allMatch(Run::isAnswered);
    }

    private List<Long> warm() {
        return runs.stream()
                .flatMap(run -> run.warm().stream())
                .map(Duration::toMillis)
                .sorted()
                .toList();
    }

    private List<Long> millis(Function<Run, Duration> part) {
        return runs.stream().map(part).map(Duration::toMillis).sorted().toList();
    }

    private long median(Function<Run, Duration> part) {
        return middle(millis(part));
    }

    private static long middle(List<Long> sorted) {
        return sorted.get(sorted.size() / 2);
    }

    private static String outcome(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered _ -> "answered";
            case Outcome.Failed(String type, String _, Duration _) -> "failed with " + type;
            case Outcome.Died(int exitCode, Duration _) -> "its process ended with exit code " + exitCode;
            case Outcome.TimedOut(Duration limit) -> "no answer within %d s".formatted(limit.toSeconds());
        };
    }

    private static String raw(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered(String body, Duration _) -> body;
            case Outcome.Failed(String _, String body, Duration _) -> body;
            case Outcome.Died _, Outcome.TimedOut _ -> "null";
        };
    }

    /** The error's message alone: its stack is in the log. */
    private static String body(Outcome outcome) {
        JsonNode parsed = parsed(raw(outcome));
        return outcome instanceof Outcome.Failed
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
