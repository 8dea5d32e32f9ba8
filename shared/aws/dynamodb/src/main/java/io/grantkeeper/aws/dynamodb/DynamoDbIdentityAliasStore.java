package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.IdentityAliasStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stores one item per alias and identity, with the alias as its partition key. */
public final class DynamoDbIdentityAliasStore implements IdentityAliasStore {
    private final DynamoDbTable table;

    public DynamoDbIdentityAliasStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public void save(TenantId tenant, IdentityId identity, Collection<Alias> aliases) {
        List<PrimaryKey> wanted = aliases.stream()
                .map(alias -> TableKeys.alias(tenant, alias.value(), identity))
                .distinct()
                .toList();
        Set<PrimaryKey> kept =
                table.getAll(wanted, Freshness.EVENTUAL, TableAttributes.TYPE).keySet();
        for (PrimaryKey key : wanted) {
            if (!kept.contains(key)) {
                Map<String, AttributeValue> item = NewItem.of(key, ItemType.ALIAS);
                item.put(ItemCodec.OWNER, TableAttributes.text(identity.toString()));
                table.put(item);
            }
        }
    }

    @Override
    public List<IdentityId> findByName(TenantId tenant, String name) {
        return table.queryAll(TableKeys.aliases(tenant, name), "", Freshness.STRONG).stream()
                .map(item -> IdentityId.parse(TableAttributes.text(item, ItemCodec.OWNER)))
                .sorted()
                .toList();
    }
}
