package io.grantkeeper.aws.sqs;

import io.grantkeeper.identity.work.ParkingQueue;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * Sends messages to a parking queue in SQS. A message has the original body, and the source and the reason as message
 * attributes. If SQS cannot store the complete body, the message contains as much of the body as possible, and an
 * attribute shows that it was shortened.
 */
public final class SqsParkingQueue implements ParkingQueue {
    public static final String SOURCE = "source";
    public static final String REASON = "reason";
    /**
     * The attribute that is set if the body was empty. SQS accepts no empty bodies, so the message contains a space
     * instead.
     */
    public static final String EMPTY_BODY = "emptyBody";
    /** The attribute for the body's original size, in bytes. It is set if the body was too long. */
    public static final String ORIGINAL_BYTES = "originalBytes";

    private static final int MAX_SOURCE = 256;
    private static final int MAX_REASON = 2_000;
    /** The number of bytes to reserve for the names and types of attributes, and for small attributes. */
    private static final int ROOM_FOR_ATTRIBUTES = MAX_SOURCE + MAX_REASON + 512;

    private final Supplier<SqsClient> client;
    private final String queueUrl;

    public SqsParkingQueue(SqsClient client, String queueUrl) {
        this(() -> client, queueUrl);
    }

    /**
     * Creates a parking queue.
     *
     * @param client supplies the client when the first message is sent, because many events need no client
     */
    public SqsParkingQueue(Supplier<SqsClient> client, String queueUrl) {
        this.client = client;
        this.queueUrl = queueUrl;
    }

    @Override
    public void park(String source, String body, String reason) {
        String text = SqsTextRules.plain(body);
        String kept = SqsTextRules.truncate(text, SqsTextRules.MAX_MESSAGE - ROOM_FOR_ATTRIBUTES);
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        attributes.put(SOURCE, attribute(source, MAX_SOURCE));
        attributes.put(REASON, attribute(reason, MAX_REASON));
        if (body.isEmpty()) {
            attributes.put(EMPTY_BODY, attribute("true", MAX_SOURCE));
        }
        if (kept.length() < text.length()) {
            attributes.put(ORIGINAL_BYTES, attribute(Integer.toString(SqsTextRules.bytes(body)), MAX_SOURCE));
        }
        client.get()
                .sendMessage(request -> request.queueUrl(queueUrl)
                        .messageBody(kept.isEmpty() ? " " : kept)
                        .messageAttributes(attributes));
    }

    private static MessageAttributeValue attribute(String text, int mostBytes) {
        String value = SqsTextRules.truncate(SqsTextRules.plain(text), mostBytes);
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value.isEmpty() ? "unknown" : value)
                .build();
    }
}
