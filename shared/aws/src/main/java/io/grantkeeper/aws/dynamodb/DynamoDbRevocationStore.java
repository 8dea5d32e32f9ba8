package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.aws.dynamodb.Listing.Order;
import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.Revocation;
import io.grantkeeper.identity.store.RevocationStore;
import io.grantkeeper.identity.store.Slice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keeps revocations in the table, each under its identity. */
public final class DynamoDbRevocationStore implements RevocationStore {
    /** Only while an attempt has not ended, so that nothing is written over an end. */
    private static final String TAKEN_SO_FAR = "takenSoFar";

    private final DynamoDbTable table;

    public DynamoDbRevocationStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public void record(TenantId tenant, Revocation revocation) {
        String order = Keys.sk(Attributes.sortable(revocation.startedAt()) + "#"
                + revocation.targets().getFirst());
        Map<String, AttributeValue> item = new HashMap<>(
                Keys.revocation(tenant, revocation.identity(), order).attributes());
        item.put(Attributes.TYPE, ItemType.REVOCATION.value());
        item.put(Attributes.BODY, Attributes.text(ModelJson.write(revocation)));
        item.put(Index.G1.partitionKey(), Attributes.text(Keys.revocations(tenant)));
        item.put(Index.G1.sortKey(), Attributes.text(order));
        if (revocation.hasEnded()) {
            table.put(item);
        } else {
            AttributeValue taken = Attributes.number(revocation.taken().size());
            item.put(TAKEN_SO_FAR, taken);
            table.putIf(item, "attribute_not_exists(#pk) OR #takenSoFar <= :taken", Map.of(":taken", taken));
        }
    }

    @Override
    public List<Revocation> of(TenantId tenant, IdentityId identity) {
        return table.queryAll(Keys.revocationsOf(tenant, identity), Keys.REVOCATION, Freshness.STRONG).stream()
                .map(DynamoDbRevocationStore::read)
                .toList()
                .reversed();
    }

    @Override
    public Slice<Revocation> recent(TenantId tenant, int limit, Optional<String> from) {
        return new Listing(table, Index.G1, Keys.revocations(tenant), Order.DESCENDING)
                .slice(limit, from, DynamoDbRevocationStore::read);
    }

    private static Revocation read(Map<String, AttributeValue> item) {
        return ItemCodec.body(item, Revocation.class);
    }
}
