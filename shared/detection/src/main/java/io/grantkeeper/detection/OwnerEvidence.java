package io.grantkeeper.detection;

import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.OwnerEvidenceItem;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.UsageHistory;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StoredRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Derives evidence about an identity's owner from events and usage. */
final class OwnerEvidence {
    private OwnerEvidence() {}

    /** Returns all evidence about an identity's owner from the events and the usage in its record. */
    static List<OwnerEvidenceItem> of(IdentityRecord identityRecord) {
        boolean forEveryone = identityRecord.grants().stream()
                .filter(StoredRecord::isLive)
                .anyMatch(grant -> grant.content().subject() instanceof GrantSubject.WholeTenant);
        List<OwnerEvidenceItem> clues = new ArrayList<>();
        identityRecord.events().forEach(event -> of(event, forEveryone).ifPresent(clues::add));
        mostActive(identityRecord.usage()).ifPresent(clues::add);
        return clues;
    }

    /**
     * Returns the evidence about an identity's owner from an event; empty if there is none.
     *
     * @param forEveryone whether the identity has a grant that covers the whole tenant
     */
    static Optional<OwnerEvidenceItem> of(AccessEvent event, boolean forEveryone) {
        return role(event, forEveryone)
                .flatMap(role ->
                        event.actor().toOptional().map(actor -> new OwnerEvidenceItem(actor, role, event.at())));
    }

    /**
     * Returns the role that an event gives its actor; empty if it gives none. A person who grants an app access for the
     * whole tenant is its installer.
     */
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

    /**
     * Returns the evidence for the person on whose behalf the identity was used on the most days or, in a tie, for the
     * one with the lowest id. The result is empty if no such person is known.
     */
    private static Optional<OwnerEvidenceItem> mostActive(List<UsageHistory> usage) {
        return usage.stream()
                .flatMap(one -> one.onBehalfOf().toOptional().stream().map(person -> Map.entry(person, one)))
                .min(Comparator.<Map.Entry<PersonId, UsageHistory>>comparingInt(
                                entry -> -entry.getValue().activeDays())
                        .thenComparing(Map.Entry::getKey))
                .map(entry -> new OwnerEvidenceItem(
                        entry.getKey(),
                        OwnerRole.MOST_ACTIVE_USER,
                        Timestamp.at(entry.getValue().lastAt())));
    }
}
