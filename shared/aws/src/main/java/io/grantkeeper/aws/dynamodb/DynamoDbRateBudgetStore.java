package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.aws.dynamodb.DynamoDbTable.Outcome;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.CallWindow;
import io.grantkeeper.identity.store.RateBudgetStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Keeps one item a bucket. A lease is counted in memory and written if nobody else has leased or blocked since: what was
 * written here a moment ago need not be read for that, and what others wrote comes back with the refusal. A block never
 * waits for a lease.
 */
public final class DynamoDbRateBudgetStore implements RateBudgetStore {
    private static final String FIRST_SLOT = "firstSlot";
    /** Calls leased in each slot, separated by blanks: some 300 bytes at most. */
    private static final String LEASED = "leased";

    private static final String BLOCKED_UNTIL = "blockedUntil";
    private static final int TRIES = 40;

    /**
     * For how long a bucket is taken to be as it was left here. A refused write costs five times a read, so no longer than
     * others are likely to leave it alone: a worker starts with leases of a call or two, and later takes seconds over each.
     */
    private static final Duration LEFT_ALONE = Duration.ofSeconds(1);

    private final DynamoDbTable table;
    private final Map<Key, Left> left = new ConcurrentHashMap<>();

    /** A bucket as it was left here. */
    private record Left(Bucket bucket, Instant at) {}

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
        Bucket found = find(key, now);
        for (int attempt = 1; ; attempt++) {
            CallWindow.Leased leased = found.window().lease(capacity, per, wanted, now);
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
            Backoff.pause(
                    attempt, TRIES, "the rate budget %s of %s was leased by others".formatted(bucket, connection));
        }
    }

    private Bucket find(Key key, Instant now) {
        Left mine = left.remove(key);
        return mine != null && now.isBefore(mine.at().plus(LEFT_ALONE))
                ? mine.bucket()
                : Bucket.of(table.get(key, Freshness.STRONG).orElse(Map.of()));
    }

    @Override
    public void block(TenantId tenant, ConnectionId connection, String bucket, Instant until) {
        table.update(new Update(Keys.budget(tenant, connection, bucket))
                .set(Attributes.TYPE, ItemType.BUDGET.value())
                .set(BLOCKED_UNTIL, Attributes.instant(until))
                .increment(Attributes.VERSION)
                .when("attribute_not_exists(#blockedUntil) OR #blockedUntil < :blockedUntil"));
    }

    private Outcome write(Key key, Bucket found, CallWindow window) {
        Update update = new Update(key)
                .set(Attributes.TYPE, ItemType.BUDGET.value())
                .set(Attributes.VERSION, Attributes.number(found.version() + 1))
                .set(FIRST_SLOT, Attributes.number(window.first()))
                .set(
                        LEASED,
                        Attributes.text(
                                window.leased().stream().map(String::valueOf).collect(Collectors.joining(" "))));
        return table.update(
                found.version() == 0
                        ? update.when("attribute_not_exists(#version)")
                        : update.value("found", Attributes.number(found.version()))
                                .when("#version = :found"));
    }

    /**
     * What was leased from a bucket.
     *
     * @param version how often it was changed; 0 where it never was
     */
    private record Bucket(long version, CallWindow window) {
        static Bucket of(Map<String, AttributeValue> item) {
            CallWindow window = Attributes.optional(item, LEASED)
                    .map(leased -> new CallWindow(
                            Attributes.number(item, FIRST_SLOT),
                            Stream.of(leased.s().split(" "))
                                    .map(Integer::valueOf)
                                    .toList(),
                            Instant.EPOCH))
                    .orElseGet(CallWindow::unused);
            long version = Attributes.optional(item, Attributes.VERSION)
                    .map(value -> Long.parseLong(value.n()))
                    .orElse(0L);
            return new Bucket(
                    version,
                    Attributes.instant(item, BLOCKED_UNTIL).map(window::blocked).orElse(window));
        }
    }
}
