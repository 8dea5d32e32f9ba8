package io.grantkeeper.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.SortedSet;

/**
 * Usage evidence: what an identity was seen doing on one UTC day. Folding the same rows twice changes nothing, so it
 * holds sets and the latest instant, not counts.
 *
 * @param onBehalfOf the person whose grant was used, where known
 * @param calls API methods or endpoints, for example {@code gmail.users.messages.list}
 */
public record Usage(
        IdentityId identity, Knowledge<PersonId> onBehalfOf, LocalDate day, Instant lastAt, SortedSet<String> calls) {
    public Usage {
        calls = Sorted.set(calls);
    }
}
