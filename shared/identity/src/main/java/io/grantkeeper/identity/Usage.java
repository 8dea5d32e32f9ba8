package io.grantkeeper.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.SortedSet;

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
}
