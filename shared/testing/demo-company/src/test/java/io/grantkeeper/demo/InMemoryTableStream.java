package io.grantkeeper.demo;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import io.grantkeeper.aws.dynamodb.StreamImages;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.store.testkit.RowWriteListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Delivers the writes made to an in-memory store, as a DynamoDB stream does. Writes of the same identity or person stay
 * in order; other writes are delivered in any order. If a record fails, it and all later records are delivered again.
 */
final class InMemoryTableStream implements RowWriteListener {
    private static final int SHARDS = 5;

    private final Map<Integer, List<DynamodbStreamRecord>> shards = new TreeMap<>();
    private long sequence;

    @Override
    public synchronized void written(
            TenantId tenant, RowKey key, Optional<StoredRecord<?>> before, StoredRecord<?> after) {
        StreamRecord image = new StreamRecord();
        image.setSequenceNumber(Long.toString(++sequence));
        image.setOldImage(
                before.map(row -> StreamImages.toLambda(tenant, key, row)).orElse(null));
        image.setNewImage(StreamImages.toLambda(tenant, key, after));
        DynamodbStreamRecord record = new DynamodbStreamRecord();
        record.setDynamodb(image);
        shards.computeIfAbsent(Math.floorMod(key.owner().hashCode(), SHARDS), _ -> new ArrayList<>())
                .add(record);
    }

    synchronized boolean isEmpty() {
        return shards.values().stream().allMatch(List::isEmpty);
    }

    /**
     * Delivers a batch of random size from a random shard.
     *
     * @return whether everything in the batch was handled
     */
    boolean deliver(Function<DynamodbEvent, StreamsEventResponse> function, Random random) {
        List<DynamodbStreamRecord> shard = randomShard(random);
        List<DynamodbStreamRecord> batch =
                List.copyOf(shard.subList(0, Math.min(shard.size(), 1 + random.nextInt(100))));
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(batch);
        Optional<String> failedFrom = function.apply(event).getBatchItemFailures().stream()
                .map(StreamsEventResponse.BatchItemFailure::getItemIdentifier)
                .findFirst();
        int handled = failedFrom
                .map(number -> batch.stream()
                        .map(record -> record.getDynamodb().getSequenceNumber())
                        .toList()
                        .indexOf(number))
                .orElse(batch.size());
        synchronized (this) {
            shard.subList(0, handled).clear();
        }
        return failedFrom.isEmpty();
    }

    private synchronized List<DynamodbStreamRecord> randomShard(Random random) {
        List<List<DynamodbStreamRecord>> waiting =
                shards.values().stream().filter(shard -> !shard.isEmpty()).toList();
        return waiting.get(random.nextInt(waiting.size()));
    }
}
