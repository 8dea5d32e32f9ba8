package io.grantkeeper.ledger.entry;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One entry of the ledger, which records an event permanently.
 *
 * @param id the ID, which stays the same when the event is recorded again, so that the event is stored only once
 * @param at when the event happened, by the recorder's clock; the order of the log is independent of this time
 * @param identity the identity concerned, if any
 * @param actors the actor chain, starting with the original cause
 * @param policy the version of the policies in effect, if any
 * @param evidence digests of the supporting documents
 */
public record LedgerEntry(
        String id,
        TenantId tenant,
        Instant at,
        Optional<IdentityId> identity,
        LedgerEvent what,
        List<EntryActor> actors,
        Optional<String> policy,
        List<EntryEvidence> evidence) {
    public LedgerEntry {
        actors = List.copyOf(actors);
        evidence = List.copyOf(evidence);
    }

    /** Creates an entry with its required parts. The {@code with} methods add the others. */
    public static LedgerEntry of(String id, TenantId tenant, Instant at, LedgerEvent what, EntryActor recordedBy) {
        return new LedgerEntry(
                id, tenant, at, Optional.empty(), what, List.of(recordedBy), Optional.empty(), List.of());
    }

    public LedgerEntry withIdentity(IdentityId newIdentity) {
        return new LedgerEntry(id, tenant, at, Optional.of(newIdentity), what, actors, policy, evidence);
    }

    /**
     * Returns this entry with a policy version.
     *
     * @param version the version of the policies in effect
     */
    public LedgerEntry withPolicy(String version) {
        return new LedgerEntry(id, tenant, at, identity, what, actors, Optional.of(version), evidence);
    }

    public LedgerEntry withEvidence(List<EntryEvidence> newEvidence) {
        return new LedgerEntry(id, tenant, at, identity, what, actors, policy, newEvidence);
    }

    /**
     * Returns this entry with its cause, if there is one, at the start of the actor chain.
     *
     * @param who the actor that caused the event; empty if unknown
     */
    public LedgerEntry withCause(Optional<String> who) {
        List<EntryActor> chain = new java.util.ArrayList<>();
        who.ifPresent(cause -> chain.add(new EntryActor(EntryActor.CAUSED, cause)));
        chain.addAll(actors);
        return new LedgerEntry(id, tenant, at, identity, what, chain, policy, evidence);
    }

    public LedgerEntryType kind() {
        return LedgerEntryType.of(what);
    }
}
