package io.grantkeeper.harness.coldstart;

import io.grantkeeper.identity.json.ModelJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Formats the results of the cold-start benchmark as the table in docs/performance.md or as JSON. Durations in the
 * table are in milliseconds.
 */
final class ColdStartReport {
    private static final double MICROS = 1_000;

    private ColdStartReport() {}

    static String table(List<ColdStartSubject> subjects) {
        StringBuilder table = new StringBuilder();
        table.append(
                "| function | invoked by | packaging | memory | cold start | min to max | INIT | first response | CPU | warm |\n");
        table.append("|---|---|---|---:|---:|---:|---:|---:|---:|---:|\n");
        for (ColdStartSubject subject : subjects) {
            List<Long> totals = sorted(subject, ColdStartSubject.Measured::total);
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %,d MB | %,d | %,d to %,d | %,d | %,d | %,d | %.1f |%n",
                    subject.name(),
                    subject.invocation(),
                    subject.packaging().label(),
                    ColdStartCandidates.MEMORY_MB,
                    millis(median(totals)),
                    millis(totals.getFirst()),
                    millis(totals.getLast()),
                    millis(median(sorted(subject, ColdStartSubject.Measured::started))),
                    millis(median(sorted(subject, ColdStartSubject.Measured::first))),
                    millis(median(sorted(subject, ColdStartSubject.Measured::cpu))),
                    median(sorted(subject, ColdStartSubject.Measured::warm)) / MICROS));
        }
        return table.toString();
    }

    static String json(List<ColdStartSubject> subjects) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (ColdStartSubject subject : subjects) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", subject.name());
            one.put("invokedBy", subject.invocation());
            one.put("packaging", subject.packaging().label());
            one.put("memoryMb", ColdStartCandidates.MEMORY_MB);
            one.put("coldStartMillis", median(sorted(subject, ColdStartSubject.Measured::total)) / MICROS);
            one.put("startMillis", median(sorted(subject, ColdStartSubject.Measured::started)) / MICROS);
            one.put("firstAnswerMillis", median(sorted(subject, ColdStartSubject.Measured::first)) / MICROS);
            one.put("cpuMillis", median(sorted(subject, ColdStartSubject.Measured::cpu)) / MICROS);
            one.put("warmMillis", median(sorted(subject, ColdStartSubject.Measured::warm)) / MICROS);
            one.put(
                    "coldStartsMillis",
                    sorted(subject, ColdStartSubject.Measured::total).stream()
                            .map(micros -> micros / MICROS)
                            .toList());
            all.add(one);
        }
        return ModelJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(all);
    }

    private static List<Long> sorted(ColdStartSubject subject, ToLongFunction<ColdStartSubject.Measured> part) {
        return subject.runs().stream().mapToLong(part).sorted().boxed().toList();
    }

    private static long median(List<Long> sorted) {
        return sorted.get(sorted.size() / 2);
    }

    private static long millis(long micros) {
        return Math.round(micros / MICROS);
    }
}
