package io.grantkeeper.infra.stacks;

import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;

/**
 * What is worth waking somebody for.
 *
 * @param kind of alarm: the heading in {@code docs/operations.md} that says more
 * @param subject which of its kind; empty where there is one
 * @param happened what it means, in a sentence
 * @param todo what to do first, in a sentence
 */
record Alarm(
        String kind,
        String subject,
        String happened,
        String todo,
        IMetric metric,
        ComparisonOperator comparison,
        double threshold,
        int periods,
        TreatMissingData missing) {
    static Alarm above(String kind, String subject, String happened, String todo, IMetric metric, double threshold) {
        return new Alarm(
                kind,
                subject,
                happened,
                todo,
                metric,
                ComparisonOperator.GREATER_THAN_THRESHOLD,
                threshold,
                1,
                TreatMissingData.NOT_BREACHING);
    }

    /** In so many periods one after the other. */
    Alarm lasting(int number) {
        return new Alarm(kind, subject, happened, todo, metric, comparison, threshold, number, missing);
    }

    String name() {
        return subject.isEmpty() ? kind : kind + "-" + subject;
    }

    String description() {
        return "%s %s More: docs/operations.md#%s".formatted(happened, todo, kind);
    }
}
