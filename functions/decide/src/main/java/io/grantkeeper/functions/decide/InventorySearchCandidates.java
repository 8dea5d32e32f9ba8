package io.grantkeeper.functions.decide;

import io.grantkeeper.authzen.DecisionPoint.Candidates;
import io.grantkeeper.identity.finding.IdentityStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Lists all identities in the inventory page by page, one status at a time. An evaluation finds every identity that
 * still exists, whatever its status, so a search must list the same identities. A cursor is the status, a space, and
 * the cursor within the listing of this status.
 */
final class InventorySearchCandidates {
    private static final List<IdentityStatus> STATUSES =
            List.of(IdentityStatus.ACTIVE, IdentityStatus.SUSPENDED, IdentityStatus.REQUESTED);

    private InventorySearchCandidates() {}

    /**
     * Returns a page of the identities that a search evaluates.
     *
     * @param from the cursor of the page; empty for the first page
     * @param list lists the identities of a status, from a cursor within its listing
     */
    static Candidates page(Optional<String> from, BiFunction<IdentityStatus, Optional<String>, Candidates> list) {
        IdentityStatus status = from.map(InventorySearchCandidates::status).orElse(STATUSES.getFirst());
        Candidates page = list.apply(status, from.flatMap(InventorySearchCandidates::cursor));
        int following = STATUSES.indexOf(status) + 1;
        Optional<String> next = page.next()
                .map(cursor -> status.name() + " " + cursor)
                .or(() -> following < STATUSES.size()
                        ? Optional.of(STATUSES.get(following).name() + " ")
                        : Optional.empty());
        return new Candidates(page.ids(), next);
    }

    /**
     * Returns the status in a cursor. A cursor without a status comes from an earlier version, which listed only active
     * identities.
     */
    private static IdentityStatus status(String cursor) {
        return STATUSES.stream()
                .filter(status -> cursor.startsWith(status.name() + " "))
                .findFirst()
                .orElse(IdentityStatus.ACTIVE);
    }

    private static Optional<String> cursor(String cursor) {
        IdentityStatus status = status(cursor);
        String prefix = status.name() + " ";
        String inner = cursor.startsWith(prefix) ? cursor.substring(prefix.length()) : cursor;
        return Optional.of(inner).filter(text -> !text.isEmpty());
    }
}
