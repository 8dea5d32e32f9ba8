package io.grantkeeper.behavior.incident;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.ledger.entry.EntryActor;
import io.grantkeeper.ledger.entry.EntryIds;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.entry.Pseudonyms;
import io.grantkeeper.ledger.entry.SaltStore;
import io.grantkeeper.ledger.log.PendingEntryStore;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Records in the ledger that an incident was opened, grew, was answered or was closed, before the change is stored. An
 * entry's id contains what changed, so that a repeated change is recorded only once. The entry of a closed incident
 * identifies the person who closed it, by a digest, and that person's session.
 */
public final class RecordedIncidentStore implements IncidentStore {
    private final IncidentStore incidents;
    private final PendingEntryStore entries;
    private final SaltStore salts;

    /**
     * Creates a store that records changes before it passes them to the given store.
     *
     * @param salts the salts for the digests that name people
     */
    public RecordedIncidentStore(IncidentStore incidents, PendingEntryStore entries, SaltStore salts) {
        this.incidents = incidents;
        this.entries = entries;
        this.salts = salts;
    }

    @Override
    public Optional<Incident> find(TenantId tenant, String id) {
        return incidents.find(tenant, id);
    }

    @Override
    public Incident save(TenantId tenant, Incident incident) {
        String change = incident.change(incident.version() == 0);
        Instant at = incident.closure()
                .map(Incident.Closure::at)
                .or(() -> incident.lastAnswerAt().filter(_ -> incident.isAnsweredLast()))
                .orElseGet(incident::lastAt);
        LedgerEntry entry = LedgerEntry.of(
                EntryIds.ofIncident(incident.id(), change, incident.timeline().size(), incident.answers()),
                tenant,
                at,
                new LedgerEvent.IncidentChanged(
                        incident.id(),
                        change,
                        incident.severity(),
                        incident.stage().text(),
                        incident.timeline().size(),
                        incident.closure().map(closure -> closure.verdict().code()),
                        incident.closure().flatMap(Incident.Closure::session)),
                EntryActor.function(incident.closure().isPresent() ? "incidents" : "watch-activity"));
        LedgerEntry caused = entry.withCause(incident.closure().map(closure -> digest(tenant, closure.by())));
        var _ = entries.add(
                tenant,
                incident.timeline().stream()
                        .findFirst()
                        .map(first -> caused.withIdentity(first.identity()))
                        .orElse(caused));
        return incidents.save(tenant, incident);
    }

    private String digest(TenantId tenant, String person) {
        return new Pseudonyms(salts).ofAddress(tenant, person);
    }

    @Override
    public Map<String, Link> links(TenantId tenant, Collection<String> keys) {
        return incidents.links(tenant, keys);
    }

    @Override
    public void link(TenantId tenant, Collection<String> keys, Link link) {
        incidents.link(tenant, keys, link);
    }

    @Override
    public StorePage<Incident> recent(TenantId tenant, int limit, Optional<String> from) {
        return incidents.recent(tenant, limit, from);
    }
}
