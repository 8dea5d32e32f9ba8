package io.grantkeeper.benchmarks.suite;

import io.grantkeeper.aws.dynamodb.ConsumedCapacityTotals;
import io.grantkeeper.simulator.http.QuotaWindows;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The result of the benchmark: how a sweep used its provider's quotas.
 *
 * @param partitions the number of partitions in the sweep
 * @param rows the number of rows in all partitions at the end
 * @param messages the number of messages that {@code sync-access} received
 * @param failed the number of calls that the provider answered with an error
 * @param repeated the partitions in which calls were repeated
 * @param sweep the virtual time from planning to the end of the last partition
 * @param deadLetters the reason for each message that could not be processed
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
     * @param calls the number of points that the allowed calls used; a quota can charge several points for one call
     * @param refused the number of calls that were throttled with 429, 403 or 503
     * @param floor the minimum time in which the quota allows this number of points
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
     * The calls in one partition that were made more than once, for example because an outage interrupted the read of a
     * page.
     *
     * @param calls the number of calls that were repeats
     * @param pages the number of page reads to which these repeats belong
     * @param page the number of calls that the partition's largest page takes
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

    /** Returns the minimum time that the slowest quota allows, which is the shortest possible duration of the sweep. */
    Duration floor() {
        return limits.stream().map(LimitUse::floor).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /**
     * Returns the partitions whose repeats exceed one page: either the calls of several page reads were repeated, or
     * the repeats outnumber the calls that the largest page takes.
     */
    List<Repeated> repeatedBeyondOnePage() {
        return repeated.stream().filter(each -> !each.isWithinAPage()).toList();
    }

    double ratioToFloor() {
        return (double) sweep.toMillis() / floor().toMillis();
    }
}
