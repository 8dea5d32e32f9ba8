package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.core.BoundedParallelCalls;
import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.aws.dynamodb.KeysOnlyIndexQuery.Order;
import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.RowType;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.IdentityGrant;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.identity.store.ObservationBatchOutcome;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.identity.store.SummaryIndexEntry;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stores identities, their grants and credentials, and people in the DynamoDB table. */
public final class DynamoDbAccessStore implements AccessStore {
    private static final int EMAIL_ACCOUNTS_AT_MOST = 100;

    private final DynamoDbTable table;
    private final IdentitySummaryWriter summaries;

    public DynamoDbAccessStore(DynamoDbTable table) {
        this.table = table;
        this.summaries = new IdentitySummaryWriter(table);
    }

    @Override
    public ObservationBatchOutcome apply(TenantId tenant, ObservationBatch batch) {
        return new ObservationBatchWriter(table, tenant, batch).write();
    }

    @Override
    public int remove(TenantId tenant, Collection<RowKey> keys, Instant observedAt) {
        List<PrimaryKey> removable = keys.stream()
                .filter(key -> key.type() != RowType.EVENT && key.type() != RowType.USAGE)
                .map(key -> TableKeys.row(tenant, key))
                .distinct()
                .toList();
        List<Boolean> marked = BoundedParallelCalls.map(
                removable,
                key -> table.update(new ConditionalUpdate(key)
                                .set(TableAttributes.REMOVED_AT, TableAttributes.instant(observedAt))
                                .when("#observedAt <= :removedAt AND attribute_not_exists(#removedAt)"))
                        .written());
        return (int) marked.stream().filter(done -> done).count();
    }

    @Override
    public Optional<IdentityRecord> identityRecord(TenantId tenant, IdentityId id) {
        return IdentityRecordReader.read(table.queryAll(TableKeys.identityPartition(tenant, id), "", Freshness.STRONG));
    }

    @Override
    public Optional<IdentityRecord> outline(TenantId tenant, IdentityId id) {
        return IdentityOutlineReader.of(
                tenant, id, table.getAll(IdentityOutlineReader.keys(tenant, id), Freshness.STRONG));
    }

    @Override
    public StorePage<IdentitySummary> identities(
            TenantId tenant, IdentityQuery query, int limit, Optional<String> from) {
        KeysOnlyIndexQuery listing =
                switch (query) {
                    case IdentityQuery.OfConnection(var connection) ->
                        list(Index.G1, TableKeys.identitiesOfConnection(tenant, connection));
                    case IdentityQuery.OfKind(var kind) -> list(Index.G2, TableKeys.identitiesOfKind(tenant, kind));
                    case IdentityQuery.OfStatus(var status) ->
                        list(Index.G3, TableKeys.identitiesOfStatus(tenant, status));
                    case IdentityQuery.OfSeverity(var severity) ->
                        list(Index.G4, TableKeys.identitiesOfSeverity(tenant, severity));
                    case IdentityQuery.OfOwner(var owner) -> list(Index.G5, TableKeys.identitiesOfOwner(tenant, owner));
                    case IdentityQuery.OfProduct(var product) ->
                        list(Index.G6, TableKeys.identitiesOfProduct(tenant, product));
                };
        return listing.slice(limit, from, ItemCodec::summary);
    }

    @Override
    public StorePage<SummaryIndexEntry> summaryEntries(
            TenantId tenant, Severity severity, Optional<Instant> since, int limit, Optional<String> from) {
        KeysOnlyIndexQuery all = list(Index.G4, TableKeys.identitiesOfSeverity(tenant, severity));
        KeysOnlyIndexQuery listing = since.map(
                        at -> all.from(SummaryChangeSortKeys.from(at)).before(SummaryChangeSortKeys.end()))
                .orElse(all);
        return listing.entries(limit, from)
                .map(entry -> new SummaryIndexEntry(
                        TableKeys.withoutTenant(tenant, entry.key().pk()),
                        SummaryChangeSortKeys.minute(entry.sortKey())));
    }

    @Override
    public Map<String, IdentitySummary> summaries(TenantId tenant, Collection<String> keys) {
        Map<String, IdentitySummary> found = new HashMap<>();
        table.getAllInParallel(keys.stream()
                        .map(key -> new PrimaryKey(TableKeys.ofTenant(tenant) + key, TableKeys.SUMMARY))
                        .toList())
                .forEach(item -> found.put(
                        TableKeys.withoutTenant(tenant, PrimaryKey.of(item).pk()), ItemCodec.summary(item)));
        return found;
    }

    @Override
    public StorePage<IdentityGrant> grantsOf(TenantId tenant, PersonId person, int limit, Optional<String> from) {
        return list(Index.G1, TableKeys.grantsOfPerson(tenant, person))
                .slice(
                        limit,
                        from,
                        item -> new IdentityGrant(ItemCodec.holder(item), ItemCodec.stored(item, Grant.class)));
    }

    @Override
    public Optional<StoredRecord<Person>> person(TenantId tenant, PersonId id) {
        return table.get(TableKeys.row(tenant, RowKey.person(id)), Freshness.STRONG)
                .map(DynamoDbAccessStore::person);
    }

    @Override
    public Map<PersonId, StoredRecord<Person>> peopleById(TenantId tenant, Collection<PersonId> ids) {
        Map<PersonId, StoredRecord<Person>> found = new HashMap<>();
        table.getAllInParallel(ids.stream()
                        .map(id -> TableKeys.row(tenant, RowKey.person(id)))
                        .toList())
                .forEach(item -> {
                    StoredRecord<Person> person = person(item);
                    found.put(person.content().id(), person);
                });
        return found;
    }

    @Override
    public StorePage<StoredRecord<Person>> people(
            TenantId tenant, ConnectionId connection, int limit, Optional<String> from) {
        return list(Index.G1, TableKeys.peopleOfConnection(tenant, connection))
                .slice(limit, from, DynamoDbAccessStore::person);
    }

    @Override
    public Collection<StoredRecord<Person>> peopleByEmail(TenantId tenant, String email) {
        return list(Index.G2, TableKeys.peopleByEmail(tenant, email))
                .slice(EMAIL_ACCOUNTS_AT_MOST, Optional.empty(), DynamoDbAccessStore::person)
                .items();
    }

    @Override
    public void saveSummary(TenantId tenant, IdentitySummary summary) {
        summaries.save(tenant, summary);
    }

    private KeysOnlyIndexQuery list(Index index, String partition) {
        return new KeysOnlyIndexQuery(table, index, partition, Order.ASCENDING);
    }

    private static StoredRecord<Person> person(Map<String, AttributeValue> item) {
        return ItemCodec.stored(item, Person.class);
    }
}
