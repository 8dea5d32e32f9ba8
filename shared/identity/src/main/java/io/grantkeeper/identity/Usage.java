package io.grantkeeper.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Usage evidence as a log shows it: what an identity was seen doing on one UTC day. Folding the same rows twice changes
 * nothing, so it holds sets and the latest instant, not counts. Kept as a {@link UsageHistory}.
 *
 * @param onBehalfOf the person whose grant was used, where known
 * @param calls API methods such as {@code gmail.users.messages.list}, or method and path such as {@code GET /users/{id}},
 *     ids left out where the log has a template
 */
public record Usage(
        IdentityId identity, Knowledge<PersonId> onBehalfOf, LocalDate day, Instant lastAt, SortedSet<String> calls) {
    public Usage {
        calls = Sorted.set(calls);
    }

    /**
     * This usage together with another of the same identity, person and day.
     *
     * @throws IllegalArgumentException where they are of different ones
     */
    public Usage merge(Usage other) {
        if (!RowKey.usage(this).equals(RowKey.usage(other))) {
            throw new IllegalArgumentException(
                    "cannot merge usage %s with %s".formatted(RowKey.usage(this), RowKey.usage(other)));
        }
        SortedSet<String> all = new TreeSet<>(calls);
        all.addAll(other.calls);
        return new Usage(identity, onBehalfOf, day, lastAt.isAfter(other.lastAt) ? lastAt : other.lastAt, all);
    }
}
