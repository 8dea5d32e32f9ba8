package io.grantkeeper.benchmarks.suite;

import io.grantkeeper.aws.dynamodb.ConsumedCapacityTotals;
import io.grantkeeper.simulator.http.QuotaWindows;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a sweep used its provider's quotas.
 *
 * @param partitions the number of partitions in the sweep
 * @param rows the number of rows in the partitions at the end
 * @param messages the number of messages that {@code sync-access} received
 * @param failed the number of calls that the provider answered with an error
 * @param repeated the partitions in which calls were repeated
 * @param sweep the virtual time from planning to the end of the last partition
 * @param deadLetters the reasons why messages could not be processed
 */
record QuotaBenchmarkResult(
        String provider,
        int people,
        int partitions,
        long rows,
        long messages,
        long failed,
        List<Repeated> repeated,
        Duration sweep,
        List<LimitUse> limits,
        ConsumedCapacityTotals.Snapshot dynamoDb,
        List<String> deadLetters) {

    /**
     * The usage of one quota.
     *
     * @param calls the number of calls that were answered
     * @param refused the number of calls that were throttled with 429, 403 or 503
     * @param floor the minimum time for that number of calls at the quota's rate
     */
    record LimitUse(String name, long calls, long refused, Duration floor) {
        static List<LimitUse> of(QuotaWindows quotas) {
            return quotas.usage().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(entry -> of(entry.getKey(), entry.getValue()))
                    .toList();
        }

        private static LimitUse of(String name, QuotaWindows.Usage usage) {
            long millis = usage.window().toMillis() * usage.granted() / usage.limit();
            return new LimitUse(name, usage.granted(), usage.refused(), Duration.ofMillis(millis));
        }
    }

    /**
     * The repeated calls of one partition.
     *
     * @param calls the number of repeated calls
     * @param pages the number of pages that the repeated calls belong to
     * @param page the number of calls for the partition's largest page
     */
    record Repeated(String partition, long calls, int pages, long page) {
        boolean isWithinAPage() {
            return pages <= 1 && calls <= page;
        }
    }

    long calls() {
        return limits.stream().mapToLong(LimitUse::calls).sum();
    }

    long refused() {
        return limits.stream().mapToLong(LimitUse::refused).sum();
    }

    /** Returns the floor of the slowest quota. */
    Duration floor() {
        return limits.stream().map(LimitUse::floor).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** Returns the partitions in which calls for more than one page were repeated. */
    List<Repeated> repeatedBeyondOnePage() {
        return repeated.stream().filter(each -> !each.isWithinAPage()).toList();
    }

    double ratioToFloor() {
        return (double) sweep.toMillis() / floor().toMillis();
    }
}
