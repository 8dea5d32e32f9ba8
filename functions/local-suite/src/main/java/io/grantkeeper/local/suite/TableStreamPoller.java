package io.grantkeeper.local.suite;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Delivers the records of the table's DynamoDB stream to a function as Lambda does: in order within a shard, and again
 * from the first record that the function reports as failed. {@link TableStreamPosition} stores the position, so that
 * delivery continues from it after a restart.
 */
final class TableStreamPoller {
    private static final int BATCH = 500;

    /**
     * The number of polls between two listings of the shards. A shard ends before its children begin, so this number
     * matters only for a shard that appears without a parent.
     */
    private static final int PUMPS_PER_LISTING = 20;

    private final DynamoDbStreamsClient streams;
    private final String stream;
    private final Function<DynamodbEvent, StreamsEventResponse> function;
    private final TableStreamPosition position;
    private final Map<String, @Nullable String> iterators = new LinkedHashMap<>();
    private int pumps;
    private volatile boolean handedBack;

    TableStreamPoller(
            DynamoDbStreamsClient streams,
            String stream,
            Function<DynamodbEvent, StreamsEventResponse> function,
            TableStreamPosition position) {
        this.streams = streams;
        this.stream = stream;
        this.function = function;
        this.position = position;
    }

    /**
     * Delivers new records, one batch per shard.
     *
     * @return the number of delivered records
     */
    int pump() {
        if (pumps++ % PUMPS_PER_LISTING == 0 || iterators.isEmpty() || iterators.containsValue(null)) {
            findShards();
        }
        int handed = 0;
        for (String shard : List.copyOf(iterators.keySet())) {
            String iterator = iterators.get(shard);
            if (iterator != null) {
                handed += pump(shard, iterator);
            }
        }
        position.save();
        return handed;
    }

    /** Returns whether the function failed on the last batch, so that the batch will be delivered again. */
    boolean isRetrying() {
        return handedBack;
    }

    private int pump(String shard, String iterator) {
        GetRecordsResponse answer =
                streams.getRecords(request -> request.shardIterator(iterator).limit(BATCH));
        if (answer.records().isEmpty()) {
            iterators.put(shard, answer.nextShardIterator());
            return 0;
        }
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(
                answer.records().stream().map(TableStreamPoller::record).toList());
        Optional<String> failedFrom = function.apply(event).getBatchItemFailures().stream()
                .map(StreamsEventResponse.BatchItemFailure::getItemIdentifier)
                .findFirst();
        handedBack = failedFrom.isPresent();
        if (failedFrom.isPresent()) {
            iterators.put(shard, iterator(shard, ShardIteratorType.AT_SEQUENCE_NUMBER, failedFrom.get()));
        } else {
            iterators.put(shard, answer.nextShardIterator());
            position.advance(shard, answer.records().getLast().dynamodb().sequenceNumber());
        }
        return answer.records().size();
    }

    private void findShards() {
        List<Shard> shards = new ArrayList<>();
        @Nullable String from = null;
        do {
            String start = from;
            var description = streams.describeStream(request -> {
                        request.streamArn(stream);
                        if (start != null) {
                            request.exclusiveStartShardId(start);
                        }
                    })
                    .streamDescription();
            shards.addAll(description.shards());
            from = description.lastEvaluatedShardId();
        } while (from != null);
        for (Shard shard : shards) {
            if (!iterators.containsKey(shard.shardId())) {
                Optional<String> reached = position.find(shard.shardId());
                iterators.put(
                        shard.shardId(),
                        reached.isPresent()
                                ? iterator(shard.shardId(), ShardIteratorType.AFTER_SEQUENCE_NUMBER, reached.get())
                                : iterator(shard.shardId(), ShardIteratorType.TRIM_HORIZON, null));
            }
        }
    }

    private String iterator(String shard, ShardIteratorType type, @Nullable String sequenceNumber) {
        return streams.getShardIterator(request -> request.streamArn(stream)
                        .shardId(shard)
                        .shardIteratorType(type)
                        .sequenceNumber(sequenceNumber))
                .shardIterator();
    }

    private static DynamodbStreamRecord record(Record record) {
        StreamRecord image = new StreamRecord();
        image.setKeys(attributes(record.dynamodb().keys()));
        image.setSequenceNumber(record.dynamodb().sequenceNumber());
        image.setOldImage(
                record.dynamodb().hasOldImage() ? attributes(record.dynamodb().oldImage()) : null);
        image.setNewImage(
                record.dynamodb().hasNewImage() ? attributes(record.dynamodb().newImage()) : null);
        DynamodbStreamRecord result = new DynamodbStreamRecord();
        result.setEventID(record.eventID());
        result.setEventName(record.eventNameAsString());
        result.setDynamodb(image);
        return result;
    }

    private static Map<String, AttributeValue> attributes(
            Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> values) {
        Map<String, AttributeValue> attributes = HashMap.newHashMap(values.size());
        values.forEach((name, value) -> attributes.put(name, attribute(value)));
        return attributes;
    }

    private static AttributeValue attribute(software.amazon.awssdk.services.dynamodb.model.AttributeValue value) {
        AttributeValue attribute = new AttributeValue();
        switch (value.type()) {
            case S -> attribute.setS(value.s());
            case N -> attribute.setN(value.n());
            case B -> attribute.setB(value.b().asByteBuffer());
            case BOOL -> attribute.setBOOL(value.bool());
            case NUL -> attribute.setNULL(value.nul());
            case SS -> attribute.setSS(value.ss());
            case NS -> attribute.setNS(value.ns());
            case BS ->
                attribute.setBS(
                        value.bs().stream().map(bytes -> bytes.asByteBuffer()).toList());
            case L ->
                attribute.setL(
                        value.l().stream().map(TableStreamPoller::attribute).toList());
            case M -> attribute.setM(attributes(value.m()));
            case UNKNOWN_TO_SDK_VERSION -> attribute.setNULL(true);
        }
        return attribute;
    }
}
