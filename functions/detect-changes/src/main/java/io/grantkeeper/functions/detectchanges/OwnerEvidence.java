package io.grantkeeper.functions.detectchanges;

import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.finding.IdentitySummary;
import java.util.Optional;

/**
 * Tells whether an event can change who answers for an identity, which alone is worth reading all that it holds. A
 * popular app has thousands of grants and as many events that each say "somebody consented": reading all of the first
 * for each batch of the second would cost the square of the number of grants.
 */
final class OwnerEvidence {
    /** As many candidates as a summary keeps; one more who merely consented comes after them. */
    private static final int CANDIDATES = 5;

    private OwnerEvidence() {}

    /**
     * @param standing the summary that stands, where there is one
     */
    static boolean matters(AccessEvent event, Optional<IdentitySummary> standing) {
        Optional<PersonId> actor = event.actor().toOptional();
        if (actor.isEmpty()) {
            return false;
        }
        return switch (event.type()) {
            case GRANT_GIVEN -> standing.isEmpty() || !isSettled(standing.get(), actor.get());
            case DELEGATION_GIVEN, GRANT_REQUESTED, CREDENTIAL_ADDED -> true;
            case GRANT_CHANGED,
                    GRANT_REVOKED,
                    GRANT_DENIED,
                    CREDENTIAL_REMOVED,
                    IDENTITY_SUSPENDED,
                    IDENTITY_RESUMED,
                    DELEGATION_REVOKED,
                    TRUST_CHANGED,
                    PERSON_JOINED,
                    PERSON_LEFT,
                    PERSON_CHANGED,
                    SIGNED_IN -> false;
        };
    }

    private static boolean isSettled(IdentitySummary summary, PersonId actor) {
        return summary.owners().size() >= CANDIDATES
                || summary.owners().stream()
                        .anyMatch(candidate -> candidate.person().equals(actor));
    }
}
