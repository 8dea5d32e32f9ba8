package io.grantkeeper.cli.server;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.json.ModelJson;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JavaType;

/**
 * Reads the inventory through the API. A report names many people and identities in succession, so this store reads
 * those of a connection or a listing together.
 */
final class ConsoleApiAccessStore implements AccessStore {
    private static final JavaType PERSON =
            ModelJson.mapper().getTypeFactory().constructParametricType(StoredRecord.class, Person.class);
    private static final int PAGE = 200;

    /** The maximum distance, in a listing, between two identities that count as read in succession. */
    private static final int NEAR = 10;

    private final ConsoleApiRecords records;
    private final Map<PersonId, StoredRecord<Person>> people = new HashMap<>();
    private final Map<String, List<StoredRecord<Person>>> byEmail = new HashMap<>();
    private final Set<ConnectionId> readPeople = new HashSet<>();
    private final List<IdentityId> listed = new ArrayList<>();
    private final Map<IdentityId, Integer> positions = new HashMap<>();
    private final Map<IdentityId, IdentityRecord> ahead = new HashMap<>();
    private int last = -1;

    ConsoleApiAccessStore(ConsoleApiRecords records) {
        this.records = records;
    }

    @Override
    public StorePage<IdentitySummary> identities(
            TenantId tenant, IdentityQuery query, int limit, Optional<String> from) {
        Map<String, String> parameters =
                switch (query) {
                    case IdentityQuery.OfConnection(var connection) -> Map.of("connection", connection.value());
                    case IdentityQuery.OfProduct(var product) -> Map.of("product", product);
                    case IdentityQuery.OfStatus(var status) ->
                        Map.of("status", status.name().toLowerCase(Locale.ROOT));
                    case IdentityQuery.OfKind _, IdentityQuery.OfSeverity _, IdentityQuery.OfOwner _ ->
                        throw ConsoleApiStores.refused();
                };
        StorePage<IdentitySummary> page = records.page("identities", IdentitySummary.class, parameters, limit, from);
        page.items().forEach(summary -> {
            positions.put(summary.id(), listed.size());
            listed.add(summary.id());
        });
        return page;
    }

    @Override
    public Optional<IdentityRecord> identityRecord(TenantId tenant, IdentityId id) {
        int position = positions.getOrDefault(id, -1);
        boolean inOrder = last >= 0 && position > last && position - last <= NEAR;
        last = position;
        IdentityRecord known = ahead.remove(id);
        if (known != null) {
            return Optional.of(known);
        }
        if (!inOrder) {
            return records.byKeys("identity-records", IdentityRecord.class, List.of(id)).stream()
                    .findFirst();
        }
        ahead.clear();
        records.byKeys(
                        "identity-records",
                        IdentityRecord.class,
                        listed.subList(position, Math.min(listed.size(), position + ConsoleApiRecords.MAX_KEYS)))
                .forEach(read -> ahead.put(read.identity().content().id(), read));
        return Optional.ofNullable(ahead.remove(id));
    }

    @Override
    public Optional<IdentityRecord> outline(TenantId tenant, IdentityId id) {
        return records.byKeys("identity-outlines", IdentityRecord.class, List.of(id)).stream()
                .findFirst();
    }

    @Override
    public Optional<StoredRecord<Person>> person(TenantId tenant, PersonId id) {
        if (readPeople.add(id.connection())) {
            StorePage.forEach(
                    from -> people(tenant, id.connection(), PAGE, from),
                    person -> people.put(person.content().id(), person));
        }
        return Optional.ofNullable(people.get(id));
    }

    @Override
    public Map<PersonId, StoredRecord<Person>> peopleById(TenantId tenant, Collection<PersonId> ids) {
        Map<PersonId, StoredRecord<Person>> found = new HashMap<>();
        ids.forEach(id -> person(tenant, id).ifPresent(person -> found.put(id, person)));
        return found;
    }

    @Override
    public StorePage<StoredRecord<Person>> people(
            TenantId tenant, ConnectionId connection, int limit, Optional<String> from) {
        return records.page("people", PERSON, Map.of("connection", connection.value()), limit, from);
    }

    @Override
    public StorePage<SummaryIndexEntry> summaryEntries(
            TenantId tenant, Severity severity, Optional<Instant> since, int limit, Optional<String> from) {
        throw ConsoleApiStores.refused();
    }

    @Override
    public Map<String, IdentitySummary> summaries(TenantId tenant, Collection<String> keys) {
        throw ConsoleApiStores.refused();
    }

    @Override
    public ObservationBatchOutcome apply(TenantId tenant, ObservationBatch batch) {
        throw ConsoleApiStores.refused();
    }

    @Override
    public int remove(TenantId tenant, Collection<RowKey> keys, Instant observedAt) {
        throw ConsoleApiStores.refused();
    }

    @Override
    public StorePage<IdentityGrant> grantsOf(TenantId tenant, PersonId person, int limit, Optional<String> from) {
        throw ConsoleApiStores.refused();
    }

    @Override
    public Collection<StoredRecord<Person>> peopleByEmail(TenantId tenant, String email) {
        return byEmail.computeIfAbsent(
                email, address -> records.byKeys("people-by-email", PERSON, List.of(address), Map.of()));
    }

    @Override
    public void saveSummary(TenantId tenant, IdentitySummary summary) {
        throw ConsoleApiStores.refused();
    }
}
