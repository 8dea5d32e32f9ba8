package io.grantkeeper.local.bench;

import io.grantkeeper.aws.dynamodb.ConsumedUnits;
import io.grantkeeper.simulator.http.Quotas;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a sweep kept to its provider's quotas.
 *
 * @param partitions how many the tenant was swept in
 * @param rows what the partitions hold in the end
 * @param messages how often {@code sync-access} was given a message
 * @param failed calls that the provider failed to answer
 * @param repeated the partitions in which calls were made again
 * @param sweep virtual time from planning to the last partition's end
 * @param deadLetters what could not be handled
 */
record QuotaResult(
        String provider,
        int people,
        int partitions,
        long rows,
        long messages,
        long failed,
        List<Repeated> repeated,
        Duration sweep,
        List<LimitUse> limits,
        ConsumedUnits.Snapshot dynamoDb,
        List<String> deadLetters) {

    /**
     * Use of one quota.
     *
     * @param calls that were answered
     * @param refused calls answered by 429, 403 or 503 for the quota
     * @param floor how long that many calls take at the quota's rate
     */
    record LimitUse(String name, long calls, long refused, Duration floor) {
        static List<LimitUse> of(Quotas quotas) {
            return quotas.usage().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(entry -> of(entry.getKey(), entry.getValue()))
                    .toList();
        }

        private static LimitUse of(String name, Quotas.Usage usage) {
            long millis = usage.window().toMillis() * usage.granted() / usage.limit();
            return new LimitUse(name, usage.granted(), usage.refused(), Duration.ofMillis(millis));
        }
    }

    /**
     * What had to be asked again of one partition.
     *
     * @param calls that were answered in vain
     * @param pages that they belong to
     * @param page calls of the partition's largest page
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

    /** The floor of the quota that takes longest. */
    Duration floor() {
        return limits.stream().map(LimitUse::floor).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** The partitions of which more was asked again than one page. */
    List<Repeated> beyondOnePage() {
        return repeated.stream().filter(each -> !each.isWithinAPage()).toList();
    }

    double overFloor() {
        return (double) sweep.toMillis() / floor().toMillis();
    }
}
