package io.grantkeeper.functions.runtime;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.grantkeeper.aws.sqs.SqsWorkQueue;
import io.grantkeeper.functions.observability.CorrelationId;
import io.grantkeeper.functions.observability.FunctionLoggers;
import io.grantkeeper.identity.work.ParkingQueue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Processes the records of a queue batch one by one. A malformed record is moved to the parking queue with the reason.
 * A record whose handling fails is delivered again. Neither blocks the other records.
 */
public final class SqsBatchHandler<T> {
    private final Logger log = FunctionLoggers.of(SqsBatchHandler.class);
    private final String function;
    private final Function<String, T> parse;
    private final Consumer<T> handle;
    private final ParkingQueue deadLetters;

    /**
     * Creates a handler.
     *
     * @param function the function's name, for the parking queue and logs
     * @param parse parses a record's body; throws IllegalArgumentException with a message that people can understand
     */
    public SqsBatchHandler(String function, Function<String, T> parse, Consumer<T> handle, ParkingQueue deadLetters) {
        this.function = function;
        this.parse = parse;
        this.handle = handle;
        this.deadLetters = deadLetters;
    }

    public SQSBatchResponse handle(SQSEvent event) {
        List<BatchItemFailure> failures = new ArrayList<>();
        List<SQSEvent.SQSMessage> messages = event.getRecords() == null ? List.of() : event.getRecords();
        for (SQSEvent.SQSMessage message : messages) {
            try {
                CorrelationId.current().of(cause(message)).run(() -> handle(message));
            } catch (RuntimeException e) {
                log.log(
                        Level.WARNING,
                        "{0}: message {1} will be delivered again: {2}",
                        function,
                        message.getMessageId(),
                        ExceptionSummary.describe(e));
                failures.add(new BatchItemFailure(message.getMessageId()));
            }
        }
        return new SQSBatchResponse(failures);
    }

    private static String cause(SQSEvent.SQSMessage message) {
        Map<String, SQSEvent.MessageAttribute> attributes = message.getMessageAttributes();
        SQSEvent.MessageAttribute cause = attributes == null ? null : attributes.get(SqsWorkQueue.CAUSE);
        return cause == null || cause.getStringValue() == null ? "" : cause.getStringValue();
    }

    private void handle(SQSEvent.SQSMessage message) {
        String body = message.getBody() == null ? "" : message.getBody();
        T work;
        try {
            work = parse.apply(body);
        } catch (IllegalArgumentException e) {
            deadLetters.park(function, body, String.valueOf(e.getMessage()));
            return;
        }
        handle.accept(work);
    }
}
