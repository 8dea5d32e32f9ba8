package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.AlertDelivery;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Encodes alert deliveries as items: the claimed delivery in {@code body}, and its result in other attributes. */
final class AlertDeliveryItemCodec {
    static final String LEASE_UNTIL = "leaseUntil";
    static final String SENT_AT = "sentAt";
    static final String RECEIPT = "receipt";
    /** The maximum size of the body, which leaves room for keys and small attributes within DynamoDB's 400 KB. */
    private static final int MAX_BODY = 390 * 1024;

    private AlertDeliveryItemCodec() {}

    /**
     * Encodes an alert delivery.
     *
     * @throws IllegalArgumentException if the delivery is too large for one item
     */
    static Map<String, AttributeValue> item(TenantId tenant, AlertDelivery send) {
        String body = ModelJson.write(send);
        int bytes = body.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BODY) {
            throw new IllegalArgumentException(
                    "alert %s has %d bytes, more than the limit of %d: split its %d findings across several messages"
                            .formatted(
                                    send.id(), bytes, MAX_BODY, send.findings().size()));
        }
        Map<String, AttributeValue> item =
                NewItem.of(TableKeys.send(tenant, send.identity(), send.id()), ItemType.SEND);
        item.put(TableAttributes.BODY, TableAttributes.text(body));
        item.put(LEASE_UNTIL, TableAttributes.instant(send.leaseUntil()));
        NewItem.list(item, Index.G1, TableKeys.sends(tenant), TableKeys.ordered(send.claimedAt(), send.id()));
        return item;
    }

    static AlertDelivery send(Map<String, AttributeValue> item) {
        AlertDelivery claimed = ItemCodec.body(item, AlertDelivery.class)
                .withLease(TableAttributes.instant(TableAttributes.required(item, LEASE_UNTIL)));
        return TableAttributes.instant(item, SENT_AT)
                .map(at -> claimed.withSent(at, TableAttributes.text(item, RECEIPT)))
                .orElse(claimed);
    }
}
