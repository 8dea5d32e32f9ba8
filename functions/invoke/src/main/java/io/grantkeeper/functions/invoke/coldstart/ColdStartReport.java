package io.grantkeeper.functions.invoke.coldstart;

import io.grantkeeper.identity.json.ModelJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The table as it stands in docs/performance.md. Durations are in milliseconds. */
final class ColdStartReport {
    private static final double MICROS = 1_000;

    private ColdStartReport() {}

    static String table(List<Contestant> contestants) {
        StringBuilder table = new StringBuilder();
        table.append("| what | AOT cache | cold start | least to most | start | first answer | CPU | warm |\n");
        table.append("|---|---|---:|---:|---:|---:|---:|---:|\n");
        for (Contestant contestant : contestants) {
            List<Long> totals = sorted(contestant, Contestant.Measured::total);
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %,d | %,d to %,d | %,d | %,d | %,d | %.1f |%n",
                    contestant.name(),
                    contestant.variant().equals("cache") ? "yes" : "no",
                    millis(median(totals)),
                    millis(totals.getFirst()),
                    millis(totals.getLast()),
                    millis(median(sorted(contestant, Contestant.Measured::started))),
                    millis(median(sorted(contestant, Contestant.Measured::first))),
                    millis(median(sorted(contestant, Contestant.Measured::cpu))),
                    median(sorted(contestant, Contestant.Measured::warm)) / MICROS));
        }
        return table.toString();
    }

    static String json(List<Contestant> contestants) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Contestant contestant : contestants) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", contestant.name());
            one.put("cache", contestant.variant().equals("cache"));
            one.put("coldStartMillis", median(sorted(contestant, Contestant.Measured::total)) / MICROS);
            one.put("startMillis", median(sorted(contestant, Contestant.Measured::started)) / MICROS);
            one.put("firstAnswerMillis", median(sorted(contestant, Contestant.Measured::first)) / MICROS);
            one.put("cpuMillis", median(sorted(contestant, Contestant.Measured::cpu)) / MICROS);
            one.put("warmMillis", median(sorted(contestant, Contestant.Measured::warm)) / MICROS);
            one.put(
                    "coldStartsMillis",
                    sorted(contestant, Contestant.Measured::total).stream()
                            .map(micros -> micros / MICROS)
                            .toList());
            all.add(one);
        }
        return ModelJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(all);
    }

    private static List<Long> sorted(Contestant contestant, ToLongFunction<Contestant.Measured> part) {
        return contestant.runs().stream().mapToLong(part).sorted().boxed().toList();
    }

    private static long median(List<Long> sorted) {
        return sorted.get(sorted.size() / 2);
    }

    private static long millis(long micros) {
        return Math.round(micros / MICROS);
    }
}
