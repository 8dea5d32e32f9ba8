package io.grantkeeper.functions.observability;

import java.util.List;

/**
 * The metrics of functions. A test compares them with docs/metrics.md. Every metric has the dimension {@code function},
 * the function's name in Lambda, which distinguishes installations. Other dimensions have a few known values, which
 * never contain a tenant's data.
 */
public enum MetricName {
    SWEEPS("Sweeps", Unit.COUNT, "provider"),
    PAUSED_SWEEPS("PausedSweeps", Unit.COUNT, "provider"),
    CALLS("ProviderCalls", Unit.COUNT, "provider"),
    THROTTLES("Throttles", Unit.COUNT, "provider"),
    COVERAGE_GAPS("CoverageGaps", Unit.COUNT, "problem"),
    FINDINGS("Findings", Unit.COUNT, "severity"),
    ALERTS("Alerts", Unit.COUNT, "channel"),
    DECISIONS("Decisions", Unit.COUNT, "verdict", "stage"),
    UNKNOWN_AGENTS("UnknownAgents", Unit.COUNT),
    DEAD_LETTERS("DeadLetters", Unit.COUNT, "source"),
    LEDGER_ENTRIES("LedgerEntries", Unit.COUNT),
    LEDGER_LAG("LedgerLag", Unit.SECONDS),
    WITNESS_ANSWERS("WitnessAnswers", Unit.COUNT, "answer"),
    LATENCY("Latency", Unit.MILLISECONDS);

    private final String title;
    private final Unit unit;

    @SuppressWarnings("ImmutableEnumChecker") // the list is created by List.of
    private final List<String> dimensions;

    MetricName(String title, Unit unit, String... dimensions) {
        this.title = title;
        this.unit = unit;
        this.dimensions = List.of(dimensions);
    }

    /** The unit of a metric in CloudWatch. */
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

    /** Returns the name of this metric in CloudWatch. */
    public String title() {
        return title;
    }

    Unit unit() {
        return unit;
    }

    /** Returns the dimensions other than {@code function}. */
    List<String> dimensions() {
        return dimensions;
    }
}
