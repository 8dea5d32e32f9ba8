package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.aws.dynamodb.DynamoDbTable.Outcome;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.RateBudgetState;
import io.grantkeeper.identity.store.RateBudgetStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Stores one item per rate budget. A lease is calculated in memory, and written on the condition that no other worker
 * has changed the item since this process last read or wrote it. Therefore, a budget that this process has just written
 * is not read again, and if the condition fails, the response contains the other worker's state. Blocking a budget does
 * not depend on this condition, so concurrent leases cannot delay it.
 */
public final class DynamoDbRateBudgetStore implements RateBudgetStore {
    private static final String FIRST_SLOT = "firstSlot";
    /**
     * The attribute that contains the number of calls leased in each time slot, separated by spaces: at most about 300
     * bytes.
     */
    private static final String LEASED = "leased";

    private static final String BLOCKED_UNTIL = "blockedUntil";
    private static final int TRIES = 40;

    /**
     * How long the budget is assumed to be unchanged after this process wrote it. A write whose condition fails costs
     * five times as much as a read, so the assumption must usually be true. This is the case because a starting worker
     * makes several small leases in quick succession. Later, its leases are seconds apart, and the budget is read
     * again.
     */
    private static final Duration LEFT_ALONE = Duration.ofSeconds(1);

    private final DynamoDbTable table;
    private final Map<PrimaryKey, Left> left = new ConcurrentHashMap<>();

    /**
     * The state of a budget as this process last wrote it.
     *
     * @param at when this process wrote it
     */
    private record Left(Bucket bucket, Instant at) {}

    public DynamoDbRateBudgetStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public Lease lease(TenantId tenant, ConnectionId connection, Limit limit, int wanted, Instant now) {
        PrimaryKey key = TableKeys.budget(tenant, connection, limit.bucket());
        Bucket found = find(key, now);
        for (int attempt = 1; ; attempt++) {
            RateBudgetState.Leased leased = found.window().lease(limit.capacity(), limit.per(), wanted, now);
            boolean nothingToWrite = leased.lease().granted() == 0;
            if (nothingToWrite) {
                return leased.lease();
            }
            Outcome outcome = write(key, found, leased.window());
            if (outcome.written()) {
                left.put(key, new Left(new Bucket(found.version() + 1, leased.window()), now));
                return leased.lease();
            }
            found = Bucket.of(outcome.before());
            JitteredBackoff.pause(
                    attempt,
                    TRIES,
                    "the rate budget %s of %s was changed by another worker".formatted(limit.bucket(), connection));
        }
    }

    private Bucket find(PrimaryKey key, Instant now) {
        Left mine = left.remove(key);
        return mine != null && now.isBefore(mine.at().plus(LEFT_ALONE))
                ? mine.bucket()
                : Bucket.of(table.get(key, Freshness.STRONG).orElse(Map.of()));
    }

    @Override
    public void block(TenantId tenant, ConnectionId connection, String bucket, Instant until) {
        table.update(new ConditionalUpdate(TableKeys.budget(tenant, connection, bucket))
                .set(TableAttributes.TYPE, ItemType.BUDGET.value())
                .set(BLOCKED_UNTIL, TableAttributes.instant(until))
                .increment(TableAttributes.VERSION)
                .when("attribute_not_exists(#blockedUntil) OR #blockedUntil < :blockedUntil"));
    }

    private Outcome write(PrimaryKey key, Bucket found, RateBudgetState window) {
        ConditionalUpdate update = new ConditionalUpdate(key)
                .set(TableAttributes.TYPE, ItemType.BUDGET.value())
                .set(TableAttributes.VERSION, TableAttributes.number(found.version() + 1))
                .set(FIRST_SLOT, TableAttributes.number(window.first()))
                .set(
                        LEASED,
                        TableAttributes.text(
                                window.leased().stream().map(String::valueOf).collect(Collectors.joining(" "))));
        return table.update(
                found.version() == 0
                        ? update.when("attribute_not_exists(#version)")
                        : update.value("found", TableAttributes.number(found.version()))
                                .when("#version = :found"));
    }

    /**
     * The stored state of a budget.
     *
     * @param version the number of changes; 0 if the budget was never written
     */
    private record Bucket(long version, RateBudgetState window) {
        static Bucket of(Map<String, AttributeValue> item) {
            RateBudgetState window = TableAttributes.optional(item, LEASED)
                    .map(leased -> new RateBudgetState(
                            TableAttributes.number(item, FIRST_SLOT),
                            Stream.of(leased.s().split(" "))
                                    .map(Integer::valueOf)
                                    .toList(),
                            Instant.EPOCH))
                    .orElseGet(RateBudgetState::unused);
            long version = TableAttributes.optional(item, TableAttributes.VERSION)
                    .map(value -> Long.parseLong(value.n()))
                    .orElse(0L);
            return new Bucket(
                    version,
                    TableAttributes.instant(item, BLOCKED_UNTIL)
                            .map(window::block)
                            .orElse(window));
        }
    }
}
