package io.grantkeeper.local.suite;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Delivers the messages of a queue to a function as Lambda does: in batches of up to ten. After each batch, deletes the
 * messages that the function did not report as failed.
 */
final class QueuePoller {
    private static final int BATCH = 10;
    private final SqsClient sqs;
    private final String queue;
    private final Function<SQSEvent, SQSBatchResponse> function;

    QueuePoller(SqsClient sqs, String queue, Function<SQSEvent, SQSBatchResponse> function) {
        this.sqs = sqs;
        this.queue = queue;
        this.function = function;
    }

    /**
     * Receives and delivers one batch.
     *
     * @param waitSeconds how long to wait for a message
     * @return the number of delivered messages
     */
    int deliverBatch(int waitSeconds) {
        List<Message> messages = receive(waitSeconds);
        deliver(messages);
        return messages.size();
    }

    /**
     * Receives up to a batch of messages.
     *
     * @param waitSeconds how long to wait for a message
     */
    List<Message> receive(int waitSeconds) {
        return sqs.receiveMessage(request -> request.queueUrl(queue)
                        .messageAttributeNames("All")
                        .maxNumberOfMessages(BATCH)
                        .waitTimeSeconds(waitSeconds))
                .messages();
    }

    /** Delivers messages that {@link #receive} returned. */
    void deliver(List<Message> messages) {
        if (messages.isEmpty()) {
            return;
        }
        SQSEvent event = new SQSEvent();
        event.setRecords(messages.stream().map(QueuePoller::record).toList());
        Set<String> failed = new HashSet<>();
        function.apply(event).getBatchItemFailures().forEach(failure -> failed.add(failure.getItemIdentifier()));
        List<DeleteMessageBatchRequestEntry> done = messages.stream()
                .filter(message -> !failed.contains(message.messageId()))
                .map(message -> DeleteMessageBatchRequestEntry.builder()
                        .id(message.messageId())
                        .receiptHandle(message.receiptHandle())
                        .build())
                .toList();
        if (!done.isEmpty()) {
            sqs.deleteMessageBatch(request -> request.queueUrl(queue).entries(done));
        }
    }

    /**
     * Returns the number of messages in the queue, including delayed messages and messages that are being processed.
     */
    int waiting() {
        return sqs
                .getQueueAttributes(request -> request.queueUrl(queue)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes()
                .values()
                .stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    private static SQSEvent.SQSMessage record(Message message) {
        SQSEvent.SQSMessage record = new SQSEvent.SQSMessage();
        record.setMessageId(message.messageId());
        record.setReceiptHandle(message.receiptHandle());
        record.setBody(message.body());
        record.setEventSource("aws:sqs");
        Map<String, SQSEvent.MessageAttribute> attributes = new HashMap<>();
        message.messageAttributes().forEach((name, value) -> {
            SQSEvent.MessageAttribute attribute = new SQSEvent.MessageAttribute();
            attribute.setDataType(value.dataType());
            attribute.setStringValue(value.stringValue());
            attributes.put(name, attribute);
        });
        record.setMessageAttributes(attributes);
        return record;
    }
}
