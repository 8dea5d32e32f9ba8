package io.grantkeeper.testing.activity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The answers of a detector about the rows of one simulation. The detector is a separate process that reads rows from
 * standard input and writes one line for each row.
 *
 * @param weeks the length of the simulation
 * @param alerts the number of notifications: signals of at least medium severity, without repetitions of the same type
 *     about the same subject within a day
 * @param falseAlerts the number of notifications that are not about an attack
 */
record DetectorRun(
        List<Outcome> outcomes, int identities, double weeks, int alerts, int falseAlerts, int rows, double seconds) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> NOTIFIED = Set.of("medium", "high", "critical");
    private static final Duration REPEATED = Duration.ofHours(24);

    /**
     * The result for one planted scenario.
     *
     * @param delay the time from the scenario's first row to the first alert about it, or {@code null} if there is no
     *     alert
     */
    record Outcome(
            boolean attack,
            String kind,
            boolean conjunction,
            @Nullable Duration delay) {
        boolean alerted() {
            return delay != null;
        }
    }

    private record Alert(int line, Instant at) {}

    DetectorRun {
        outcomes = List.copyOf(outcomes);
    }

    static DetectorRun of(Path folder, long seed, List<String> command) throws IOException, InterruptedException {
        Path places = ActivityFiles.places(folder, seed);
        Path answers = Files.createTempFile("answers", ".jsonl");
        try {
            long started = System.nanoTime();
            Process process = new ProcessBuilder(command.stream()
                            .map(word -> word.equals("{places}") ? places.toString() : word)
                            .toList())
                    .redirectInput(ActivityFiles.rows(folder, seed).toFile())
                    .redirectOutput(answers.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            int exit = process.waitFor();
            double seconds = (System.nanoTime() - started) / 1e9;
            if (exit != 0) {
                throw new IOException("The detector ended with status " + exit + " on seed " + seed);
            }
            return read(
                    ActivityFiles.rows(folder, seed),
                    answers,
                    Files.readAllLines(ActivityFiles.labels(folder, seed)),
                    seconds);
        } finally {
            Files.delete(answers);
        }
    }

    static DetectorRun read(Path rows, Path answers, List<String> labelLines, double seconds) throws IOException {
        List<JsonNode> labels = labelLines.stream().map(JSON::readTree).toList();
        List<Alert> alerts = new ArrayList<>();
        Set<Integer> loud = new HashSet<>();
        Map<Integer, Instant> times = new HashMap<>();
        int line = 0;
        Set<Integer> needed = new HashSet<>();
        labels.stream()
                .filter(label -> label.has("rows"))
                .forEach(label -> needed.add(label.path("rows").get(0).asInt()));
        Map<String, Instant> last = new HashMap<>();
        try (BufferedReader in = Files.newBufferedReader(rows, UTF_8);
                BufferedReader out = Files.newBufferedReader(answers, UTF_8)) {
            for (String row = in.readLine(); row != null; row = in.readLine()) {
                line++;
                String answered = out.readLine();
                if (answered == null) {
                    throw new IOException("The detector wrote " + (line - 1) + " lines; one was expected for each row");
                }
                boolean quiet =
                        !answered.contains("medium") && !answered.contains("high") && !answered.contains("critical");
                if (quiet && !needed.contains(line)) {
                    continue;
                }
                Instant at = LogRowTimes.of(JSON.readTree(row));
                times.put(line, at);
                for (String alert : notified(JSON.readTree(answered))) {
                    loud.add(line);
                    Instant before = last.get(alert);
                    if (before == null || Duration.between(before, at).abs().compareTo(REPEATED) >= 0) {
                        last.put(alert, at);
                        alerts.add(new Alert(line, at));
                    }
                }
            }
            if (out.readLine() != null) {
                throw new IOException("The detector wrote more lines than rows");
            }
        }
        return judge(labels, alerts, loud, times, line, seconds);
    }

    /** Returns, for each signal that leads to a notification, a key that consists of the signal's subject and type. */
    private static List<String> notified(JsonNode answer) {
        List<String> keys = new ArrayList<>();
        for (JsonNode signal : answer.path("signals")) {
            if (NOTIFIED.contains(signal.path("severity").asString(""))) {
                keys.add(answer.path("subject").asString("") + "\u0000"
                        + signal.path("type").asString(""));
            }
        }
        return keys;
    }

    private static DetectorRun judge(
            List<JsonNode> labels,
            List<Alert> alerts,
            Set<Integer> loud,
            Map<Integer, Instant> times,
            int rows,
            double seconds) {
        List<Outcome> outcomes = new ArrayList<>();
        Set<Integer> aboutAttacks = new HashSet<>();
        for (JsonNode label : labels) {
            if (!label.has("kind")) {
                continue;
            }
            boolean attack = label.path("label").asString("").equals("attack");
            Set<Integer> lines = numbers(label.path("rows"));
            lines.addAll(numbers(label.path("context")));
            if (attack) {
                aboutAttacks.addAll(lines);
            }
            Instant first = Instant.parse(label.path("from").asString());
            Duration delay = lines.stream()
                    .filter(loud::contains)
                    .map(each -> Duration.between(first, times.get(each)))
                    .min(Duration::compareTo)
                    .orElse(null);
            outcomes.add(new Outcome(
                    attack,
                    label.path("kind").asString(),
                    label.path("conjunction").asBoolean(),
                    delay));
        }
        JsonNode company = labels.getFirst();
        int wrong = (int) alerts.stream()
                .filter(alert -> !aboutAttacks.contains(alert.line()))
                .count();
        return new DetectorRun(
                outcomes,
                company.path("identities").asInt(),
                company.path("days").asInt() / 7.0,
                alerts.size(),
                wrong,
                rows,
                seconds);
    }

    private static Set<Integer> numbers(JsonNode array) {
        Set<Integer> numbers = new HashSet<>();
        array.forEach(each -> numbers.add(each.asInt()));
        return numbers;
    }
}
