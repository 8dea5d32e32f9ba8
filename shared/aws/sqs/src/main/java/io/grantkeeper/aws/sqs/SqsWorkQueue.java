package io.grantkeeper.aws.sqs;

import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.work.WorkQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * A work queue on SQS. {@link ModelJson} encodes the messages. One call to SQS sends up to ten messages. Messages that
 * SQS does not accept are resent.
 *
 * @param <T> the type of the messages
 */
public final class SqsWorkQueue<T> implements WorkQueue<T> {
    /** The name of the message attribute for the cause of a message: the correlation ID of the work that sent it. */
    public static final String CAUSE = "cause";

    private static final Duration MAX_DELAY = Duration.ofMinutes(15);

    private final Supplier<SqsClient> client;
    private final String queueUrl;
    private final Supplier<Optional<String>> cause;

    public SqsWorkQueue(SqsClient client, String queueUrl) {
        this(() -> client, queueUrl, Optional::empty);
    }

    /**
     * Creates a work queue.
     *
     * @param client supplies the client when the first message is sent, because many events need no client
     * @param cause supplies the cause of the messages that are sent now: an ID of at most 128 characters
     */
    public SqsWorkQueue(Supplier<SqsClient> client, String queueUrl, Supplier<Optional<String>> cause) {
        this.client = client;
        this.queueUrl = queueUrl;
        this.cause = cause;
    }

    /**
     * {@inheritDoc}
     *
     * @throws MessageTooLargeException if a message is larger than 256 KB; the other messages were sent
     * @throws MessagesNotSentException if SQS did not accept some of the messages after several attempts
     */
    @Override
    public void send(Collection<? extends T> messages, Duration delay) {
        Fitting fitting = fitting(messages);
        batches(delay).sendAll(fitting.bodies);
        fitting.throwIfTooLarge();
    }

    @Override
    public PendingSend startSending(Collection<? extends T> messages) {
        Fitting fitting = fitting(messages);
        PendingSend sending = batches(Duration.ZERO).begin(fitting.bodies);
        return () -> {
            sending.await();
            fitting.throwIfTooLarge();
        };
    }

    private SqsBatches batches(Duration delay) {
        return new SqsBatches(client.get(), queueUrl, seconds(delay), cause.get());
    }

    /** The messages that can be sent, and the errors for those that cannot. */
    private record Fitting(List<String> bodies, List<MessageTooLargeException> tooLarge) {
        void throwIfTooLarge() {
            if (!tooLarge.isEmpty()) {
                throw tooLarge.getFirst();
            }
        }
    }

    private Fitting fitting(Collection<? extends T> messages) {
        List<String> bodies = new ArrayList<>(messages.size());
        List<MessageTooLargeException> tooLarge = new ArrayList<>();
        for (T message : messages) {
            String body = SqsTextRules.json(ModelJson.write(message));
            int bytes = SqsTextRules.bytes(body);
            if (bytes > SqsTextRules.MAX_MESSAGE) {
                String type = message.getClass().getSimpleName();
                tooLarge.add(new MessageTooLargeException(type, bytes, SqsTextRules.MAX_MESSAGE));
            } else {
                bodies.add(body);
            }
        }
        return new Fitting(bodies, tooLarge);
    }

    /**
     * Returns the delay in whole seconds, rounded up so that no message arrives early, and limited to SQS's maximum
     * delay.
     */
    private static int seconds(Duration delay) {
        if (delay.compareTo(MAX_DELAY) >= 0) {
            return (int) MAX_DELAY.toSeconds();
        }
        return delay.isNegative() ? 0 : (int) delay.plusNanos(999_999_999).toSeconds();
    }
}
