package io.grantkeeper.connectors.entra;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.webhook.PushChannel.MaintenanceResult;
import io.grantkeeper.connector.webhook.PushChannel.Subscription;
import io.grantkeeper.connector.webhook.PushChannelSecret;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.connector.webhook.WebhookOutcome.Accepted;
import io.grantkeeper.connector.webhook.WebhookOutcome.Handshake;
import io.grantkeeper.connector.webhook.WebhookRequest;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.company.GoogleAccountStatus;
import io.grantkeeper.simulator.entra.EntraTenant;
import io.grantkeeper.simulator.http.DeliveryMode;
import io.grantkeeper.simulator.http.SimulatorRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tests the whole lifecycle of a notification subscription: it is created, validated, used for deliveries,
 * renewed, lost and created again.
 */
class EntraSimulatedPushTest {
    private final EntraTestTenant tenant = new EntraTestTenant();
    private final EntraPushChannel channel = new EntraPushChannel();
    private final List<WebhookOutcome> heard = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    EntraSimulatedPushTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void startEndpoint() {
        server.createContext("/", exchange -> {
            String query =
                    Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
            WebhookRequest request = new WebhookRequest(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    SimulatorRequest.decodeForm(query),
                    Map.of(),
                    exchange.getRequestBody().readAllBytes());
            try {
                WebhookOutcome outcome = new EntraWebhooks().accept(tenant.session(), request);
                heard.add(outcome);
                byte[] body = outcome instanceof Handshake(int _, String _, String text)
                        ? text.getBytes(StandardCharsets.UTF_8)
                        : new byte[] {' '};
                exchange.sendResponseHeaders(outcome instanceof WebhookOutcome.Refused ? 401 : 200, body.length);
                exchange.getResponseBody().write(body);
            } catch (ConnectorException e) {
                throw new IOException(e);
            } finally {
                exchange.close();
            }
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
        tenant.close();
    }

    private MaintenanceResult maintain(List<Subscription> standing) throws ConnectorException {
        return maintain(standing, "127.0.0.1");
    }

    private MaintenanceResult maintain(List<Subscription> standing, String host) throws ConnectorException {
        URI endpoint =
                URI.create("http://%s:%d".formatted(host, server.getAddress().getPort()));
        return channel.maintain(tenant.session(), standing, Optional.of(endpoint));
    }

    private static Subscription notifications(MaintenanceResult maintained) {
        return maintained.subscriptions().stream()
                .filter(each -> each.stream().equals(EntraPushChannel.NAME))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void answersValidationRequestsForBothUrlsAndRereadsChangedUser() throws ConnectorException {
        maintain(List.of());
        assertThat(heard).hasSize(2).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Handshake.class));
        heard.clear();

        CompanyPerson person = tenant.simulator.company().people().active().getFirst();
        tenant.simulator.company().people().setStatus(person.id(), GoogleAccountStatus.SUSPENDED);
        tenant.entra().notifications().deliver(DeliveryMode.withDuplicates());

        assertThat(heard)
                .hasSize(2)
                .allSatisfy(outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Accepted.class,
                                accepted -> assertThat(accepted.rereads())
                                        .containsExactly(EntraListingStream.singleObject(
                                                EntraUsersStream.ID, EntraTenant.userId(person.email())))));
        assertThat(heard.getFirst()).isEqualTo(heard.getLast());
    }

    @Test
    void renewsSubscriptionOnEveryRun() throws ConnectorException {
        MaintenanceResult first = maintain(List.of());
        tenant.simulator.clock().advance(Duration.ofDays(1));
        MaintenanceResult second = maintain(first.subscriptions());
        assertThat(notifications(second).id()).isEqualTo(notifications(first).id());
        assertThat(notifications(second).expires())
                .isEqualTo(notifications(first).expires().plus(Duration.ofDays(1)));
    }

    @Test
    void recreatesRemovedSubscriptionAndRereadsUsers() throws ConnectorException {
        MaintenanceResult first = maintain(List.of());
        tenant.entra().notifications().deliverLifecycle("subscriptionRemoved");
        assertThat(heard.getLast())
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted ->
                                assertThat(accepted.rereads()).containsExactly(Partition.whole(EntraUsersStream.ID)));
        MaintenanceResult second = maintain(first.subscriptions());
        assertThat(notifications(second).id()).isNotEqualTo(notifications(first).id());
        assertThat(second.rereads()).contains(Partition.whole(EntraUsersStream.ID));
    }

    /**
     * Graph renews a subscription even if its URL is outdated. If the endpoint has moved, the old subscription would
     * therefore be renewed forever although nothing receives its notifications.
     */
    @Test
    void replacesAndDeletesSubscriptionWithOutdatedUrl() throws ConnectorException {
        MaintenanceResult before = maintain(List.of());
        MaintenanceResult moved = maintain(before.subscriptions(), "localhost");
        assertThat(notifications(moved).id()).isNotEqualTo(notifications(before).id());
        assertThat(moved.rereads()).contains(Partition.whole(EntraUsersStream.ID));
        heard.clear();
        tenant.entra().notifications().deliverLifecycle("missed");
        assertThat(heard).as("deliveries of the active subscription").hasSize(1);
        assertThat(notifications(maintain(moved.subscriptions(), "localhost")).id())
                .isEqualTo(notifications(moved).id());
    }

    @Test
    void replacesSubscriptionCreatedWithAnotherSecret() throws ConnectorException {
        MaintenanceResult before = maintain(List.of());
        List<Subscription> ofAnotherSecret = before.subscriptions().stream()
                .map(each -> each.stream().equals(EntraPushChannel.NAME)
                        ? new Subscription(each.stream(), each.id(), "users another", each.expires())
                        : each)
                .toList();
        MaintenanceResult rotated = maintain(ofAnotherSecret);
        assertThat(notifications(rotated).id())
                .isNotEqualTo(notifications(before).id());
        assertThat(notifications(rotated).resource())
                .as("does not reveal the secret part of the URL")
                .isEqualTo(notifications(before).resource())
                .doesNotContain(PushChannelSecret.required(tenant.session()).pathPart());
    }
}
