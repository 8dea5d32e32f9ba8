package io.grantkeeper.aws.local;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A DynamoDB client that rejects every call that could change a table. */
final class ReadOnlyDynamoDbClient {
    private static final Set<String> READS = Set.of(
            "getItem",
            "batchGetItem",
            "transactGetItems",
            "query",
            "queryPaginator",
            "scan",
            "scanPaginator",
            "describeTable",
            "listTables",
            "serviceName",
            "serviceClientConfiguration",
            "close",
            "toString",
            "hashCode",
            "equals");

    private ReadOnlyDynamoDbClient() {}

    /**
     * Returns a client that passes only read calls on to the given client.
     *
     * @param refusal the message of the exception for all other calls
     */
    static DynamoDbClient of(DynamoDbClient client, String refusal) {
        return (DynamoDbClient) Proxy.newProxyInstance(
                ReadOnlyDynamoDbClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (_, method, arguments) -> {
                    if (!READS.contains(method.getName())) {
                        throw new IllegalStateException(refusal);
                    }
                    return call(client, method, arguments);
                });
    }

    private static Object call(DynamoDbClient client, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
