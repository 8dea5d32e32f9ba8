package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.Send;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Sends as items: as claimed in {@code body}, and what became of them beside it. */
final class SendCodec {
    static final String LEASE_UNTIL = "leaseUntil";
    static final String SENT_AT = "sentAt";
    static final String RECEIPT = "receipt";
    /** Leaves room for keys and small attributes under DynamoDB's 400 KB. */
    private static final int LARGEST_BODY = 390 * 1024;

    private SendCodec() {}

    /** @throws IllegalArgumentException where the send is too large for one item */
    static Map<String, AttributeValue> item(TenantId tenant, Send send) {
        String body = ModelJson.write(send);
        int bytes = body.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LARGEST_BODY) {
            throw new IllegalArgumentException(
                    "send %s has %d bytes, over the limit of %d: tell fewer of its %d findings in one message"
                            .formatted(
                                    send.id(),
                                    bytes,
                                    LARGEST_BODY,
                                    send.findings().size()));
        }
        Map<String, AttributeValue> item =
                new HashMap<>(Keys.send(tenant, send.identity(), send.id()).attributes());
        item.put(Attributes.TYPE, ItemType.SEND.value());
        item.put(Attributes.BODY, Attributes.text(body));
        item.put(LEASE_UNTIL, Attributes.instant(send.leaseUntil()));
        item.put(Index.G1.partitionKey(), Attributes.text(Keys.sends(tenant)));
        item.put(Index.G1.sortKey(), Attributes.text(Keys.sk(Attributes.sortable(send.claimedAt()) + "#" + send.id())));
        return item;
    }

    static Send send(Map<String, AttributeValue> item) {
        Send claimed =
                ItemCodec.body(item, Send.class).withLease(Attributes.instant(Attributes.required(item, LEASE_UNTIL)));
        return Attributes.instant(item, SENT_AT)
                .map(at -> claimed.withSent(at, Attributes.text(item, RECEIPT)))
                .orElse(claimed);
    }
}
