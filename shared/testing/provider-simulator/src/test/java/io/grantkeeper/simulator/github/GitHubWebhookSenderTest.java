package io.grantkeeper.simulator.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.SimulatorTestClient;
import io.grantkeeper.simulator.WebhookInbox;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.http.DeliveryMode;
import io.grantkeeper.simulator.http.SimulatorRequest;
import io.grantkeeper.simulator.signing.HexDigests;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests how GitHub's webhook messages reach a receiver, and what happens to failed deliveries. */
class GitHubWebhookSenderTest {

    private static final String SECRET = "not a real secret";

    private final ProviderSimulator simulator = ProviderSimulator.start(Company.demo());
    private final SimulatorTestClient client = new SimulatorTestClient(simulator);
    private final WebhookInbox inbox = new WebhookInbox();

    @BeforeEach
    void stepDay() {
        simulator.company().stepDay();
    }

    @AfterEach
    void stop() {
        inbox.close();
        simulator.close();
    }

    @Test
    void signsRawBytesOfBody() {
        simulator.deliverTo(inbox.address(), SECRET);
        assertThat(inbox.received()).isNotEmpty().allSatisfy(message -> {
            assertThat(message.header("X-Hub-Signature-256"))
                    .contains("sha256=" + HexDigests.hmacSha256(SECRET, message.body()));
            assertThat(message.header("X-GitHub-Delivery")).isPresent();
            assertThat(message.header("X-GitHub-Hook-Installation-Target-Type")).contains("integration");
        });
    }

    @Test
    void queuesWebhooksForLeaverDeployKeyAndTokenRequestOnFirstDay() {
        assertThat(simulator.pendingWebhooks())
                .extracting(message -> message.event() + '.' + message.action().orElse(""))
                .containsExactlyInAnyOrder(
                        "organization.member_removed", "deploy_key.created", "personal_access_token_request.created");
    }

    @Test
    void deliveredMessagesAreNoLongerPending() {
        simulator.deliverTo(inbox.address(), SECRET);
        assertThat(simulator.pendingWebhooks()).isEmpty();
        assertThat(simulator.deliverTo(inbox.address(), SECRET)).isEmpty();
    }

    @Test
    void sendsDuplicateWithIdAndBodyOfOriginal() {
        int once = simulator.pendingWebhooks().size();
        simulator.webhooks().deliverTo(inbox.address(), SECRET, DeliveryMode.withDuplicates());
        assertThat(inbox.received()).hasSize(2 * once);
        assertThat(inbox.received().stream().map(GitHubWebhookSenderTest::id).distinct())
                .hasSize(once);
    }

    @Test
    void shufflesDeliveriesReproducibly() {
        List<String> inOrder = simulator.pendingWebhooks().stream()
                .map(SimulatedWebhookDelivery::guid)
                .toList();
        var sent = simulator
                .webhooks()
                .deliverTo(inbox.address(), SECRET, DeliveryMode.inOrder().shuffled(1));
        List<String> asSent = sent.stream().map(SimulatedWebhookDelivery::guid).toList();
        assertThat(asSent).containsExactlyInAnyOrderElementsOf(inOrder).isNotEqualTo(inOrder);
        assertThat(asSent).isEqualTo(DeliveryMode.inOrder().shuffled(1).arrange(inOrder));
    }

    @Test
    void redeliversFailedDeliveryOnlyOnRequest() {
        inbox.respondWith(500);
        simulator.deliverTo(inbox.address(), SECRET);
        int failed = inbox.received().size();
        inbox.respondWith(202);
        String assertion = client.appAssertion();
        var listed = client.gitHub("GET", "/app/hook/deliveries?status=failure", assertion, "")
                .json();
        assertThat(listed).hasSize(failed);
        assertThat(listed.path(0).path("status_code").asInt()).isEqualTo(500);
        long id = listed.path(0).path("id").asLong();
        var asked = client.gitHub("POST", "/app/hook/deliveries/" + id + "/attempts", assertion, "");
        assertThat(asked.status()).isEqualTo(202);
        assertThat(inbox.received()).hasSize(failed + 1);
        assertThat(id(inbox.received().getLast()))
                .isEqualTo(listed.path(0).path("guid").asString());
        assertThat(client.gitHub("GET", "/app/hook/deliveries?status=success", assertion, "")
                        .json()
                        .path(0)
                        .path("redelivery")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void pagesDeliveriesByCursorAndExpiresThemAfterThreeDays() {
        simulator.webhooks().loseAll();
        var first = client.gitHub("GET", "/app/hook/deliveries?per_page=2", client.appAssertion(), "");
        assertThat(first.json()).hasSize(2);
        assertThat(first.header("link")).contains("cursor=").contains("rel=\"next\"");
        simulator.clock().advance(Duration.ofDays(3));
        assertThat(client.gitHub("GET", "/app/hook/deliveries", client.appAssertion(), "")
                        .json())
                .isEmpty();
    }

    @Test
    void recordsConnectionFailure() {
        inbox.close();
        assertThat(simulator.deliverTo(inbox.address(), SECRET))
                .isNotEmpty()
                .allSatisfy(attempt ->
                        assertThat(attempt.receipt().orElseThrow().status()).isEqualTo(502));
    }

    private static String id(SimulatorRequest message) {
        return message.header("X-GitHub-Delivery").orElse("");
    }
}
