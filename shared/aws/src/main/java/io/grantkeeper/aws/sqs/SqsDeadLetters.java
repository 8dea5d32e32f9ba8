package io.grantkeeper.aws.sqs;

import io.grantkeeper.identity.work.DeadLetters;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * Parks messages on an SQS queue: the body as it came, and source and reason as message attributes. A body that SQS
 * cannot take whole is kept as far as it can, and says so in an attribute.
 */
public final class SqsDeadLetters implements DeadLetters {
    public static final String SOURCE = "source";
    public static final String REASON = "reason";
    /** Set where the body was empty: SQS takes none, so a space stands for it. */
    public static final String EMPTY_BODY = "emptyBody";
    /** Set where the body was too long: how many bytes it had. */
    public static final String ORIGINAL_BYTES = "originalBytes";

    private static final int LONGEST_SOURCE = 256;
    private static final int LONGEST_REASON = 2_000;
    /** Names, types and the small attributes. */
    private static final int ROOM_FOR_ATTRIBUTES = LONGEST_SOURCE + LONGEST_REASON + 512;

    private final Supplier<SqsClient> client;
    private final String queueUrl;

    public SqsDeadLetters(SqsClient client, String queueUrl) {
        this(() -> client, queueUrl);
    }

    /** @param client made when a message is first sent: many events are answered without one */
    public SqsDeadLetters(Supplier<SqsClient> client, String queueUrl) {
        this.client = client;
        this.queueUrl = queueUrl;
    }

    @Override
    public void park(String source, String body, String reason) {
        String text = SqsText.plain(body);
        String kept = SqsText.cut(text, SqsText.LARGEST_MESSAGE - ROOM_FOR_ATTRIBUTES);
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        attributes.put(SOURCE, attribute(source, LONGEST_SOURCE));
        attributes.put(REASON, attribute(reason, LONGEST_REASON));
        if (body.isEmpty()) {
            attributes.put(EMPTY_BODY, attribute("true", LONGEST_SOURCE));
        }
        if (kept.length() < text.length()) {
            attributes.put(ORIGINAL_BYTES, attribute(Integer.toString(SqsText.bytes(body)), LONGEST_SOURCE));
        }
        client.get()
                .sendMessage(request -> request.queueUrl(queueUrl)
                        .messageBody(kept.isEmpty() ? " " : kept)
                        .messageAttributes(attributes));
    }

    private static MessageAttributeValue attribute(String text, int mostBytes) {
        String value = SqsText.cut(SqsText.plain(text), mostBytes);
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value.isEmpty() ? "unknown" : value)
                .build();
    }
}
