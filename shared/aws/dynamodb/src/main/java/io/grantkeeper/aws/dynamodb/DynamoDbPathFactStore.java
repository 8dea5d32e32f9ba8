package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.PathFactRow;
import io.grantkeeper.identity.store.PathFactStore;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stores path facts in one partition per tenant, so that one query per megabyte reads all of them. */
public final class DynamoDbPathFactStore implements PathFactStore {
    private final DynamoDbTable table;

    public DynamoDbPathFactStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public Optional<PathFactRow> find(TenantId tenant, String key) {
        return table.get(TableKeys.pathFacts(tenant, key), Freshness.STRONG).map(DynamoDbPathFactStore::read);
    }

    @Override
    public List<PathFactRow> all(TenantId tenant) {
        return table.readAll(TableKeys.pathFacts(tenant), "", DynamoDbPathFactStore::read).stream()
                .sorted(Comparator.comparing(PathFactRow::key))
                .toList();
    }

    @Override
    public PathFactRow save(TenantId tenant, PathFactRow row) {
        PathFactRow next = row.withVersion(row.version() + 1);
        Map<String, AttributeValue> item =
                NewItem.versioned(TableKeys.pathFacts(tenant, row.key()), ItemType.PATH_FACTS, next.version(), next);
        table.putVersion(item, row.version(), "the path facts of " + row.key());
        return next;
    }

    private static PathFactRow read(Map<String, AttributeValue> item) {
        return ItemCodec.body(item, PathFactRow.class);
    }
}
