package io.grantkeeper.local.suite;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * A table that throttles bursts of calls for longer than the SDK retries them. It throws each exception that DynamoDB
 * documents for throttling, cancels transactions, and leaves parts of batches unprocessed.
 */
final class ThrottledTable implements PipelineDisturbance {
    private static final Set<String> CALLS = Set.of(
            "getItem",
            "batchGetItem",
            "query",
            "putItem",
            "updateItem",
            "deleteItem",
            "batchWriteItem",
            "transactWriteItems");
    private static final int LONGEST_BURST = 12;
    private static final int MOST_DELIVERIES = 200;

    private final Random random;
    private final int oneIn;
    private int left;
    private int throttled;
    private int bursts;

    /**
     * Creates a table that throttles calls in bursts at random times.
     *
     * @param oneIn the number of calls between bursts, on average
     */
    ThrottledTable(long seed, int oneIn) {
        this.random = new Random(seed);
        this.oneIn = oneIn;
    }

    /** Returns the number of calls that were throttled, completely or in part. */
    int throttled() {
        return throttled;
    }

    /**
     * Returns the number of bursts. Each burst can begin between sending an email and recording it, so that the email
     * is sent again.
     */
    @Override
    public int mostRepeatedMails() {
        return bursts;
    }

    @Override
    public DynamoDbClient client(DynamoDbClient real) {
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (_, method, arguments) -> call(real, method, arguments));
    }

    private synchronized @Nullable Object call(
            DynamoDbClient real, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        if (CALLS.contains(method.getName()) && begins()) {
            throttled++;
            return throttle(real, method.getName(), Objects.requireNonNull(arguments)[0]);
        }
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @SuppressWarnings("unchecked") // the function that builds the request, of the call's overload
    private Object throttle(DynamoDbClient real, String call, @Nullable Object request) {
        if (call.equals("batchWriteItem") && random.nextBoolean()) {
            return writePart(
                    real,
                    request instanceof BatchWriteItemRequest built
                            ? built
                            : BatchWriteItemRequest.builder()
                                    .applyMutation((Consumer<BatchWriteItemRequest.Builder>) request)
                                    .build());
        }
        if (call.equals("batchGetItem") && random.nextBoolean()) {
            return readPart(
                    real,
                    request instanceof BatchGetItemRequest built
                            ? built
                            : BatchGetItemRequest.builder()
                                    .applyMutation((Consumer<BatchGetItemRequest.Builder>) request)
                                    .build());
        }
        throw exception(call);
    }

    private boolean begins() {
        if (left == 0 && random.nextInt(oneIn) == 0) {
            left = 1 + random.nextInt(LONGEST_BURST);
            bursts++;
        }
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }

    private static BatchWriteItemResponse writePart(DynamoDbClient real, BatchWriteItemRequest batch) {
        Map.Entry<String, List<WriteRequest>> all =
                batch.requestItems().entrySet().iterator().next();
        List<WriteRequest> rest = new ArrayList<>(all.getValue());
        WriteRequest first = rest.removeFirst();
        BatchWriteItemResponse answer = real.batchWriteItem(batch.toBuilder()
                .requestItems(Map.of(all.getKey(), List.of(first)))
                .build());
        return rest.isEmpty()
                ? answer
                : answer.toBuilder()
                        .unprocessedItems(Map.of(all.getKey(), rest))
                        .build();
    }

    private static BatchGetItemResponse readPart(DynamoDbClient real, BatchGetItemRequest batch) {
        Map.Entry<String, KeysAndAttributes> all =
                batch.requestItems().entrySet().iterator().next();
        var keys = new ArrayList<>(all.getValue().keys());
        var first = keys.removeFirst();
        BatchGetItemResponse answer = real.batchGetItem(batch.toBuilder()
                .requestItems(Map.of(
                        all.getKey(),
                        all.getValue().toBuilder().keys(List.of(first)).build()))
                .build());
        return keys.isEmpty()
                ? answer
                : answer.toBuilder()
                        .unprocessedKeys(Map.of(
                                all.getKey(),
                                all.getValue().toBuilder().keys(keys).build()))
                        .build();
    }

    private DynamoDbException exception(String operation) {
        if (operation.equals("transactWriteItems") && random.nextBoolean()) {
            return (DynamoDbException) TransactionCanceledException.builder()
                    .cancellationReasons(
                            CancellationReason.builder().code("ThrottlingError").build())
                    .message("Transaction cancelled, please refer cancellation reasons for specific reasons")
                    .build();
        }
        return switch (random.nextInt(3)) {
            case 0 -> named(ProvisionedThroughputExceededException.builder(), "ProvisionedThroughputExceededException");
            case 1 -> named(RequestLimitExceededException.builder(), "RequestLimitExceeded");
            default -> named(DynamoDbException.builder(), "ThrottlingException");
        };
    }

    private static DynamoDbException named(DynamoDbException.Builder builder, String code) {
        return (DynamoDbException) builder.message("throttled by the test")
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    @Override
    public int deliveries() {
        return MOST_DELIVERIES;
    }

    @Override
    public void requireExpected(DynamoDbException failure) {
        if (!(failure instanceof TransactionCanceledException) && !failure.isThrottlingException()) {
            throw failure;
        }
    }
}
