package io.grantkeeper.functions.runtime;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.grantkeeper.aws.sqs.SqsWorkQueue;
import io.grantkeeper.functions.observe.Correlation;
import io.grantkeeper.functions.observe.Logs;
import io.grantkeeper.identity.work.DeadLetters;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Handles a batch from a queue record by record: one that cannot be read is parked with the reason, one that fails is
 * delivered again, and neither holds up the others.
 */
public final class SqsRecords<T> {
    private final Logger log = Logs.of(SqsRecords.class);
    private final String function;
    private final Function<String, T> parse;
    private final Consumer<T> handle;
    private final DeadLetters deadLetters;

    /**
     * @param function its name, for dead letters and logs
     * @param parse reads a record's body; throws IllegalArgumentException with a message fit for people
     */
    public SqsRecords(String function, Function<String, T> parse, Consumer<T> handle, DeadLetters deadLetters) {
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
                Correlation.current().of(cause(message)).run(() -> handle(message));
            } catch (RuntimeException e) {
                log.log(
                        Level.WARNING,
                        "{0}: message {1} is delivered again: {2}",
                        function,
                        message.getMessageId(),
                        Failures.describe(e));
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
