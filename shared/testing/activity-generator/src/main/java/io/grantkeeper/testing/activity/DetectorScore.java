package io.grantkeeper.testing.activity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The score of a detector over several simulations, as a table. */
final class DetectorScore {
    private final List<DetectorRun> runs = new ArrayList<>();

    void add(DetectorRun run) {
        runs.add(run);
    }

    /** Returns the share of attacks that led to a notification. */
    double recall() {
        return share(DetectorRun.Outcome::attack, DetectorRun.Outcome::alerted);
    }

    double conjunctionRecall() {
        return share(outcome -> outcome.attack() && outcome.conjunction(), DetectorRun.Outcome::alerted);
    }

    /** Returns the share of harmless changes that led to no notification. */
    double silence() {
        return share(outcome -> !outcome.attack(), outcome -> !outcome.alerted());
    }

    /**
     * Returns the number of notifications per week that are not about an attack, scaled to a company with 1,000
     * identities.
     */
    double falseAlertsPerWeek() {
        return perWeek(runs.stream().mapToInt(DetectorRun::falseAlerts).sum());
    }

    private double perWeek(int alerts) {
        double identityWeeks =
                runs.stream().mapToDouble(run -> run.weeks() * run.identities()).sum();
        return alerts * 1_000 / identityWeeks;
    }

    private double share(Predicate<DetectorRun.Outcome> which, Predicate<DetectorRun.Outcome> good) {
        List<DetectorRun.Outcome> chosen = outcomes().stream().filter(which).toList();
        return chosen.isEmpty() ? Double.NaN : chosen.stream().filter(good).count() / (double) chosen.size();
    }

    private List<DetectorRun.Outcome> outcomes() {
        return runs.stream().flatMap(run -> run.outcomes().stream()).toList();
    }

    String report() {
        StringBuilder text = new StringBuilder(4_096);
        text.append(String.format(
                Locale.ROOT,
                "%-40s %8s %8s %7s %12s %13s%n",
                "kind",
                "planted",
                "alerted",
                "share",
                "median delay",
                "longest delay"));
        TreeMap<String, List<DetectorRun.Outcome>> byKind = new TreeMap<>();
        for (DetectorRun.Outcome outcome : outcomes()) {
            String group = (outcome.attack() ? "attack " : "benign ") + outcome.kind();
            byKind.computeIfAbsent(group, _ -> new ArrayList<>()).add(outcome);
        }
        byKind.forEach((kind, all) -> {
            List<Duration> delays = all.stream()
                    .filter(DetectorRun.Outcome::alerted)
                    .map(DetectorRun.Outcome::delay)
                    .sorted()
                    .toList();
            text.append(String.format(
                    Locale.ROOT,
                    "%-40s %8d %8d %7.2f %12s %13s%n",
                    kind,
                    all.size(),
                    delays.size(),
                    delays.size() / (double) all.size(),
                    delays.isEmpty() ? "-" : words(delays.get(delays.size() / 2)),
                    delays.isEmpty() ? "-" : words(delays.getLast())));
        });
        int rows = runs.stream().mapToInt(DetectorRun::rows).sum();
        double seconds = runs.stream().mapToDouble(DetectorRun::seconds).sum();
        return text.append(String.format(
                        Locale.ROOT, "%nrecall %.3f, of conjunctions %.3f%n", recall(), conjunctionRecall()))
                .append(String.format(Locale.ROOT, "harmless changes without an alert %.3f%n", silence()))
                .append(String.format(
                        Locale.ROOT,
                        "false alerts a week per 1,000 identities %.2f, all alerts %.2f%n",
                        falseAlertsPerWeek(),
                        perWeek(runs.stream().mapToInt(DetectorRun::alerts).sum())))
                .append(String.format(Locale.ROOT, "%d rows in %.1f s%n", rows, seconds))
                .toString();
    }

    private static String words(Duration delay) {
        return delay.toHours() >= 48
                ? String.format(Locale.ROOT, "%.1f days", delay.toHours() / 24.0)
                : delay.toMinutes() >= 90 ? delay.toHours() + " hours" : delay.toMinutes() + " min";
    }
}
