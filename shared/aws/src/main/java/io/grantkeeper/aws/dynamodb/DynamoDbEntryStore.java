package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.Bytes;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.entry.EntryJson;
import io.grantkeeper.ledger.log.EntryStore;
import io.grantkeeper.ledger.tile.EntryBundle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Keeps entries by their ids; one that has no place in the log yet is listed as waiting. What is told again is mostly
 * there: a look costs a tenth of a refused write.
 */
public final class DynamoDbEntryStore implements EntryStore {
    private final DynamoDbTable table;

    public DynamoDbEntryStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public boolean add(TenantId tenant, Entry entry) {
        Key key = LedgerKeys.entry(tenant, entry.id());
        if (table.getAll(List.of(key), Freshness.EVENTUAL, Attributes.TYPE).containsKey(key)) {
            return false;
        }
        Bytes leaf = EntryJson.write(entry);
        if (leaf.length() > EntryBundle.LONGEST) {
            throw new IllegalArgumentException(
                    "the entry '%s' has %d bytes, over the limit of %d; keep a digest of what is large"
                            .formatted(entry.id(), leaf.length(), EntryBundle.LONGEST));
        }
        Map<String, AttributeValue> item = new HashMap<>(key.attributes());
        item.put(Attributes.TYPE, ItemType.ENTRY.value());
        item.put(DynamoDbLogStore.BYTES, AttributeValue.fromB(SdkBytes.fromByteArray(leaf.array())));
        item.put(Index.G1.partitionKey(), Attributes.text(LedgerKeys.waiting(tenant, LedgerKeys.shard(entry.id()))));
        item.put(Index.G1.sortKey(), Attributes.text(Keys.sk(Attributes.sortable(entry.at()) + "#" + entry.id())));
        table.cause().ifPresent(cause -> item.put(Attributes.CAUSE, cause));
        return table.putIf(item, "attribute_not_exists(#pk)", Map.of());
    }
}
