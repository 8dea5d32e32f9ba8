package io.grantkeeper.local.suite;

import io.grantkeeper.store.testkit.kill.KillSwitch;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A client whose process can die at each write. A death at a read leaves behind what a death between the writes around
 * it does, so that reads need no deaths of their own.
 */
final class MortalDynamoDb {
    private static final Set<String> WRITES =
            Set.of("putItem", "updateItem", "deleteItem", "batchWriteItem", "transactWriteItems");

    private MortalDynamoDb() {}

    static DynamoDbClient of(DynamoDbClient real, KillSwitch kill) {
        DynamoDbClient mortal = kill.guard(DynamoDbClient.class, real);
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (_, method, arguments) -> {
                    try {
                        return method.invoke(WRITES.contains(method.getName()) ? mortal : real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
