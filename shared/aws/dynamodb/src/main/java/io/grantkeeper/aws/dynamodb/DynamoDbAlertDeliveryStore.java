package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.aws.dynamodb.KeysOnlyIndexQuery.Order;
import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.AlertDelivery;
import io.grantkeeper.identity.store.AlertDeliveryStore;
import io.grantkeeper.identity.store.StorePage;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Stores alert deliveries in the DynamoDB table. {@link AlertDeliveryClaims} ensures that deliveries about the same
 * identity are claimed one at a time.
 */
public final class DynamoDbAlertDeliveryStore implements AlertDeliveryStore {
    private final DynamoDbTable table;
    private final AlertDeliveryClaims claims;

    public DynamoDbAlertDeliveryStore(DynamoDbTable table) {
        this.table = table;
        this.claims = new AlertDeliveryClaims(table);
    }

    @Override
    public boolean claim(TenantId tenant, AlertDelivery send) {
        return claims.claim(tenant, send);
    }

    @Override
    public List<AlertDelivery> unsent(TenantId tenant, IdentityId identity) {
        List<PrimaryKey> keys = claims.unsent(tenant, identity).stream()
                .map(id -> TableKeys.send(tenant, identity, id))
                .toList();
        return table.getAll(keys, Freshness.STRONG).values().stream()
                .map(AlertDeliveryItemCodec::send)
                .filter(send -> send.sentAt().isEmpty())
                .sorted(Comparator.comparing(AlertDelivery::claimedAt).thenComparing(AlertDelivery::id))
                .toList();
    }

    @Override
    public boolean takeOver(TenantId tenant, AlertDelivery send, Instant now, Instant leaseUntil) {
        claims.settle(tenant, send.identity());
        return table.update(new ConditionalUpdate(TableKeys.send(tenant, send.identity(), send.id()))
                        .set(AlertDeliveryItemCodec.LEASE_UNTIL, TableAttributes.instant(leaseUntil))
                        .value("now", TableAttributes.instant(now))
                        .when("attribute_not_exists(#sentAt) AND #leaseUntil <= :now"))
                .written();
    }

    @Override
    public void recordSent(TenantId tenant, AlertDelivery send, Instant at, String receipt) {
        table.update(new ConditionalUpdate(TableKeys.send(tenant, send.identity(), send.id()))
                .set(AlertDeliveryItemCodec.SENT_AT, TableAttributes.instant(at))
                .set(AlertDeliveryItemCodec.RECEIPT, TableAttributes.text(receipt))
                .when("attribute_exists(#pk) AND attribute_not_exists(#sentAt)"));
        claims.forget(tenant, send);
    }

    @Override
    public StorePage<AlertDelivery> recent(TenantId tenant, int limit, Optional<String> from) {
        return new KeysOnlyIndexQuery(table, Index.G1, TableKeys.sends(tenant), Order.DESCENDING)
                .slice(limit, from, AlertDeliveryItemCodec::send);
    }
}
