package io.grantkeeper.detection;

import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.OwnerClue;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.UsageHistory;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.Stored;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What events and usage say of who answers for an identity. */
final class OwnerEvidence {
    private OwnerEvidence() {}

    /** All that a dossier's events and usage say. */
    static List<OwnerClue> of(IdentityDossier dossier) {
        boolean forEveryone = dossier.grants().stream()
                .filter(Stored::isLive)
                .anyMatch(grant -> grant.content().subject() instanceof GrantSubject.WholeTenant);
        List<OwnerClue> clues = new ArrayList<>();
        for (AccessEvent event : dossier.events()) {
            role(event, forEveryone)
                    .ifPresent(role -> event.actor()
                            .toOptional()
                            .ifPresent(actor -> clues.add(new OwnerClue(actor, role, Moment.at(event.at())))));
        }
        mostActive(dossier.usage()).ifPresent(clues::add);
        return clues;
    }

    /**
     * Whether an event can change who answers for an identity, which alone is worth reading all that it holds. A
     * popular app has thousands of grants and as many events that each say "somebody consented": reading all of the
     * first for each batch of the second would cost the square of the number of grants.
     */
    static boolean mayChangeOwner(AccessEvent event, Optional<IdentitySummary> standing) {
        Optional<OwnerRole> role = role(event, false);
        Optional<PersonId> actor = event.actor().toOptional();
        if (role.isEmpty() || actor.isEmpty()) {
            return false;
        }
        boolean common = role.get().compareTo(OwnerRole.GRANTER) >= 0;
        return !common || standing.isEmpty() || !isSettled(standing.get(), actor.get());
    }

    /** Whether one more person with a common claim comes after those who stand. */
    private static boolean isSettled(IdentitySummary summary, PersonId actor) {
        return summary.owners().size() >= OwnerRanking.MOST
                || summary.owners().stream()
                        .anyMatch(candidate -> candidate.person().equals(actor));
    }

    /** What it makes of its actor; who lets an app in for everyone has installed it. */
    private static Optional<OwnerRole> role(AccessEvent event, boolean forEveryone) {
        return switch (event.type()) {
            case GRANT_GIVEN -> Optional.of(forEveryone ? OwnerRole.INSTALLER : OwnerRole.GRANTER);
            case DELEGATION_GIVEN -> Optional.of(OwnerRole.INSTALLER);
            case GRANT_REQUESTED -> Optional.of(OwnerRole.REQUESTER);
            case CREDENTIAL_ADDED -> Optional.of(OwnerRole.CREATOR);
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
                    SIGNED_IN -> Optional.empty();
        };
    }

    /** The person on whose behalf it was used on most days; of several, the one whose id comes first. */
    private static Optional<OwnerClue> mostActive(List<UsageHistory> usage) {
        return usage.stream()
                .flatMap(one -> one.onBehalfOf().toOptional().stream().map(person -> Map.entry(person, one)))
                .min(Comparator.<Map.Entry<PersonId, UsageHistory>>comparingInt(
                                entry -> -entry.getValue().activeDays())
                        .thenComparing(Map.Entry::getKey))
                .map(entry -> new OwnerClue(
                        entry.getKey(),
                        OwnerRole.MOST_ACTIVE_USER,
                        Moment.at(entry.getValue().lastAt())));
    }
}
