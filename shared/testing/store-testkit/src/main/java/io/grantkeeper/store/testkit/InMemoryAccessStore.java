package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.DailyUsage;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.RowType;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.UsageHistory;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.IdentityGrant;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.ItemTooLargeException;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.identity.store.ObservationBatchOutcome;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.identity.store.SummaryIndexEntry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** An {@code AccessStore} that stores its data in memory. Tests use it in place of the DynamoDB implementation. */
public final class InMemoryAccessStore implements AccessStore {
    private final InMemoryFindingStore findings;
    private final RowWriteListener listener;
    private final Map<TenantId, InMemoryRows> rows = new HashMap<>();
    private final Map<TenantId, SortedMap<IdentityId, IdentitySummary>> summaries = new HashMap<>();

    /**
     * Creates an empty store.
     *
     * @param findings the store of the findings that identity records include
     */
    public InMemoryAccessStore(InMemoryFindingStore findings) {
        this(findings, (_, _, _, _) -> {});
    }

    /**
     * Creates an empty store whose writes are observed.
     *
     * @param findings the store of the findings that identity records include
     */
    public InMemoryAccessStore(InMemoryFindingStore findings, RowWriteListener listener) {
        this.findings = findings;
        this.listener = listener;
    }

    @Override
    public synchronized ObservationBatchOutcome apply(TenantId tenant, ObservationBatch batch) {
        Map<RowKey, Object> named = new LinkedHashMap<>();
        Map<RowKey, Object> holders = new LinkedHashMap<>();
        for (AccessObservation observation : batch.observations()) {
            RowKey key = observation.key();
            switch (observation) {
                case AccessObservation.IdentityObserved(NonHumanIdentity identity) -> named.put(key, identity);
                case AccessObservation.GrantObserved(NonHumanIdentity holder, Grant grant) -> {
                    holders.put(RowKey.identity(holder.id()), holder);
                    named.put(key, grant);
                }
                case AccessObservation.CredentialObserved(NonHumanIdentity holder, Credential credential) -> {
                    holders.put(RowKey.identity(holder.id()), holder);
                    named.put(key, credential);
                }
                case AccessObservation.PersonObserved(Person person) -> named.put(key, person);
                case AccessObservation.EventObserved(AccessEvent event) -> named.put(key, event);
                case AccessObservation.UsageObserved(DailyUsage day) -> {
                    UsageHistory usage = UsageHistory.of(day);
                    named.merge(
                            RowKey.usage(usage),
                            usage,
                            (kept, more) -> ((UsageHistory) kept).merge((UsageHistory) more));
                }
            }
        }
        holders.keySet().removeAll(named.keySet());
        return write(rows(tenant), batch, holders, named);
    }

    private static ObservationBatchOutcome write(
            InMemoryRows kept, ObservationBatch batch, Map<RowKey, Object> holders, Map<RowKey, Object> named) {
        List<ItemTooLargeException> tooLarge = new ArrayList<>();
        holders.forEach((key, holder) -> {
            try {
                kept.putIdentityIfChanged(key, holder, batch);
            } catch (ItemTooLargeException e) {
                tooLarge.add(e);
            }
        });
        ObservationBatchOutcome outcome = new ObservationBatchOutcome(0, 0, 0);
        for (Map.Entry<RowKey, Object> row : named.entrySet()) {
            try {
                outcome = outcome.plus(kept.put(row.getKey(), row.getValue(), batch));
            } catch (ItemTooLargeException e) {
                tooLarge.add(e);
            }
        }
        if (!tooLarge.isEmpty()) {
            throw tooLarge.getFirst();
        }
        return outcome;
    }

    @Override
    public synchronized int remove(TenantId tenant, Collection<RowKey> keys, Instant observedAt) {
        return (int) keys.stream()
                .distinct()
                .filter(key -> rows(tenant).remove(key, observedAt))
                .count();
    }

    @Override
    public synchronized Optional<IdentityRecord> identityRecord(TenantId tenant, IdentityId id) {
        String owner = id.toString();
        InMemoryRows kept = rows(tenant);
        return kept.get(RowKey.identity(id), NonHumanIdentity.class)
                .map(identity -> new IdentityRecord(
                        identity,
                        kept.rowsOf(RowType.GRANT, owner, Grant.class).toList(),
                        kept.rowsOf(RowType.CREDENTIAL, owner, Credential.class).toList(),
                        kept.rowsOf(RowType.EVENT, owner, AccessEvent.class)
                                .map(StoredRecord::content)
                                .toList(),
                        kept.rowsOf(RowType.USAGE, owner, UsageHistory.class)
                                .map(StoredRecord::content)
                                .toList(),
                        summary(tenant, id),
                        findings.allOf(tenant, id)));
    }

    @Override
    public synchronized Optional<IdentityRecord> outline(TenantId tenant, IdentityId id) {
        return rows(tenant)
                .get(RowKey.identity(id), NonHumanIdentity.class)
                .map(identity -> new IdentityRecord(
                        identity, List.of(), List.of(), List.of(), List.of(), summary(tenant, id), List.of()));
    }

    @Override
    public synchronized StorePage<IdentitySummary> identities(
            TenantId tenant, IdentityQuery query, int limit, Optional<String> from) {
        Predicate<IdentitySummary> wanted =
                switch (query) {
                    case IdentityQuery.OfConnection(var connection) ->
                        summary -> summary.id().connection().equals(connection);
                    case IdentityQuery.OfKind(var kind) ->
                        summary -> summary.id().kind() == kind;
                    case IdentityQuery.OfStatus(var status) -> summary -> summary.status() == status;
                    case IdentityQuery.OfSeverity(var severity) -> summary -> summary.severity() == severity;
                    case IdentityQuery.OfOwner(var owner) ->
                        summary -> summary.owner().equals(Optional.of(owner));
                    case IdentityQuery.OfProduct(var product) ->
                        summary -> summary.product().equals(Optional.of(product));
                };
        return StorePages.slice(
                summaries(tenant).values().stream().filter(wanted).toList(), limit, from);
    }

    @Override
    public synchronized StorePage<SummaryIndexEntry> summaryEntries(
            TenantId tenant, Severity severity, Optional<Instant> since, int limit, Optional<String> from) {
        Optional<Instant> first = since.map(at -> at.truncatedTo(ChronoUnit.MINUTES));
        List<SummaryIndexEntry> entries = summaries(tenant).values().stream()
                .filter(summary -> summary.severity() == severity)
                .filter(summary -> first.filter(summary.changedAt()::isBefore).isEmpty())
                .sorted(Comparator.comparing(
                                (IdentitySummary summary) -> summary.changedAt().truncatedTo(ChronoUnit.MINUTES))
                        .thenComparing(summary -> summary.id().toString()))
                .map(summary -> new SummaryIndexEntry(
                        summary.id().toString(), Optional.of(summary.changedAt().truncatedTo(ChronoUnit.MINUTES))))
                .toList();
        return StorePages.slice(entries, limit, from);
    }

    @Override
    public synchronized Map<String, IdentitySummary> summaries(TenantId tenant, Collection<String> keys) {
        Map<String, IdentitySummary> found = new HashMap<>();
        keys.forEach(key -> summary(tenant, IdentityId.parse(key)).ifPresent(summary -> found.put(key, summary)));
        return found;
    }

    @Override
    public synchronized StorePage<IdentityGrant> grantsOf(
            TenantId tenant, PersonId person, int limit, Optional<String> from) {
        List<IdentityGrant> held = rows(tenant)
                .all(RowType.GRANT, Grant.class)
                .filter(row -> row.getValue().content().subject().equals(GrantSubject.person(person)))
                .map(row -> new IdentityGrant(IdentityId.parse(row.getKey().owner()), row.getValue()))
                .toList();
        return StorePages.slice(held, limit, from);
    }

    @Override
    public synchronized Optional<StoredRecord<Person>> person(TenantId tenant, PersonId id) {
        return rows(tenant).get(RowKey.person(id), Person.class);
    }

    @Override
    public synchronized Map<PersonId, StoredRecord<Person>> peopleById(TenantId tenant, Collection<PersonId> ids) {
        Map<PersonId, StoredRecord<Person>> found = new HashMap<>();
        ids.forEach(id -> person(tenant, id).ifPresent(person -> found.put(id, person)));
        return found;
    }

    @Override
    public synchronized StorePage<StoredRecord<Person>> people(
            TenantId tenant, ConnectionId connection, int limit, Optional<String> from) {
        return StorePages.slice(
                people(tenant)
                        .filter(person -> person.content().id().connection().equals(connection))
                        .toList(),
                limit,
                from);
    }

    @Override
    public synchronized Collection<StoredRecord<Person>> peopleByEmail(TenantId tenant, String email) {
        return people(tenant)
                .filter(person -> person.content().email().toOptional().equals(Optional.of(email)))
                .toList();
    }

    @Override
    public synchronized void saveSummary(TenantId tenant, IdentitySummary summary) {
        long stored =
                summary(tenant, summary.id()).map(IdentitySummary::version).orElse(0L);
        if (stored != summary.version()) {
            throw new ConcurrentWriteException("the summary of " + summary.id());
        }
        summaries(tenant).put(summary.id(), summary.withVersion(stored + 1));
    }

    private Stream<StoredRecord<Person>> people(TenantId tenant) {
        return rows(tenant).all(RowType.PERSON, Person.class).map(Map.Entry::getValue);
    }

    private Optional<IdentitySummary> summary(TenantId tenant, IdentityId id) {
        return Optional.ofNullable(summaries(tenant).get(id));
    }

    private InMemoryRows rows(TenantId tenant) {
        return rows.computeIfAbsent(tenant, id -> new InMemoryRows(id, listener));
    }

    private SortedMap<IdentityId, IdentitySummary> summaries(TenantId tenant) {
        return summaries.computeIfAbsent(tenant, _ -> new TreeMap<>());
    }
}
