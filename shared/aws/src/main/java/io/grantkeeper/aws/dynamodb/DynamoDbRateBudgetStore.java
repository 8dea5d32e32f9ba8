package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.CallWindow;
import io.grantkeeper.identity.store.RateBudgetStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Keeps one item a bucket. A lease reads it, counts, and writes it back if nobody else did in between; a block is an
 * attribute of its own, so that it never waits for a lease.
 */
public final class DynamoDbRateBudgetStore implements RateBudgetStore {
    private static final String FIRST_SLOT = "firstSlot";
    /** Calls leased in each slot, separated by blanks: some 300 bytes at most. */
    private static final String LEASED = "leased";

    private static final String BLOCKED_UNTIL = "blockedUntil";
    private static final int TRIES = 40;

    private final DynamoDbTable table;

    public DynamoDbRateBudgetStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public Lease lease(
            TenantId tenant,
            ConnectionId connection,
            String bucket,
            int capacity,
            Duration per,
            int wanted,
            Instant now) {
        Key key = Keys.budget(tenant, connection, bucket);
        for (int attempt = 1; ; attempt++) {
            Map<String, AttributeValue> item = table.get(key, Freshness.STRONG).orElse(Map.of());
            CallWindow.Leased leased = window(item).lease(capacity, per, wanted, now);
            boolean nothingToWrite = leased.lease().granted() == 0;
            if (nothingToWrite || write(key, item, leased.window())) {
                return leased.lease();
            }
            Backoff.pause(
                    attempt, TRIES, "the rate budget %s of %s was leased by others".formatted(bucket, connection));
        }
    }

    @Override
    public void block(TenantId tenant, ConnectionId connection, String bucket, Instant until) {
        table.update(new Update(Keys.budget(tenant, connection, bucket))
                .set(Attributes.TYPE, ItemType.BUDGET.value())
                .set(BLOCKED_UNTIL, Attributes.instant(until))
                .when("attribute_not_exists(#blockedUntil) OR #blockedUntil < :blockedUntil"));
    }

    private boolean write(Key key, Map<String, AttributeValue> read, CallWindow window) {
        Optional<AttributeValue> version = Attributes.optional(read, Attributes.VERSION);
        long next = version.map(value -> Long.parseLong(value.n()) + 1).orElse(1L);
        Update update = new Update(key)
                .set(Attributes.TYPE, ItemType.BUDGET.value())
                .set(Attributes.VERSION, Attributes.number(next))
                .set(FIRST_SLOT, Attributes.number(window.first()))
                .set(
                        LEASED,
                        Attributes.text(
                                window.leased().stream().map(String::valueOf).collect(Collectors.joining(" "))));
        version.ifPresentOrElse(
                value -> update.value("read", value).when("#version = :read"),
                () -> update.when("attribute_not_exists(#version)"));
        return table.update(update).written();
    }

    private static CallWindow window(Map<String, AttributeValue> item) {
        CallWindow window = Attributes.optional(item, LEASED)
                .map(leased -> new CallWindow(
                        Attributes.number(item, FIRST_SLOT),
                        Stream.of(leased.s().split(" ")).map(Integer::valueOf).toList(),
                        Instant.EPOCH))
                .orElseGet(CallWindow::unused);
        return Attributes.instant(item, BLOCKED_UNTIL).map(window::blocked).orElse(window);
    }
}
