package io.grantkeeper.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Usage evidence from a log: an identity's activity on one UTC day. The record contains sets and the latest instant
 * instead of counts, so merging the same rows twice changes nothing. {@link UsageHistory} is the stored form.
 *
 * @param onBehalfOf the person whose grant was used, if known
 * @param calls API methods such as {@code gmail.users.messages.list}, or method and path such as {@code GET
 *         /users/{id}}, without ids if the log provides a template
 */
public record DailyUsage(
        IdentityId identity,
        KnownOrUnknown<PersonId> onBehalfOf,
        LocalDate day,
        Instant lastAt,
        SortedSet<String> calls) {
    public DailyUsage {
        calls = SortedCopies.setOf(calls);
    }

    /**
     * Combines this usage with another of the same identity, person and day.
     *
     * @throws IllegalArgumentException if the identity, person or day differs
     */
    public DailyUsage merge(DailyUsage other) {
        if (!RowKey.usage(this).equals(RowKey.usage(other))) {
            throw new IllegalArgumentException(
                    "cannot merge usage %s with %s".formatted(RowKey.usage(this), RowKey.usage(other)));
        }
        SortedSet<String> all = new TreeSet<>(calls);
        all.addAll(other.calls);
        return new DailyUsage(identity, onBehalfOf, day, lastAt.isAfter(other.lastAt) ? lastAt : other.lastAt, all);
    }
}
