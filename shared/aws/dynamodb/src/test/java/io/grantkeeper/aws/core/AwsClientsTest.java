package io.grantkeeper.aws.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.aws.dynamodb.TableCreator;
import io.grantkeeper.aws.local.LocalDynamoDbServer;
import io.grantkeeper.aws.local.RecordingAwsService;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceeded"})
    void retriesThrottledCalls(String error) {
        AtomicInteger calls = new AtomicInteger();
        try (RecordingAwsService throttling = new RecordingAwsService(_ -> calls.incrementAndGet() < 4
                        ? answer(400, "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\"}".formatted(error))
                        : answer(200, "{\"TableNames\":[\"grantkeeper\"]}"));
                AwsClients clients = new AwsClients(Map.of(
                        "GRANTKEEPER_DYNAMODB_ENDPOINT",
                        throttling.address().toString(),
                        "AWS_ACCESS_KEY_ID",
                        RecordingAwsService.ID,
                        "AWS_SECRET_ACCESS_KEY",
                        RecordingAwsService.SECRET))) {
            assertThat(clients.dynamoDb().listTables().tableNames()).containsExactly("grantkeeper");
        }
        assertThat(calls).hasValue(4);
    }

    private static RecordingAwsService.Answer answer(int status, String body) {
        return new RecordingAwsService.Answer(status, "application/x-amz-json-1.0", body);
    }

    private static AwsClients clients(String endpoint) {
        return new AwsClients(Map.of("GRANTKEEPER_DYNAMODB_ENDPOINT", endpoint));
    }
}
