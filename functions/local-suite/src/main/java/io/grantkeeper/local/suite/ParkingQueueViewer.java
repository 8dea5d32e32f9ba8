package io.grantkeeper.local.suite;

import io.grantkeeper.aws.sqs.SqsParkingQueue;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Reads the messages in the parking queue without removing them. */
final class ParkingQueueViewer {
    private static final int BATCH = 10;
    private static final int HIDDEN_SECONDS = 5;
    private final SqsClient sqs;
    private final String queue;

    ParkingQueueViewer(SqsClient sqs, String queue) {
        this.sqs = sqs;
        this.queue = queue;
    }

    /** Returns, for each message, the reason why it was moved to the parking queue. */
    List<String> reasons() {
        int count = Integer.parseInt(sqs.getQueueAttributes(request ->
                        request.queueUrl(queue).attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .attributes()
                .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
        List<String> reasons = new ArrayList<>();
        while (reasons.size() < count) {
            List<Message> messages = sqs.receiveMessage(request -> request.queueUrl(queue)
                            .messageAttributeNames(SqsParkingQueue.REASON)
                            .maxNumberOfMessages(BATCH)
                            .visibilityTimeout(HIDDEN_SECONDS))
                    .messages();
            if (messages.isEmpty()) {
                break;
            }
            messages.forEach(message -> reasons.add(reason(message)));
        }
        return reasons;
    }

    private static String reason(Message message) {
        MessageAttributeValue reason = message.messageAttributes().get(SqsParkingQueue.REASON);
        return reason == null ? "no reason given" : reason.stringValue();
    }
}
