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
 * A queue on SQS; messages travel as {@link ModelJson}. Ten go into a call; what a call leaves out is sent again.
 *
 * @param <T> what the queue carries
 */
public final class SqsWorkQueue<T> implements WorkQueue<T> {
    /** The message attribute that says what a message goes back to. */
    public static final String CAUSE = "cause";

    private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

    private final Supplier<SqsClient> client;
    private final String queueUrl;
    private final Supplier<Optional<String>> cause;

    public SqsWorkQueue(SqsClient client, String queueUrl) {
        this(() -> client, queueUrl, Optional::empty);
    }

    /**
     * @param client made when a message is first sent: many events are answered without one
     * @param cause what the messages that are sent now go back to, an id of at most 128 letters
     */
    public SqsWorkQueue(Supplier<SqsClient> client, String queueUrl, Supplier<Optional<String>> cause) {
        this.client = client;
        this.queueUrl = queueUrl;
        this.cause = cause;
    }

    /**
     * {@inheritDoc}
     *
     * @throws MessageTooLargeException where one has more than 256 KB, after the others were sent
     * @throws MessagesNotSentException where SQS did not take some of them, several times
     */
    @Override
    public void send(Collection<? extends T> messages, Duration delay) {
        Fitting fitting = fitting(messages);
        batches(delay).sendAll(fitting.bodies);
        fitting.refuseTheRest();
    }

    @Override
    public Sending begin(Collection<? extends T> messages) {
        Fitting fitting = fitting(messages);
        Sending sending = batches(Duration.ZERO).begin(fitting.bodies);
        return () -> {
            sending.await();
            fitting.refuseTheRest();
        };
    }

    private SqsBatches batches(Duration delay) {
        return new SqsBatches(client.get(), queueUrl, seconds(delay), cause.get());
    }

    /** What can be sent of some messages, and what cannot. */
    private record Fitting(List<String> bodies, List<MessageTooLargeException> tooLarge) {
        void refuseTheRest() {
            if (!tooLarge.isEmpty()) {
                throw tooLarge.getFirst();
            }
        }
    }

    private Fitting fitting(Collection<? extends T> messages) {
        List<String> bodies = new ArrayList<>(messages.size());
        List<MessageTooLargeException> tooLarge = new ArrayList<>();
        for (T message : messages) {
            String body = SqsText.json(ModelJson.write(message));
            int bytes = SqsText.bytes(body);
            if (bytes > SqsText.LARGEST_MESSAGE) {
                String type = message.getClass().getSimpleName();
                tooLarge.add(new MessageTooLargeException(type, bytes, SqsText.LARGEST_MESSAGE));
            } else {
                bodies.add(body);
            }
        }
        return new Fitting(bodies, tooLarge);
    }

    /** Whole seconds, rounded up so that nothing comes early, and at most as long as SQS hides a message. */
    private static int seconds(Duration delay) {
        if (delay.compareTo(LONGEST_DELAY) >= 0) {
            return (int) LONGEST_DELAY.toSeconds();
        }
        return delay.isNegative() ? 0 : (int) delay.plusNanos(999_999_999).toSeconds();
    }
}
