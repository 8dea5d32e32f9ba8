package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.core.BoundedParallelCalls;
import io.grantkeeper.behavior.store.ActivityJson;
import io.grantkeeper.behavior.store.ActivityStore;
import io.grantkeeper.behavior.store.ActivityTimeSlot;
import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * Stores the activities of a time slot as a set in one item. DynamoDB adds to a set atomically. Therefore, no read is
 * needed before a write, activities that several workers add are stored only once, and an update that adds nothing
 * causes no record in the stream.
 */
public final class DynamoDbActivityStore implements ActivityStore {
    static final String ACTIVITIES = "activities";
    static final String PROVIDER = "provider";
    static final String CONNECTION = "connection";
    static final String READ_AT = "readAt";

    private static final Duration KEPT = Duration.ofDays(3);
    private static final int MOST_IN_UPDATE = 200;

    private final DynamoDbTable table;

    public DynamoDbActivityStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public int add(
            TenantId tenant,
            ProviderId provider,
            ConnectionId connection,
            Collection<Activity> activities,
            Instant now) {
        Map<ActivityTimeSlot, Set<String>> bySlot = new LinkedHashMap<>();
        for (Activity activity : activities) {
            bySlot.computeIfAbsent(ActivityTimeSlot.of(provider, connection, activity), _ -> new LinkedHashSet<>())
                    .add(ActivityJson.write(activity));
        }
        List<Supplier<Integer>> slots = new ArrayList<>(bySlot.size());
        bySlot.forEach((slot, texts) -> slots.add(() -> add(tenant, slot, texts, now)));
        return BoundedParallelCalls.map(slots, Supplier::get).stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /**
     * Adds activities to a time slot.
     *
     * @return the number of activities for which the slot has no room
     */
    private int add(TenantId tenant, ActivityTimeSlot slot, Set<String> texts, Instant now) {
        int dropped = 0;
        List<String> all = new ArrayList<>(texts);
        for (int start = 0; start < all.size(); start += MOST_IN_UPDATE) {
            List<String> some = all.subList(start, Math.min(all.size(), start + MOST_IN_UPDATE));
            dropped += isAdded(tenant, slot, some, now) ? 0 : some.size();
        }
        return dropped;
    }

    private boolean isAdded(TenantId tenant, ActivityTimeSlot slot, List<String> texts, Instant now) {
        try {
            var _ = table.update(new ConditionalUpdate(TableKeys.activities(tenant, slot))
                    .setOnce(TableAttributes.TYPE, ItemType.ACTIVITY.value())
                    .setOnce(PROVIDER, TableAttributes.text(slot.provider().value()))
                    .setOnce(CONNECTION, TableAttributes.text(slot.connection().value()))
                    .setOnce(READ_AT, TableAttributes.instant(now))
                    .setOnce(
                            TableAttributes.TTL,
                            TableAttributes.number(now.plus(KEPT).getEpochSecond()))
                    .addAllTo(ACTIVITIES, texts));
            return true;
        } catch (DynamoDbException e) {
            if (!isTooLarge(e)) {
                throw e;
            }
            // A slot with so many activities is a burst in any case; the caller counts what is missing.
            return false;
        }
    }

    /**
     * Returns whether DynamoDB rejected an item because it is too large. DynamoDB has no error code for this case, so
     * the message is checked. Messages about other sizes do not contain "Item size".
     */
    private static boolean isTooLarge(DynamoDbException problem) {
        String message = problem.getMessage();
        return problem.statusCode() == 400 && message != null && message.contains("Item size");
    }
}
