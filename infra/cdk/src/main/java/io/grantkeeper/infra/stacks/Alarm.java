package io.grantkeeper.infra.stacks;

import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;

/**
 * A CloudWatch alarm that an operator must act on.
 *
 * @param kind the kind of alarm, which is also its heading in {@code docs/operations.md}
 * @param subject the function, queue or provider that the alarm watches; empty if the kind has only one alarm
 * @param happened one sentence that says what happened
 * @param todo what to do first
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

    /** Returns a copy of this alarm with the number of consecutive periods that must breach the threshold. */
    Alarm forPeriods(int number) {
        return new Alarm(kind, subject, happened, todo, metric, comparison, threshold, number, missing);
    }

    String name() {
        return subject.isEmpty() ? kind : kind + "-" + subject;
    }

    String description() {
        return "%s %s Details: docs/operations.md#%s".formatted(happened, todo, kind);
    }
}
