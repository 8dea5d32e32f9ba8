package io.grantkeeper.functions.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.functions.connections.Connections;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.connections.Switchboard;
import io.grantkeeper.functions.connections.WebhookAddress;
import io.grantkeeper.functions.work.Rereads;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.DigestStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdempotencyStore;
import io.grantkeeper.identity.store.SendStore;
import io.grantkeeper.identity.store.SubscriptionStore;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.work.DeadLetters;
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

class AwsPortsTest {
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
                    DigestStore.class,
                    FindingStore.class,
                    IdempotencyStore.class,
                    SendStore.class,
                    SubscriptionStore.class,
                    SweepStore.class,
                    DeadLetters.class,
                    Rereads.class,
                    WebhookAddress.class,
                    ConnectionsConfig.class,
                    Connections.class,
                    Switchboard.class)) {
                assertThat(context.getBean(port)).as(port.getSimpleName()).isNotNull();
            }
            for (ParameterizedTypeReference<?> queue : List.of(Ports.SYNC_QUEUE, Ports.ALERT_QUEUE)) {
                assertThat(context.getBeanProvider(queue).getObject()).isNotNull();
            }
        }
    }

    @Test
    void putsThroughToTheConnectionsThatAreAsTheyMustBe() {
        try (GenericApplicationContext context = start()) {
            Switchboard switchboard = context.getBean(Switchboard.class);
            var tenant = new TenantId("acme");
            assertThat(switchboard.connect(tenant, new ConnectionId("github-acme")))
                    .isPresent();
            assertThat(switchboard.connect(tenant, new ConnectionId("broken"))).isEmpty();
        }
    }

    @Test
    void readsTheConfigurationFromAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("grantkeeper.json"), CONFIG);
        environment.put("GRANTKEEPER_CONFIG", "file:" + file);
        try (GenericApplicationContext context = start()) {
            assertThat(context.getBean(Connections.class).all()).hasSize(1);
        }
    }

    @Test
    void saysWhatIsWrongWithAConfigurationThatCannotBeUsed() {
        environment.put("GRANTKEEPER_CONFIG", "{\"tenant\": ");
        assertThatTheBean(Connections.class, "GRANTKEEPER_CONFIG cannot be used", "line 1, column");
    }

    @ParameterizedTest
    @CsvSource({
        "GRANTKEEPER_TABLE, io.grantkeeper.identity.store.AccessStore, the name of the DynamoDB table",
        "GRANTKEEPER_DEAD_LETTER_QUEUE_URL, io.grantkeeper.identity.work.DeadLetters, the queue's URL",
        "GRANTKEEPER_SYNC_QUEUE_URL, io.grantkeeper.functions.work.Rereads, the queue's URL",
        "GRANTKEEPER_CONFIG, io.grantkeeper.functions.connections.Switchboard, the configuration as JSON"
    })
    void namesTheVariableThatIsMissingWhenItIsFirstNeeded(String variable, Class<?> port, String form) {
        environment.remove(variable);
        assertThatTheBean(port, variable + " is not set; set it to ", form);
        environment.put(variable, "  ");
        assertThatTheBean(port, variable + " is not set; set it to ", form);
    }

    @Test
    void namesAVariableThatIsNoAddress() {
        environment.put("GRANTKEEPER_DEAD_LETTER_QUEUE_URL", "dead-letters");
        assertThatTheBean(DeadLetters.class, "GRANTKEEPER_DEAD_LETTER_QUEUE_URL is no address", "https://sqs.");
    }

    private void assertThatTheBean(Class<?> port, String... told) {
        try (GenericApplicationContext context = start()) { // starting needs none of them
            assertThatThrownBy(() -> context.getBean(port))
                    .rootCause()
                    .hasMessageContainingAll(told)
                    .message()
                    .doesNotContain("canary");
        }
    }

    private GenericApplicationContext start() {
        var context = new GenericApplicationContext();
        context.register(new AwsPorts(environment));
        context.refresh();
        return context;
    }
}
