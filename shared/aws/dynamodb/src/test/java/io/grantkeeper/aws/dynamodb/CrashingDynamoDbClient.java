package io.grantkeeper.aws.dynamodb;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A DynamoDB client that simulates the end of the process immediately before or after one call. */
final class CrashingDynamoDbClient {
    /** Thrown to simulate the end of the process. */
    static final class Died extends RuntimeException {}

    enum When {
        BEFORE_THE_CALL,
        AFTER_THE_CALL
    }

    private CrashingDynamoDbClient() {}

    /**
     * Wraps a client so that the process seems to end at one of its calls.
     *
     * @param call the call at which the process ends, counted from 1
     */
    static DynamoDbClient at(int call, When when, DynamoDbClient real) {
        AtomicInteger calls = new AtomicInteger();
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (_, method, arguments) -> {
                    int number = calls.incrementAndGet();
                    if (number > call || (number == call && when == When.BEFORE_THE_CALL)) {
                        throw new Died();
                    }
                    try {
                        Object answer = method.invoke(real, arguments);
                        if (number == call) {
                            throw new Died();
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
