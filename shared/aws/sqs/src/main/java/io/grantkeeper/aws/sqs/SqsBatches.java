package io.grantkeeper.aws.sqs;

import io.grantkeeper.aws.core.BoundedParallelCalls;
import io.grantkeeper.identity.work.WorkQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * Sends message bodies in calls of at most ten messages and 256 KB, and resends the messages that SQS did not accept.
 */
final class SqsBatches {
    private static final int MAX_MESSAGES = 10;
    private static final int TRIES = 6;
    private static final long FIRST_PAUSE_MILLIS = 50;

    /**
     * The number of bytes to reserve for the attribute that contains the cause of a message: its name and type, and a
     * correlation ID of 128 characters.
     */
    private static final int ROOM_FOR_CAUSE = 160;

    private final SqsClient client;
    private final String queueUrl;
    private final int delaySeconds;
    private final Optional<String> cause;

    SqsBatches(SqsClient client, String queueUrl, int delaySeconds, Optional<String> cause) {
        this.client = client;
        this.queueUrl = queueUrl;
        this.delaySeconds = delaySeconds;
        this.cause = cause;
    }

    /**
     * Sends the bodies in parallel, because a sweep of a large company consists of hundreds of batches, and each call
     * waits for its response.
     *
     * @throws MessagesNotSentException if SQS did not accept some messages; thrown only after all batches were
     *         attempted
     */
    void sendAll(List<String> bodies) {
        finish(BoundedParallelCalls.map(batches(bodies), this::send));
    }

    /** Starts sending the bodies. If sending fails, the method that waits for the result throws the exception. */
    WorkQueue.PendingSend begin(List<String> bodies) {
        BoundedParallelCalls.Running<Optional<MessagesNotSentException>> running =
                BoundedParallelCalls.begin(batches(bodies), this::send);
        return () -> finish(running.results());
    }

    private static void finish(List<Optional<MessagesNotSentException>> ends) {
        List<MessagesNotSentException> failures =
                ends.stream().flatMap(Optional::stream).toList();
        if (!failures.isEmpty()) {
            throw new MessagesNotSentException(
                    failures.stream().mapToInt(MessagesNotSentException::count).sum(),
                    String.valueOf(failures.getLast().getMessage()));
        }
    }

    private Optional<MessagesNotSentException> send(List<String> batch) {
        try {
            sendBatch(batch);
            return Optional.empty();
        } catch (MessagesNotSentException e) {
            return Optional.of(e);
        }
    }

    private static List<List<String>> batches(List<String> bodies) {
        List<List<String>> batches = new ArrayList<>();
        List<String> current = new ArrayList<>();
        int bytes = 0;
        for (String body : bodies) {
            int size = SqsTextRules.bytes(body) + ROOM_FOR_CAUSE;
            boolean full = current.size() == MAX_MESSAGES || bytes + size > SqsTextRules.MAX_MESSAGE;
            if (full && !current.isEmpty()) {
                batches.add(current);
                current = new ArrayList<>();
                bytes = 0;
            }
            current.add(body);
            bytes += size;
        }
        if (!current.isEmpty()) {
            batches.add(current);
        }
        return batches;
    }

    private void sendBatch(List<String> bodies) {
        List<String> left = bodies;
        for (int attempt = 1; ; attempt++) {
            List<BatchResultErrorEntry> failed = call(left);
            if (failed.isEmpty()) {
                return;
            }
            boolean hopeless = failed.stream().anyMatch(BatchResultErrorEntry::senderFault);
            if (attempt == TRIES || hopeless) {
                throw new MessagesNotSentException(failed.size(), reasons(failed));
            }
            List<String> sent = left;
            left = failed.stream()
                    .map(entry -> sent.get(Integer.parseInt(entry.id())))
                    .toList();
            pause(attempt);
        }
    }

    private List<BatchResultErrorEntry> call(List<String> bodies) {
        List<SendMessageBatchRequestEntry> entries = IntStream.range(0, bodies.size())
                .mapToObj(index -> SendMessageBatchRequestEntry.builder()
                        .id(Integer.toString(index))
                        .messageBody(bodies.get(index))
                        .delaySeconds(delaySeconds)
                        .messageAttributes(attributes(bodies.get(index)))
                        .build())
                .toList();
        SendMessageBatchResponse response =
                client.sendMessageBatch(request -> request.queueUrl(queueUrl).entries(entries));
        return response.failed();
    }

    /**
     * Returns the attributes of a message: the correlation ID of the work that sends it, if there is room. Attributes
     * count toward the size limit, so if the body leaves too little room, the message is sent without the ID.
     */
    private Map<String, MessageAttributeValue> attributes(String body) {
        if (cause.isEmpty() || SqsTextRules.bytes(body) + ROOM_FOR_CAUSE > SqsTextRules.MAX_MESSAGE) {
            return Map.of();
        }
        return Map.of(
                SqsWorkQueue.CAUSE,
                MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(cause.get())
                        .build());
    }

    /**
     * Returns the SQS error codes and how many times each occurred. The error texts are omitted because they could
     * repeat the sent content.
     */
    private static String reasons(List<BatchResultErrorEntry> failed) {
        Map<String, Long> codes = failed.stream()
                .map(BatchResultErrorEntry::code)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return codes.toString();
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, FIRST_PAUSE_MILLIS << attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting to resend messages", e);
        }
    }
}
