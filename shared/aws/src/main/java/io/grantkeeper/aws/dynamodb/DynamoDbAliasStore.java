package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.AliasStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keeps an item a name and identity, under the name. */
public final class DynamoDbAliasStore implements AliasStore {
    private final DynamoDbTable table;

    public DynamoDbAliasStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public void point(TenantId tenant, IdentityId identity, Collection<Alias> aliases) {
        List<Key> wanted = aliases.stream()
                .map(alias -> Keys.alias(tenant, alias.value(), identity))
                .distinct()
                .toList();
        Set<Key> kept =
                table.getAll(wanted, Freshness.EVENTUAL, Attributes.TYPE).keySet();
        for (Key key : wanted) {
            if (!kept.contains(key)) {
                Map<String, AttributeValue> item = new HashMap<>(key.attributes());
                item.put(Attributes.TYPE, ItemType.ALIAS.value());
                item.put(ItemCodec.OWNER, Attributes.text(identity.toString()));
                table.put(item);
            }
        }
    }

    @Override
    public List<IdentityId> called(TenantId tenant, String name) {
        return table.queryAll(Keys.aliases(tenant, name), "", Freshness.STRONG).stream()
                .map(item -> IdentityId.parse(Attributes.text(item, ItemCodec.OWNER)))
                .sorted()
                .toList();
    }
}
