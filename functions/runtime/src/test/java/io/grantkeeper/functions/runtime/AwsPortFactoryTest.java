package io.grantkeeper.functions.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.functions.connections.ConfiguredConnections;
import io.grantkeeper.functions.connections.ConnectionLookup;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.connections.WebhookAddress;
import io.grantkeeper.functions.work.RereadScheduler;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.AlertDeliveryStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdempotencyStore;
import io.grantkeeper.identity.store.PartitionDigestStore;
import io.grantkeeper.identity.store.PushSubscriptionStore;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.store.WithheldAlertStore;
import io.grantkeeper.identity.work.ParkingQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.ParameterizedTypeReference;

class AwsPortFactoryTest {
    private static final String CONFIG = """
            {"tenant": "acme", "connections": [
             {"id": "github-acme", "provider": "github", "settings": {"organization": "acme"},
              "credentials": {"token": "env:GITHUB_TOKEN"}},
             {"id": "broken", "provider": "github"}]}""";
    private final Map<String, String> environment = new HashMap<>(Map.of(
            "GRANTKEEPER_TABLE", "grantkeeper",
            "GRANTKEEPER_SYNC_QUEUE_URL", "http://127.0.0.1:1/queue/sync",
            "GRANTKEEPER_ALERT_QUEUE_URL", "http://127.0.0.1:1/queue/alert",
            "GRANTKEEPER_DEAD_LETTER_QUEUE_URL", "http://127.0.0.1:1/queue/dead",
            "GRANTKEEPER_CONFIG", CONFIG,
            "GRANTKEEPER_WEBHOOK_URL", "https://hooks.example.com",
            "GRANTKEEPER_DYNAMODB_ENDPOINT", "http://127.0.0.1:1",
            "GRANTKEEPER_SQS_ENDPOINT", "http://127.0.0.1:1",
            "GITHUB_TOKEN", "canary"));

    @Test
    void buildsEveryPort() {
        try (GenericApplicationContext context = start()) {
            for (Class<?> port : List.of(
                    Clock.class,
                    RemainingTime.class,
                    AccessStore.class,
                    PartitionDigestStore.class,
                    FindingStore.class,
                    IdempotencyStore.class,
                    AlertDeliveryStore.class,
                    WithheldAlertStore.class,
                    PushSubscriptionStore.class,
                    SweepStore.class,
                    ParkingQueue.class,
                    RereadScheduler.class,
                    WebhookAddress.class,
                    ConnectionsConfig.class,
                    ConfiguredConnections.class,
                    ConnectionLookup.class)) {
                assertThat(context.getBean(port)).as(port.getSimpleName()).isNotNull();
            }
            for (ParameterizedTypeReference<?> queue : List.of(WorkQueueTypes.SYNC_QUEUE, WorkQueueTypes.ALERT_QUEUE)) {
                assertThat(context.getBeanProvider(queue).getObject()).isNotNull();
            }
        }
    }

    @Test
    void opensOnlyConnectionsWithoutConfigurationErrors() {
        try (GenericApplicationContext context = start()) {
            ConnectionLookup connections = context.getBean(ConnectionLookup.class);
            var tenant = new TenantId("acme");
            assertThat(connections.connect(tenant, new ConnectionId("github-acme")))
                    .isPresent();
            assertThat(connections.connect(tenant, new ConnectionId("broken"))).isEmpty();
        }
    }

    @Test
    void readsConfigurationFromFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("grantkeeper.json"), CONFIG);
        environment.put("GRANTKEEPER_CONFIG", "file:" + file);
        try (GenericApplicationContext context = start()) {
            assertThat(context.getBean(ConfiguredConnections.class).all()).hasSize(1);
        }
    }

    @Test
    void reportsPositionOfErrorInMalformedConfiguration() {
        environment.put("GRANTKEEPER_CONFIG", "{\"tenant\": ");
        assertThatCreating(ConfiguredConnections.class, "GRANTKEEPER_CONFIG cannot be used", "line 1, column");
    }

    @ParameterizedTest
    @CsvSource({
        "GRANTKEEPER_TABLE, io.grantkeeper.identity.store.AccessStore, the name of the DynamoDB table",
        "GRANTKEEPER_DEAD_LETTER_QUEUE_URL, io.grantkeeper.identity.work.ParkingQueue, the queue's URL",
        "GRANTKEEPER_SYNC_QUEUE_URL, io.grantkeeper.functions.work.RereadScheduler, the queue's URL",
        "GRANTKEEPER_CONFIG, io.grantkeeper.functions.connections.ConnectionLookup, the configuration as JSON"
    })
    void namesMissingVariableOnFirstUse(String variable, Class<?> port, String form) {
        environment.remove(variable);
        assertThatCreating(port, variable + " is not set; set it to ", form);
        environment.put(variable, "  ");
        assertThatCreating(port, variable + " is not set; set it to ", form);
    }

    @Test
    void rejectsVariableWithInvalidUrl() {
        environment.put("GRANTKEEPER_DEAD_LETTER_QUEUE_URL", "dead-letters");
        assertThatCreating(ParkingQueue.class, "GRANTKEEPER_DEAD_LETTER_QUEUE_URL is not a valid URL", "https://sqs.");
    }

    private void assertThatCreating(Class<?> port, String... told) {
        try (GenericApplicationContext context = start()) { // none of them is needed at startup
            assertThatThrownBy(() -> context.getBean(port))
                    .rootCause()
                    .hasMessageContainingAll(told)
                    .message()
                    .doesNotContain("canary");
        }
    }

    private GenericApplicationContext start() {
        var context = new GenericApplicationContext();
        context.register(new AwsPortFactory(environment));
        context.refresh();
        return context;
    }
}
