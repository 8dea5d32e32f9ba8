package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.aws.dynamodb.Listing.Order;
import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.Send;
import io.grantkeeper.identity.store.SendStore;
import io.grantkeeper.identity.store.Slice;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Keeps sends in the table; {@link SendClaims} keeps claims about one identity in order. */
public final class DynamoDbSendStore implements SendStore {
    private final DynamoDbTable table;
    private final SendClaims claims;

    public DynamoDbSendStore(DynamoDbTable table) {
        this.table = table;
        this.claims = new SendClaims(table);
    }

    @Override
    public boolean claim(TenantId tenant, Send send) {
        return claims.claim(tenant, send);
    }

    @Override
    public List<Send> unsent(TenantId tenant, IdentityId identity) {
        List<Key> keys = claims.unsent(tenant, identity).stream()
                .map(id -> Keys.send(tenant, identity, id))
                .toList();
        return table.getAll(keys, Freshness.STRONG).values().stream()
                .map(SendCodec::send)
                .filter(send -> send.sentAt().isEmpty())
                .sorted(Comparator.comparing(Send::claimedAt).thenComparing(Send::id))
                .toList();
    }

    @Override
    public boolean takeOver(TenantId tenant, Send send, Instant now, Instant leaseUntil) {
        claims.settle(tenant, send.identity());
        return table.update(new Update(Keys.send(tenant, send.identity(), send.id()))
                        .set(SendCodec.LEASE_UNTIL, Attributes.instant(leaseUntil))
                        .value("now", Attributes.instant(now))
                        .when("attribute_not_exists(#sentAt) AND #leaseUntil <= :now"))
                .written();
    }

    @Override
    public void sent(TenantId tenant, Send send, Instant at, String receipt) {
        table.update(new Update(Keys.send(tenant, send.identity(), send.id()))
                .set(SendCodec.SENT_AT, Attributes.instant(at))
                .set(SendCodec.RECEIPT, Attributes.text(receipt))
                .when("attribute_exists(#pk) AND attribute_not_exists(#sentAt)"));
        claims.forget(tenant, send);
    }

    @Override
    public Slice<Send> recent(TenantId tenant, int limit, Optional<String> from) {
        return new Listing(table, Index.G1, Keys.sends(tenant), Order.DESCENDING).slice(limit, from, SendCodec::send);
    }
}
