package io.grantkeeper.aws.dynamodb;

import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/**
 * Creates the DynamoDB table if it does not exist. Used only by the local suite and tests; in AWS, the infrastructure
 * code creates the table.
 */
public final class TableCreator {
    private static final Duration MAX_WAIT = Duration.ofMinutes(2);

    private final DynamoDbClient client;

    public TableCreator(DynamoDbClient client) {
        this.client = client;
    }

    /**
     * Creates the table and waits until it is active. An existing table is not changed.
     *
     * @return whether the table was created
     */
    public boolean createIfMissing(String table) {
        boolean created;
        try {
            client.createTable(TableSchema.createRequest(table));
            created = true;
        } catch (ResourceInUseException e) {
            created = false;
        }
        try (DynamoDbWaiter waiter = DynamoDbWaiter.builder().client(client).build()) {
            waiter.waitUntilTableExists(request -> request.tableName(table), wait -> wait.waitTimeout(MAX_WAIT));
        }
        return created;
    }
}
