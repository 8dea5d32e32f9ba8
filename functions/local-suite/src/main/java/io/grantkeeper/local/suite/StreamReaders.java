package io.grantkeeper.local.suite;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Several functions on one stream. AWS gives each its own place in it; here they share one, so where one of them failed
 * all get the batch again from there, which does nothing twice.
 */
final class StreamReaders {
    private StreamReaders() {}

    static Function<DynamodbEvent, StreamsEventResponse> of(
            List<Function<DynamodbEvent, StreamsEventResponse>> functions) {
        return event -> new StreamsEventResponse(functions.stream()
                .flatMap(function -> function.apply(event).getBatchItemFailures().stream())
                .map(BatchItemFailure::getItemIdentifier)
                .min(Comparator.comparing(BigInteger::new))
                .map(BatchItemFailure::new)
                .stream()
                .toList());
    }
}
