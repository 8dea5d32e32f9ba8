package io.grantkeeper.identity;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Usage evidence as it is kept: everything that an identity was seen doing on behalf of one person. It takes unions
 * only, so that neither order nor repetition of what was observed changes it, and is bounded however long use goes on.
 *
 * @param onBehalfOf the person whose grant was used, where known
 * @param seen the days of the first and the last use
 * @param recentDays on which days it was used: bit 0 is the last of {@code seen}, bit 63 the day 63 days earlier
 * @param calls when each call was seen first and last: API methods such as {@code gmail.users.messages.list}, or method
 *     and path such as {@code GET /users/{id}}
 * @param cut whether there were more calls than are kept, so that {@code calls} is only a part
 */
public record UsageHistory(
        IdentityId identity,
        Knowledge<PersonId> onBehalfOf,
        DaySpan seen,
        long recentDays,
        Instant lastAt,
        SortedMap<String, DaySpan> calls,
        boolean cut) {
    /** As many calls as are kept: those that come first by name, so that every order of arrival keeps the same. */
    public static final int MOST_CALLS = 200;

    private static final int RECENT = Long.SIZE;

    public UsageHistory {
        calls = Sorted.map(calls);
    }

    /** One day's use. */
    public static UsageHistory of(Usage usage) {
        NavigableMap<String, DaySpan> calls = new TreeMap<>();
        usage.calls().forEach(call -> calls.put(call, DaySpan.of(usage.day())));
        return new UsageHistory(
                usage.identity(),
                usage.onBehalfOf(),
                DaySpan.of(usage.day()),
                1,
                usage.lastAt(),
                kept(calls),
                over(calls));
    }

    /**
     * Both together.
     *
     * @throws IllegalArgumentException where they are of different identities or persons
     */
    public UsageHistory merge(UsageHistory other) {
        if (!RowKey.usage(this).equals(RowKey.usage(other))) {
            throw new IllegalArgumentException(
                    "cannot merge the usage %s with %s".formatted(RowKey.usage(this), RowKey.usage(other)));
        }
        DaySpan days = seen.union(other.seen);
        NavigableMap<String, DaySpan> all = new TreeMap<>(calls);
        other.calls.forEach((call, span) -> all.merge(call, span, DaySpan::union));
        return new UsageHistory(
                identity,
                onBehalfOf,
                days,
                recentDaysAt(days) | other.recentDaysAt(days),
                lastAt.isAfter(other.lastAt) ? lastAt : other.lastAt,
                kept(all),
                cut || other.cut || over(all));
    }

    /** On how many of the last 64 days it was used. */
    public int activeDays() {
        return Long.bitCount(recentDays);
    }

    private long recentDaysAt(DaySpan days) {
        long older = ChronoUnit.DAYS.between(seen.last(), days.last());
        return older >= RECENT ? 0 : recentDays << older;
    }

    private static boolean over(NavigableMap<String, DaySpan> calls) {
        return calls.size() > MOST_CALLS;
    }

    private static NavigableMap<String, DaySpan> kept(NavigableMap<String, DaySpan> calls) {
        return calls.keySet().stream()
                .skip(MOST_CALLS)
                .findFirst()
                .map(tooMany -> calls.headMap(tooMany, false))
                .orElse(calls);
    }
}
