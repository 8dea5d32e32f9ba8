package io.grantkeeper.simulator.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.SimulatorTestClient;
import io.grantkeeper.simulator.WebhookInbox;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.http.DeliveryMode;
import io.grantkeeper.simulator.http.SimulatorRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Tests Google's push channels: a call opens a channel, only the channel's token proves the origin of its messages, and
 * the channel expires after six hours.
 */
class PushChannelsTest {

    private static final String WATCH = "/admin/reports/v1/activity/users/all/applications/token/watch";

    private final ProviderSimulator simulator = ProviderSimulator.start(Company.demo());
    private final SimulatorTestClient client = new SimulatorTestClient(simulator);
    private final WebhookInbox inbox = new WebhookInbox();

    @AfterEach
    void stop() {
        inbox.close();
        simulator.close();
    }

    private SimulatorTestClient.Answer watch(String id, String address) {
        return client.google(
                "POST",
                WATCH + "?eventName=authorize",
                client.googleToken(GoogleDoubleScopes.REPORTS),
                "{\"id\":\"%s\",\"type\":\"web_hook\",\"address\":\"%s\",\"token\":\"let-me-in\",\"payload\":true}"
                        .formatted(id, address));
    }

    private void grantAccessToAnApp() {
        var company = simulator.company();
        var dana = company.people().find("dana.cole@larkfield.example").orElseThrow();
        var grant = company.google().grantsOf(dana.id()).getFirst();
        company.onGoogle()
                .consent(dana, grant.app(), grant.scopes(), simulator.clock().instant());
    }

    private static String header(SimulatorRequest message, String name) {
        return message.header(name).orElse("");
    }

    @Test
    void sendsSyncMessageFirst() {
        watch("c1", inbox.address().toString());
        simulator.pushChannels().deliver();
        assertThat(inbox.received()).singleElement().satisfies(message -> {
            assertThat(header(message, "X-Goog-Resource-State")).isEqualTo("sync");
            assertThat(header(message, "X-Goog-Channel-Token")).isEqualTo("let-me-in");
            assertThat(message.body()).isEmpty();
        });
    }

    @Test
    void pushesVisibleActivitiesWithIncreasingMessageNumbers() {
        watch("c1", inbox.address().toString());
        for (int i = 0; i < 30; i++) {
            grantAccessToAnApp();
        }
        simulator.pushChannels().deliver();
        assertThat(inbox.received()).hasSize(1);
        simulator.clock().advance(Duration.ofMinutes(14));
        simulator.pushChannels().deliver();
        List<SimulatorRequest> activities =
                inbox.received().subList(1, inbox.received().size());
        assertThat(activities).hasSizeGreaterThan(10).allSatisfy(message -> {
            assertThat(header(message, "X-Goog-Resource-State")).isEqualTo("authorize");
            assertThat(message.bodyText()).contains("admin#reports#activity");
        });
        assertThat(activities.stream().map(message -> Long.parseLong(header(message, "X-Goog-Message-Number"))))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void retriesMessageAfterServerErrorAndDropsItAfterClientError() {
        watch("c1", inbox.address().toString());
        inbox.respondWith(503);
        simulator.pushChannels().deliver();
        assertThat(simulator.pushChannels().pending()).isEqualTo(1);
        inbox.respondWith(404);
        simulator.pushChannels().deliver();
        assertThat(simulator.pushChannels().pending()).isZero();
    }

    @Test
    void sendsDuplicatesOnRequest() {
        watch("c1", inbox.address().toString());
        simulator.pushChannels().deliver(DeliveryMode.withDuplicates());
        assertThat(inbox.received()).hasSize(2);
    }

    @Test
    void channelExpiresAfterSixHours() {
        watch("c1", inbox.address().toString());
        simulator.pushChannels().deliver();
        simulator.clock().advance(Duration.ofHours(6));
        grantAccessToAnApp();
        simulator.clock().advance(Duration.ofHours(6));
        assertThat(simulator.pushChannels().open()).isEmpty();
        assertThat(simulator.pushChannels().deliver()).isEmpty();
    }

    @Test
    void removesStoppedChannel() {
        var opened = watch("c1", inbox.address().toString()).json();
        String stop =
                "{\"id\":\"c1\",\"resourceId\":\"" + opened.path("resourceId").asString() + "\"}";
        String token = client.googleToken(GoogleDoubleScopes.REPORTS);
        assertThat(client.google("POST", "/admin/reports_v1/channels/stop", token, stop)
                        .status())
                .isEqualTo(204);
        assertThat(client.google("POST", "/admin/reports_v1/channels/stop", token, stop)
                        .status())
                .isEqualTo(404);
        assertThat(simulator.pushChannels().deliver()).isEmpty();
    }

    @Test
    void rejectsReusedChannelIdAndInsecureAddress() {
        assertThat(watch("c1", inbox.address().toString()).status()).isEqualTo(200);
        assertThat(watch("c1", inbox.address().toString()).status()).isEqualTo(400);
        assertThat(watch("c2", "http://elsewhere.example/hook").status()).isEqualTo(401);
        assertThat(watch("c3", "https://hooks.larkfield.example/g").status()).isEqualTo(200);
    }
}
