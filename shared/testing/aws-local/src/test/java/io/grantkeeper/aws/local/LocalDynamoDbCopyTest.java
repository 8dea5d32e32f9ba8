package io.grantkeeper.aws.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

@DisplayName("A copy of a database that is in use")
class LocalDynamoDbCopyTest {
    private static final String TABLE = "facts";

    @TempDir
    private Path folder;

    private static int size(LocalDynamoDb database) {
        return database.client().scan(request -> request.tableName(TABLE)).count();
    }

    private static void put(DynamoDbClient client, int number) {
        client.putItem(request -> request.tableName(TABLE).item(Map.of("pk", AttributeValue.fromS("item-" + number))));
    }

    @Test
    void containsEarlierWritesAndLeavesDatabaseUsable() throws IOException {
        try (LocalDynamoDb used = LocalDynamoDb.in(folder)) {
            used.client()
                    .createTable(request -> request.tableName(TABLE)
                            .billingMode(BillingMode.PAY_PER_REQUEST)
                            .attributeDefinitions(AttributeDefinition.builder()
                                    .attributeName("pk")
                                    .attributeType(ScalarAttributeType.S)
                                    .build())
                            .keySchema(KeySchemaElement.builder()
                                    .attributeName("pk")
                                    .keyType(KeyType.HASH)
                                    .build()));
            for (int i = 0; i < 200; i++) {
                put(used.client(), i);
            }
            assertThat(LocalDynamoDb.isInUse(folder)).isTrue();
            try (LocalDynamoDb copy = LocalDynamoDb.copyOf(folder)) {
                put(used.client(), 200);
                assertThat(size(copy)).isEqualTo(200);
                assertThatThrownBy(() -> put(copy.client(), 300))
                        .as("a write to a copy would be lost")
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("in use by another grantkeeper process");
                assertThatThrownBy(() -> copy.client().deleteTable(request -> request.tableName(TABLE)))
                        .isInstanceOf(IllegalStateException.class);
            }
            assertThat(size(used)).isEqualTo(201);
        }
        assertThat(LocalDynamoDb.isInUse(folder)).isFalse();
        try (var left = Files.list(folder)) {
            assertThat(left.map(Path::getFileName).map(Path::toString)).containsOnly("in-use", LocalDynamoDb.FILE);
        }
    }
}
