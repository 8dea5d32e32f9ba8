package io.grantkeeper.functions.watchactivity;

import io.grantkeeper.behavior.PeerDirectory;
import io.grantkeeper.behavior.PeerFacts;
import io.grantkeeper.behavior.store.ProfileSection;
import io.grantkeeper.connector.activity.ActivityParty;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.IdentityRecord;
import java.util.Optional;

/** Looks up an identity's product, owner, owner's team and access in the inventory. */
final class InventoryPeerDirectory implements PeerDirectory {
    private final LoggedIdentityLookup subjects;
    private final AccessStore access;

    InventoryPeerDirectory(LoggedIdentityLookup subjects, AccessStore access) {
        this.subjects = subjects;
        this.access = access;
    }

    @Override
    public PeerFacts find(TenantId tenant, String connection, ActivityParty party) {
        IdentityId identity = subjects.find(tenant, new ConnectionId(connection), party);
        return access.outline(tenant, identity)
                .flatMap(IdentityRecord::summary)
                .map(summary -> facts(tenant, summary))
                .orElse(PeerFacts.NONE);
    }

    private PeerFacts facts(TenantId tenant, IdentitySummary summary) {
        Optional<PersonId> owner =
                summary.agreedOwner().map(claim -> claim.person()).or(summary::owner);
        return new PeerFacts(
                summary.product().orElse(""),
                owner.map(PersonId::toString).orElse(""),
                owner.flatMap(person -> access.person(tenant, person))
                        .map(person -> team(person.content()))
                        .orElse(""),
                summary.reaches().isEmpty()
                        ? ""
                        : Long.toHexString(ProfileSection.keyOf(
                                summary.id().kind() + "\n" + String.join("\n", summary.reaches()))));
    }

    /**
     * Returns the value that identifies the person's team: the manager's ID or, if the manager is unknown, the
     * department.
     */
    private static String team(Person person) {
        return person.manager()
                .toOptional()
                .map(PersonId::toString)
                .or(() -> person.department().toOptional())
                .orElse("");
    }
}
