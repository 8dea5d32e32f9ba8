package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.Parallel;
import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.aws.dynamodb.Listing.Order;
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
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.ApplyOutcome;
import io.grantkeeper.identity.store.HeldGrant;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.identity.store.Slice;
import io.grantkeeper.identity.store.Stored;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keeps identities, what they hold, and people in the table. */
public final class DynamoDbAccessStore implements AccessStore {
    private static final int EMAIL_ACCOUNTS_AT_MOST = 100;

    private final DynamoDbTable table;
    private final SummaryWriter summaries;

    public DynamoDbAccessStore(DynamoDbTable table) {
        this.table = table;
        this.summaries = new SummaryWriter(table);
    }

    @Override
    public ApplyOutcome apply(TenantId tenant, ObservationBatch batch) {
        return new BatchWriter(table, tenant, batch).write();
    }

    @Override
    public int remove(TenantId tenant, Collection<RowKey> keys, Instant observedAt) {
        List<Key> removable = keys.stream()
                .filter(key -> key.type() != RowType.EVENT && key.type() != RowType.USAGE)
                .map(key -> Keys.row(tenant, key))
                .distinct()
                .toList();
        List<Boolean> marked = Parallel.map(
                removable,
                key -> table.update(new Update(key)
                                .set(Attributes.REMOVED_AT, Attributes.instant(observedAt))
                                .when("#observedAt <= :removedAt AND attribute_not_exists(#removedAt)"))
                        .written());
        return (int) marked.stream().filter(done -> done).count();
    }

    @Override
    public Optional<IdentityDossier> dossier(TenantId tenant, IdentityId id) {
        return DossierReader.read(table.queryAll(Keys.identityPartition(tenant, id), "", Freshness.STRONG));
    }

    @Override
    public Optional<IdentityDossier> outline(TenantId tenant, IdentityId id) {
        return Outline.of(tenant, id, table.getAll(Outline.keys(tenant, id), Freshness.STRONG));
    }

    @Override
    public Slice<IdentitySummary> identities(TenantId tenant, IdentityQuery query, int limit, Optional<String> from) {
        Listing listing =
                switch (query) {
                    case IdentityQuery.OfConnection(var connection) ->
                        list(Index.G1, Keys.identitiesOfConnection(tenant, connection));
                    case IdentityQuery.OfKind(var kind) -> list(Index.G2, Keys.identitiesOfKind(tenant, kind));
                    case IdentityQuery.OfStatus(var status) -> list(Index.G3, Keys.identitiesOfStatus(tenant, status));
                    case IdentityQuery.OfSeverity(var severity) ->
                        list(Index.G4, Keys.identitiesOfSeverity(tenant, severity));
                    case IdentityQuery.OfOwner(var owner) -> list(Index.G5, Keys.identitiesOfOwner(tenant, owner));
                    case IdentityQuery.OfProduct(var product) ->
                        list(Index.G6, Keys.identitiesOfProduct(tenant, product));
                };
        return listing.slice(limit, from, ItemCodec::summary);
    }

    @Override
    public Slice<HeldGrant> grantsOf(TenantId tenant, PersonId person, int limit, Optional<String> from) {
        return list(Index.G1, Keys.grantsOfPerson(tenant, person))
                .slice(limit, from, item -> new HeldGrant(ItemCodec.holder(item), ItemCodec.stored(item, Grant.class)));
    }

    @Override
    public Optional<Stored<Person>> person(TenantId tenant, PersonId id) {
        return table.get(Keys.row(tenant, RowKey.person(id)), Freshness.STRONG).map(DynamoDbAccessStore::person);
    }

    @Override
    public Slice<Stored<Person>> people(TenantId tenant, ConnectionId connection, int limit, Optional<String> from) {
        return list(Index.G1, Keys.peopleOfConnection(tenant, connection))
                .slice(limit, from, DynamoDbAccessStore::person);
    }

    @Override
    public Collection<Stored<Person>> peopleByEmail(TenantId tenant, String email) {
        return list(Index.G2, Keys.peopleByEmail(tenant, email))
                .slice(EMAIL_ACCOUNTS_AT_MOST, Optional.empty(), DynamoDbAccessStore::person)
                .items();
    }

    @Override
    public void saveSummary(TenantId tenant, IdentitySummary summary) {
        summaries.save(tenant, summary);
    }

    private Listing list(Index index, String partition) {
        return new Listing(table, index, partition, Order.ASCENDING);
    }

    private static Stored<Person> person(Map<String, AttributeValue> item) {
        return ItemCodec.stored(item, Person.class);
    }
}
