package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.Parallel;
import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.Send;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Claims sends about one identity, one after the other, whatever the number of their findings.
 *
 * <p>A transaction takes at most 100 items, and costs twice as much as plain writes. So it holds two only: the send,
 * and the identity's claims item, which names the send as pending. The findings are marked after it. A claim is made at
 * that transaction, all of it: whoever comes next first marks the findings of a pending send, and only then looks
 * whether its own are free. A claimant that dies in between leaves nothing half done that the next one does not finish.
 */
final class SendClaims {
    private static final String PENDING = "pending";
    private static final String UNSENT = "unsent";
    private static final int TRIES = 40;

    private final DynamoDbTable table;

    SendClaims(DynamoDbTable table) {
        this.table = table;
    }

    boolean claim(TenantId tenant, Send send) {
        for (int attempt = 1; ; attempt++) {
            Map<String, AttributeValue> claims = settle(tenant, send.identity());
            if (!areFree(tenant, send)) {
                return false;
            }
            if (table.transact(List.of(putSend(tenant, send), announce(tenant, send, claims)))) {
                mark(tenant, send);
                return true;
            }
            if (table.get(Keys.send(tenant, send.identity(), send.id()), Freshness.STRONG)
                    .isPresent()) {
                return false;
            }
            Backoff.pause(attempt, TRIES, "sends about %s were claimed by others".formatted(send.identity()));
        }
    }

    /** Finishes a claim that is pending, and returns the claims item as it was then read. */
    Map<String, AttributeValue> settle(TenantId tenant, IdentityId identity) {
        for (int attempt = 1; ; attempt++) {
            Map<String, AttributeValue> claims = table.get(Keys.sendQueue(tenant, identity), Freshness.STRONG)
                    .orElse(Map.of());
            Optional<Send> pending = Attributes.optionalText(claims, PENDING)
                    .flatMap(id -> table.get(Keys.send(tenant, identity, id), Freshness.STRONG))
                    .map(SendCodec::send);
            if (pending.isEmpty()) {
                return claims;
            }
            mark(tenant, pending.get());
            Backoff.pause(attempt, TRIES, "sends about %s were claimed by others".formatted(identity));
        }
    }

    Set<String> unsent(TenantId tenant, IdentityId identity) {
        return table.get(Keys.sendQueue(tenant, identity), Freshness.STRONG)
                .flatMap(claims -> Attributes.optional(claims, UNSENT))
                .map(ids -> Set.copyOf(ids.ss()))
                .orElse(Set.of());
    }

    void forget(TenantId tenant, Send send) {
        table.update(new Update(Keys.sendQueue(tenant, send.identity()))
                .takeFrom(UNSENT, send.id())
                .when("attribute_exists(#pk)"));
    }

    private boolean areFree(TenantId tenant, Send send) {
        List<Key> keys = findings(tenant, send);
        Map<Key, Map<String, AttributeValue>> found = table.getAll(keys, Freshness.STRONG, ItemCodec.SEND_ID);
        return found.size() == Set.copyOf(keys).size()
                && found.values().stream().allMatch(finding -> isFree(finding, send));
    }

    private static boolean isFree(Map<String, AttributeValue> finding, Send send) {
        return Attributes.optionalText(finding, ItemCodec.SEND_ID)
                .filter(id -> !id.equals(send.id()))
                .isEmpty();
    }

    private TransactWriteItem putSend(TenantId tenant, Send send) {
        String condition = "attribute_not_exists(#pk)";
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table.name())
                        .item(SendCodec.item(tenant, send))
                        .conditionExpression(condition)
                        .expressionAttributeNames(Update.names(condition)))
                .build();
    }

    private TransactWriteItem announce(TenantId tenant, Send send, Map<String, AttributeValue> claims) {
        Optional<AttributeValue> version = Attributes.optional(claims, Attributes.VERSION);
        long next = version.map(value -> Long.parseLong(value.n()) + 1).orElse(1L);
        Update update = new Update(Keys.sendQueue(tenant, send.identity()))
                .set(Attributes.TYPE, ItemType.CLAIMS.value())
                .set(Attributes.VERSION, Attributes.number(next))
                .set(PENDING, Attributes.text(send.id()))
                .addTo(UNSENT, send.id());
        version.ifPresentOrElse(
                value -> update.value("read", value).when("#version = :read AND attribute_not_exists(#pending)"),
                () -> update.when("attribute_not_exists(#pk)"));
        return update.inTransaction(table.name());
    }

    private void mark(TenantId tenant, Send send) {
        Parallel.map(
                findings(tenant, send),
                key -> table.update(new Update(key)
                        .set(ItemCodec.SEND_ID, Attributes.text(send.id()))
                        .when("attribute_exists(#pk) AND attribute_not_exists(#sendId)")));
        table.update(new Update(Keys.sendQueue(tenant, send.identity()))
                .remove(PENDING)
                .value("done", Attributes.text(send.id()))
                .when("#pending = :done"));
    }

    private static List<Key> findings(TenantId tenant, Send send) {
        return send.findings().stream()
                .map(key -> Keys.finding(tenant, send.identity(), key))
                .distinct()
                .toList();
    }
}
