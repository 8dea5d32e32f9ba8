package io.grantkeeper.ledger.entry;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One thing that happened, as the ledger keeps it for good.
 *
 * @param id stable: the same thing told again has the same id, and is kept once
 * @param at when it happened, by the clock of who tells it; the order of the log is its own
 * @param identity whom it is about, where it is about one
 * @param actors by whom, the first cause first
 * @param policy the version of the policy it was done under, where there is one
 * @param evidence digests of what it rests on
 */
public record Entry(
        String id,
        TenantId tenant,
        Instant at,
        Optional<IdentityId> identity,
        Happening what,
        List<Actor> actors,
        Optional<String> policy,
        List<Evidence> evidence) {
    public Entry {
        actors = List.copyOf(actors);
        evidence = List.copyOf(evidence);
    }

    /** What an entry is from its first day; the rest is added to it. */
    public static Entry of(String id, TenantId tenant, Instant at, Happening what, Actor recordedBy) {
        return new Entry(id, tenant, at, Optional.empty(), what, List.of(recordedBy), Optional.empty(), List.of());
    }

    public Entry about(IdentityId newIdentity) {
        return new Entry(id, tenant, at, Optional.of(newIdentity), what, actors, policy, evidence);
    }

    /** @param version of the policies that it was done under */
    public Entry under(String version) {
        return new Entry(id, tenant, at, identity, what, actors, Optional.of(version), evidence);
    }

    public Entry with(List<Evidence> newEvidence) {
        return new Entry(id, tenant, at, identity, what, actors, policy, newEvidence);
    }

    /** With who caused it at the head of the chain. */
    public Entry causedBy(Optional<String> who) {
        List<Actor> chain = new java.util.ArrayList<>();
        who.ifPresent(cause -> chain.add(new Actor("caused", cause)));
        chain.addAll(actors);
        return new Entry(id, tenant, at, identity, what, chain, policy, evidence);
    }

    public EntryKind kind() {
        return EntryKind.of(what);
    }
}
