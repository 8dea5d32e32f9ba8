package io.grantkeeper.functions.observe;

import java.util.List;

/**
 * What is counted. docs/metrics.md lists the same, and a test holds the two together. Every metric has the dimension
 * {@code function}, which is its name in Lambda, so that installations stay apart; what else it has comes from a few values that we know, never from a tenant's data.
 */
public enum Metric {
    SWEEPS("Sweeps", Unit.COUNT, "provider"),
    PAUSED_SWEEPS("PausedSweeps", Unit.COUNT, "provider"),
    CALLS("ProviderCalls", Unit.COUNT, "provider"),
    THROTTLES("Throttles", Unit.COUNT, "provider"),
    COVERAGE_GAPS("CoverageGaps", Unit.COUNT, "problem"),
    FINDINGS("Findings", Unit.COUNT, "severity"),
    ALERTS("Alerts", Unit.COUNT, "channel"),
    DECISIONS("Decisions", Unit.COUNT, "verdict", "stage"),
    DEAD_LETTERS("DeadLetters", Unit.COUNT, "source"),
    LEDGER_ENTRIES("LedgerEntries", Unit.COUNT),
    LEDGER_LAG("LedgerLag", Unit.SECONDS),
    LATENCY("Latency", Unit.MILLISECONDS);

    private final String title;
    private final Unit unit;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> dimensions;

    Metric(String title, Unit unit, String... dimensions) {
        this.title = title;
        this.unit = unit;
        this.dimensions = List.of(dimensions);
    }

    /** As CloudWatch has it. */
    enum Unit {
        COUNT("Count"),
        SECONDS("Seconds"),
        MILLISECONDS("Milliseconds");

        private final String title;

        Unit(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /** As it is called in CloudWatch. */
    public String title() {
        return title;
    }

    Unit unit() {
        return unit;
    }

    /** Besides {@code function}. */
    List<String> dimensions() {
        return dimensions;
    }
}
