package io.grantkeeper.aws.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.aws.dynamodb.TableCreator;
import io.grantkeeper.aws.local.LocalDynamoDbServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The AWS clients")
class AwsClientsTest {
    @TempDir
    Path folder;

    @Test
    void callsEndpointsFromEnvironment() {
        try (LocalDynamoDbServer server = LocalDynamoDbServer.start(Optional.of(folder), 0);
                AwsClients clients = clients(server.endpoint().toString())) {
            assertThat(new TableCreator(clients.dynamoDb()).createIfMissing("grantkeeper"))
                    .isTrue();
            assertThat(new TableCreator(clients.dynamoDb()).createIfMissing("grantkeeper"))
                    .isFalse();
            assertThat(clients.dynamoDb()).isSameAs(clients.dynamoDb());
        }
        try (LocalDynamoDbServer again = LocalDynamoDbServer.start(Optional.of(folder), 0);
                AwsClients clients = clients(again.endpoint().toString())) {
            assertThat(clients.dynamoDb().listTables().tableNames()).containsExactly("grantkeeper");
        }
    }

    @Test
    void namesVariableWithInvalidUrl() {
        try (AwsClients clients = clients("not an address")) {
            assertThatThrownBy(clients::dynamoDb)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("GRANTKEEPER_DYNAMODB_ENDPOINT must be a URL such as");
        }
    }

    private static AwsClients clients(String endpoint) {
        return new AwsClients(Map.of("GRANTKEEPER_DYNAMODB_ENDPOINT", endpoint));
    }
}
