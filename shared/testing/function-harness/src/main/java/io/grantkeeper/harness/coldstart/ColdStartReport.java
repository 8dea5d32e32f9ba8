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

    static String table(List<ColdStartSubject> contestants) {
        StringBuilder table = new StringBuilder();
        table.append(
                "| function | invoked by | packaging | memory | cold start | min to max | INIT | first response | CPU | warm |\n");
        table.append("|---|---|---|---:|---:|---:|---:|---:|---:|---:|\n");
        for (ColdStartSubject contestant : contestants) {
            List<Long> totals = sorted(contestant, ColdStartSubject.Measured::total);
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %,d MB | %,d | %,d to %,d | %,d | %,d | %,d | %.1f |%n",
                    contestant.name(),
                    contestant.invocation(),
                    contestant.packaging().label(),
                    ColdStartSubjects.MEMORY_MB,
                    millis(median(totals)),
                    millis(totals.getFirst()),
                    millis(totals.getLast()),
                    millis(median(sorted(contestant, ColdStartSubject.Measured::started))),
                    millis(median(sorted(contestant, ColdStartSubject.Measured::first))),
                    millis(median(sorted(contestant, ColdStartSubject.Measured::cpu))),
                    median(sorted(contestant, ColdStartSubject.Measured::warm)) / MICROS));
        }
        return table.toString();
    }

    static String json(List<ColdStartSubject> contestants) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (ColdStartSubject contestant : contestants) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", contestant.name());
            one.put("invokedBy", contestant.invocation());
            one.put("packaging", contestant.packaging().label());
            one.put("memoryMb", ColdStartSubjects.MEMORY_MB);
            one.put("coldStartMillis", median(sorted(contestant, ColdStartSubject.Measured::total)) / MICROS);
            one.put("startMillis", median(sorted(contestant, ColdStartSubject.Measured::started)) / MICROS);
            one.put("firstAnswerMillis", median(sorted(contestant, ColdStartSubject.Measured::first)) / MICROS);
            one.put("cpuMillis", median(sorted(contestant, ColdStartSubject.Measured::cpu)) / MICROS);
            one.put("warmMillis", median(sorted(contestant, ColdStartSubject.Measured::warm)) / MICROS);
            one.put(
                    "coldStartsMillis",
                    sorted(contestant, ColdStartSubject.Measured::total).stream()
                            .map(micros -> micros / MICROS)
                            .toList());
            all.add(one);
        }
        return ModelJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(all);
    }

    private static List<Long> sorted(ColdStartSubject contestant, ToLongFunction<ColdStartSubject.Measured> part) {
        return contestant.runs().stream().mapToLong(part).sorted().boxed().toList();
    }

    private static long median(List<Long> sorted) {
        return sorted.get(sorted.size() / 2);
    }

    private static long millis(long micros) {
        return Math.round(micros / MICROS);
    }
}
