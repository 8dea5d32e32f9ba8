package io.grantkeeper.identity;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Usage evidence as stored: all observed activity of an identity on behalf of one person. Observations are merged as
 * unions, so their order and repetition make no difference. The size is bounded, no matter how long the identity is
 * used.
 *
 * @param onBehalfOf the person whose grant was used, if known
 * @param seen the days of the first and last use
 * @param recentDays the days of use as bits: bit 0 is the last day of {@code seen}, bit 63 the day 63 days earlier
 * @param calls when each call was first and last observed: API methods such as {@code gmail.users.messages.list}, or
 *     method and path such as {@code GET /users/{id}}
 * @param cut whether {@code calls} is incomplete because the limit was exceeded
 */
public record UsageHistory(
        IdentityId identity,
        KnownOrUnknown<PersonId> onBehalfOf,
        DaySpan seen,
        long recentDays,
        Instant lastAt,
        SortedMap<String, DaySpan> calls,
        boolean cut) {
    /**
     * The maximum number of calls to store. If there are more, the first ones in alphabetical order are kept, so that
     * the order in which calls are observed makes no difference.
     */
    public static final int MAX_CALLS = 200;

    private static final int RECENT = Long.SIZE;

    public UsageHistory {
        calls = SortedCopies.mapOf(calls);
    }

    /** Returns a history of one day's usage. */
    public static UsageHistory of(DailyUsage usage) {
        NavigableMap<String, DaySpan> calls = new TreeMap<>();
        usage.calls().forEach(call -> calls.put(call, DaySpan.of(usage.day())));
        return new UsageHistory(
                usage.identity(),
                usage.onBehalfOf(),
                DaySpan.of(usage.day()),
                1,
                usage.lastAt(),
                limit(calls),
                exceedsLimit(calls));
    }

    /**
     * Combines two histories.
     *
     * @throws IllegalArgumentException if they belong to different identities or people
     */
    public UsageHistory merge(UsageHistory other) {
        if (!RowKey.usage(this).equals(RowKey.usage(other))) {
            throw new IllegalArgumentException(
                    "cannot merge usage %s with %s".formatted(RowKey.usage(this), RowKey.usage(other)));
        }
        DaySpan days = seen.union(other.seen);
        NavigableMap<String, DaySpan> all = new TreeMap<>(calls);
        other.calls.forEach((call, span) -> all.merge(call, span, DaySpan::union));
        return new UsageHistory(
                identity,
                onBehalfOf,
                days,
                recentDaysUntil(days) | other.recentDaysUntil(days),
                lastAt.isAfter(other.lastAt) ? lastAt : other.lastAt,
                limit(all),
                cut || other.cut || exceedsLimit(all));
    }

    /**
     * Returns the number of days on which the identity was used, counting only the 64 days up to the day of the last
     * use.
     */
    public int activeDays() {
        return Long.bitCount(recentDays);
    }

    private long recentDaysUntil(DaySpan days) {
        long older = ChronoUnit.DAYS.between(seen.last(), days.last());
        return older >= RECENT ? 0 : recentDays << older;
    }

    private static boolean exceedsLimit(NavigableMap<String, DaySpan> calls) {
        return calls.size() > MAX_CALLS;
    }

    private static NavigableMap<String, DaySpan> limit(NavigableMap<String, DaySpan> calls) {
        return calls.keySet().stream()
                .skip(MAX_CALLS)
                .findFirst()
                .map(tooMany -> calls.headMap(tooMany, false))
                .orElse(calls);
    }
}
