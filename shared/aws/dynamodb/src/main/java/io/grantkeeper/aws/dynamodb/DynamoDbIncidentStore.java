package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.aws.dynamodb.KeysOnlyIndexQuery.Order;
import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.behavior.incident.Incident;
import io.grantkeeper.behavior.incident.IncidentStore;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.StorePage;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Stores incidents in the DynamoDB table. Also stores, for each key that entries can share, such as an identity or a
 * network, the incident that the key belongs to.
 */
public final class DynamoDbIncidentStore implements IncidentStore {
    private static final String INCIDENT = "incident";
    private static final String AT = "at";

    private final DynamoDbTable table;

    public DynamoDbIncidentStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public Optional<Incident> find(TenantId tenant, String id) {
        return table.get(TableKeys.incident(tenant, id), Freshness.STRONG).map(DynamoDbIncidentStore::read);
    }

    @Override
    public Incident save(TenantId tenant, Incident incident) {
        Incident next = incident.withVersion(incident.version() + 1);
        Map<String, AttributeValue> item = NewItem.of(TableKeys.incident(tenant, next.id()), ItemType.INCIDENT);
        item.put(TableAttributes.VERSION, TableAttributes.number(next.version()));
        item.put(TableAttributes.BODY, CompressedText.of(ModelJson.write(next)));
        NewItem.list(item, Index.G1, TableKeys.incidents(tenant), TableKeys.ordered(next.openedAt(), next.id()));
        table.putVersion(item, incident.version(), INCIDENT + " " + next.id());
        return next;
    }

    @Override
    public Map<String, Link> links(TenantId tenant, Collection<String> keys) {
        Map<PrimaryKey, String> wanted = new LinkedHashMap<>();
        keys.forEach(key -> wanted.put(TableKeys.incidentLink(tenant, key), key));
        Map<String, Link> found = new HashMap<>();
        table.getAll(wanted.keySet(), Freshness.STRONG).forEach((key, item) -> {
            String name = wanted.get(key);
            Optional<Instant> at = TableAttributes.instant(item, AT);
            if (name != null && at.isPresent()) {
                found.put(name, new Link(TableAttributes.text(item, INCIDENT), at.get()));
            }
        });
        return found;
    }

    @Override
    public void link(TenantId tenant, Collection<String> keys, Link link) {
        for (String key : keys) {
            var _ = table.update(new ConditionalUpdate(TableKeys.incidentLink(tenant, key))
                    .set(TableAttributes.TYPE, ItemType.INCIDENT_LINK.value())
                    .set(INCIDENT, TableAttributes.text(link.incident()))
                    .set(AT, TableAttributes.instant(link.at()))
                    .set(
                            TableAttributes.TTL,
                            TableAttributes.number(link.at()
                                    .plus(Incident.WINDOW)
                                    .plus(Incident.WINDOW)
                                    .getEpochSecond())));
        }
    }

    @Override
    public StorePage<Incident> recent(TenantId tenant, int limit, Optional<String> from) {
        return new KeysOnlyIndexQuery(table, Index.G1, TableKeys.incidents(tenant), Order.DESCENDING)
                .slice(limit, from, DynamoDbIncidentStore::read);
    }

    private static Incident read(Map<String, AttributeValue> item) {
        return ModelJson.read(CompressedText.read(item, TableAttributes.BODY), Incident.class)
                .withVersion(TableAttributes.number(item, TableAttributes.VERSION));
    }
}
