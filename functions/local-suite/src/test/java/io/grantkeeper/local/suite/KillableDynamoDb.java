package io.grantkeeper.local.suite;

import io.grantkeeper.store.testkit.kill.CrashSimulator;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A DynamoDB client whose process can be killed at each write. Reads need no kill points: killing the process at a read
 * leaves the same state as killing it between the surrounding writes.
 */
final class KillableDynamoDb {
    private static final Set<String> WRITES =
            Set.of("putItem", "updateItem", "deleteItem", "batchWriteItem", "transactWriteItems");

    private KillableDynamoDb() {}

    static DynamoDbClient of(DynamoDbClient real, CrashSimulator kill) {
        DynamoDbClient failingClient = kill.guard(DynamoDbClient.class, real);
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (_, method, arguments) -> {
                    try {
                        return method.invoke(WRITES.contains(method.getName()) ? failingClient : real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
