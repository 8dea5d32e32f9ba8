package io.grantkeeper.local.suite;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The functions that read the table's stream. Each batch is passed to one function after the other. On Lambda, each
 * function has its own position; here they share one. If one function fails, both receive the batch again, which
 * changes nothing for the other function.
 */
record TableStreamFunctions(
        Function<DynamodbEvent, StreamsEventResponse> detectChanges,
        Function<DynamodbEvent, StreamsEventResponse> watchActivity)
        implements Function<DynamodbEvent, StreamsEventResponse> {
    /** The types of items that invoke {@code watch-activity}, as in the filter of its trigger. */
    private static final Set<String> WATCHED = Set.of("ACTIVITY", "FINDING");

    @Override
    public StreamsEventResponse apply(DynamodbEvent event) {
        DynamodbEvent watched = new DynamodbEvent();
        watched.setRecords(event.getRecords().stream()
                .filter(TableStreamFunctions::isWatched)
                .toList());
        List<BatchItemFailure> failed = Stream.concat(
                        detectChanges.apply(event).getBatchItemFailures().stream(),
                        watched.getRecords().isEmpty()
                                ? Stream.empty()
                                : watchActivity.apply(watched).getBatchItemFailures().stream())
                .sorted(Comparator.comparing(failure -> new BigInteger(failure.getItemIdentifier())))
                .limit(1)
                .toList();
        return new StreamsEventResponse(failed);
    }

    private static boolean isWatched(DynamodbStreamRecord record) {
        return Stream.ofNullable(record.getDynamodb().getNewImage())
                .flatMap(image -> Stream.ofNullable(image.get("type")))
                .map(AttributeValue::getS)
                .anyMatch(WATCHED::contains);
    }
}
