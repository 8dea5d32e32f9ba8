package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.core.BoundedParallelCalls;
import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.AlertDelivery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Claims alert deliveries for a worker. Deliveries about the same identity are claimed one at a time, regardless of the
 * number of findings that each of them reports.
 *
 * <p>A transaction is limited to 100 items and costs twice as much as plain writes. Therefore, the transaction of a
 * claim contains only two items: the delivery, and the identity's claims item, which names the delivery as pending. The
 * findings are marked as claimed afterward. The transaction makes the claim effective as a whole: the next worker first
 * marks the findings of a pending delivery, and only then checks whether its own findings are free. If a claiming
 * worker
 * is interrupted, the next one completes the claim.
 */
final class AlertDeliveryClaims {
    private static final String PENDING = "pending";
    private static final String UNSENT = "unsent";
    private static final int TRIES = 40;

    private final DynamoDbTable table;

    AlertDeliveryClaims(DynamoDbTable table) {
        this.table = table;
    }

    boolean claim(TenantId tenant, AlertDelivery send) {
        for (int attempt = 1; ; attempt++) {
            Map<String, AttributeValue> claims = settle(tenant, send.identity());
            if (!areFree(tenant, send)) {
                return false;
            }
            if (table.transact(List.of(putSend(tenant, send), announce(tenant, send, claims)))) {
                mark(tenant, send);
                return true;
            }
            if (table.get(TableKeys.send(tenant, send.identity(), send.id()), Freshness.STRONG)
                    .isPresent()) {
                return false;
            }
            JitteredBackoff.pause(
                    attempt, TRIES, "alerts about %s were claimed by another worker".formatted(send.identity()));
        }
    }

    /** Completes the pending claim, if any, and returns the resulting claims item. */
    Map<String, AttributeValue> settle(TenantId tenant, IdentityId identity) {
        for (int attempt = 1; ; attempt++) {
            Map<String, AttributeValue> claims = table.get(TableKeys.sendQueue(tenant, identity), Freshness.STRONG)
                    .orElse(Map.of());
            Optional<AlertDelivery> pending = TableAttributes.optionalText(claims, PENDING)
                    .flatMap(id -> table.get(TableKeys.send(tenant, identity, id), Freshness.STRONG))
                    .map(AlertDeliveryItemCodec::send);
            if (pending.isEmpty()) {
                return claims;
            }
            mark(tenant, pending.get());
            JitteredBackoff.pause(attempt, TRIES, "alerts about %s were claimed by another worker".formatted(identity));
        }
    }

    Set<String> unsent(TenantId tenant, IdentityId identity) {
        return table.get(TableKeys.sendQueue(tenant, identity), Freshness.STRONG)
                .flatMap(claims -> TableAttributes.optional(claims, UNSENT))
                .map(ids -> Set.copyOf(ids.ss()))
                .orElse(Set.of());
    }

    void forget(TenantId tenant, AlertDelivery send) {
        table.update(new ConditionalUpdate(TableKeys.sendQueue(tenant, send.identity()))
                .removeFrom(UNSENT, send.id())
                .when("attribute_exists(#pk)"));
    }

    private boolean areFree(TenantId tenant, AlertDelivery send) {
        List<PrimaryKey> keys = findings(tenant, send);
        Map<PrimaryKey, Map<String, AttributeValue>> found = table.getAll(keys, Freshness.STRONG, ItemCodec.SEND_ID);
        return found.size() == Set.copyOf(keys).size()
                && found.values().stream().allMatch(finding -> isFree(finding, send));
    }

    private static boolean isFree(Map<String, AttributeValue> finding, AlertDelivery send) {
        return TableAttributes.optionalText(finding, ItemCodec.SEND_ID)
                .filter(id -> !id.equals(send.id()))
                .isEmpty();
    }

    private TransactWriteItem putSend(TenantId tenant, AlertDelivery send) {
        String condition = "attribute_not_exists(#pk)";
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table.name())
                        .item(AlertDeliveryItemCodec.item(tenant, send))
                        .conditionExpression(condition)
                        .expressionAttributeNames(ConditionalUpdate.names(condition)))
                .build();
    }

    private TransactWriteItem announce(TenantId tenant, AlertDelivery send, Map<String, AttributeValue> claims) {
        Optional<AttributeValue> version = TableAttributes.optional(claims, TableAttributes.VERSION);
        long next = version.map(value -> Long.parseLong(value.n()) + 1).orElse(1L);
        ConditionalUpdate update = new ConditionalUpdate(TableKeys.sendQueue(tenant, send.identity()))
                .set(TableAttributes.TYPE, ItemType.CLAIMS.value())
                .set(TableAttributes.VERSION, TableAttributes.number(next))
                .set(PENDING, TableAttributes.text(send.id()))
                .addTo(UNSENT, send.id());
        version.ifPresentOrElse(
                value -> update.value("read", value).when("#version = :read AND attribute_not_exists(#pending)"),
                () -> update.when("attribute_not_exists(#pk)"));
        return update.inTransaction(table.name());
    }

    private void mark(TenantId tenant, AlertDelivery send) {
        BoundedParallelCalls.map(
                findings(tenant, send),
                key -> table.update(new ConditionalUpdate(key)
                        .set(ItemCodec.SEND_ID, TableAttributes.text(send.id()))
                        .when("attribute_exists(#pk) AND attribute_not_exists(#sendId)")));
        table.update(new ConditionalUpdate(TableKeys.sendQueue(tenant, send.identity()))
                .remove(PENDING)
                .value("done", TableAttributes.text(send.id()))
                .when("#pending = :done"));
    }

    private static List<PrimaryKey> findings(TenantId tenant, AlertDelivery send) {
        return send.findings().stream()
                .map(key -> TableKeys.finding(tenant, send.identity(), key))
                .distinct()
                .toList();
    }
}
