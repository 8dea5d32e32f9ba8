package io.grantkeeper.identity.approval;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The conditions of an approval of record. The decision point compares them with each request: an action that does not meet
 * them is outside the approval.
 *
 * @param networks the networks that the identity may act from, in the notation of policies; empty for any
 * @param hours when it may act, for example {@code mon-fri 08:00-18:00 Europe/Berlin}; empty for always. Earlier releases
 *     accepted any text, which cannot be compared
 * @param tools the actions or tools that it may use; empty for any
 */
public record ApprovalConditions(SortedSet<String> networks, Optional<String> hours, SortedSet<String> tools) {
    public ApprovalConditions {
        networks = Collections.unmodifiableSortedSet(new TreeSet<>(networks));
        tools = Collections.unmodifiableSortedSet(new TreeSet<>(tools));
    }

    public static ApprovalConditions none() {
        return new ApprovalConditions(Collections.emptySortedSet(), Optional.empty(), Collections.emptySortedSet());
    }
}
