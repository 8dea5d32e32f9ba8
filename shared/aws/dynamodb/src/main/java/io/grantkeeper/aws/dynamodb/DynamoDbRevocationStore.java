package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.KeysOnlyIndexQuery.Order;
import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.RevocationAttempt;
import io.grantkeeper.identity.store.RevocationStore;
import io.grantkeeper.identity.store.StorePage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stores revocations in the DynamoDB table, in one partition per identity. */
public final class DynamoDbRevocationStore implements RevocationStore {
    /**
     * The attribute that counts the revocation steps taken so far. A write must not reduce it, so that no step's result
     * is overwritten.
     */
    private static final String TAKEN_SO_FAR = "takenSoFar";

    private final DynamoDbTable table;

    public DynamoDbRevocationStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public void record(TenantId tenant, RevocationAttempt revocation) {
        String order =
                TableKeys.ordered(revocation.startedAt(), revocation.targets().getFirst());
        Map<String, AttributeValue> item = NewItem.withJson(
                TableKeys.revocation(tenant, revocation.identity(), order), ItemType.REVOCATION, revocation);
        NewItem.list(item, Index.G1, TableKeys.revocations(tenant), order);
        if (revocation.hasEnded()) {
            table.put(item);
        } else {
            AttributeValue taken = TableAttributes.number(revocation.taken().size());
            item.put(TAKEN_SO_FAR, taken);
            table.putIf(item, "attribute_not_exists(#pk) OR #takenSoFar <= :taken", Map.of(":taken", taken));
        }
    }

    @Override
    public List<RevocationAttempt> byIdentity(TenantId tenant, IdentityId identity) {
        return table.readAll(
                        TableKeys.revocationsOf(tenant, identity), TableKeys.REVOCATION, DynamoDbRevocationStore::read)
                .reversed();
    }

    @Override
    public StorePage<RevocationAttempt> recent(TenantId tenant, int limit, Optional<String> from) {
        return new KeysOnlyIndexQuery(table, Index.G1, TableKeys.revocations(tenant), Order.DESCENDING)
                .slice(limit, from, DynamoDbRevocationStore::read);
    }

    private static RevocationAttempt read(Map<String, AttributeValue> item) {
        return ItemCodec.body(item, RevocationAttempt.class);
    }
}
