package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.local.LocalDynamoDb;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A single DynamoDB Local instance with one table, for all tests in this JVM. Each test uses its own tenant. */
final class TestTable {
    static final String NAME = "grantkeeper";
    static final LocalDynamoDb LOCAL = LocalDynamoDb.inMemory();

    static {
        new TableCreator(LOCAL.client()).createIfMissing(NAME);
    }

    private TestTable() {}

    static DynamoDbTable open() {
        return open(LOCAL.client());
    }

    static DynamoDbTable open(DynamoDbClient client) {
        return new DynamoDbTable(client, NAME);
    }
}
