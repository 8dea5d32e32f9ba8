package io.grantkeeper.aws.local;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;

/**
 * A DynamoDB client that repeats a call if DynamoDB Local did not get a table's lock in time. This happens on a busy
 * machine, and does not occur in AWS. DynamoDB Local takes the lock before it reads or writes anything, so the call can be
 * repeated.
 */
final class LockRetryingDynamoDbClient {
    private static final int ATTEMPTS = 10;
    private static final String LOCK_TIMEOUT = "waiting for a lock";

    private LockRetryingDynamoDbClient() {}

    /** Returns a client that makes each call of the given client up to ten times. */
    static DynamoDbClient of(DynamoDbClient client) {
        return (DynamoDbClient) Proxy.newProxyInstance(
                LockRetryingDynamoDbClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (_, method, arguments) -> call(client, method, arguments));
    }

    private static Object call(DynamoDbClient client, Method method, Object[] arguments) throws Throwable {
        for (int attempt = 1; ; attempt++) {
            try {
                return method.invoke(client, arguments);
            } catch (InvocationTargetException e) {
                Throwable failure = e.getCause() == null ? e : e.getCause();
                if (attempt == ATTEMPTS || !isLockTimeout(failure)) {
                    throw failure;
                }
            }
        }
    }

    private static boolean isLockTimeout(Throwable failure) {
        return failure instanceof InternalServerErrorException
                && failure.getMessage() != null
                && failure.getMessage().contains(LOCK_TIMEOUT);
    }
}
