package io.grantkeeper.connectors.entra;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.webhook.ChannelSecret;
import io.grantkeeper.connector.webhook.PushChannel.Subscription;
import io.grantkeeper.connector.webhook.PushChannel.Tended;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.connector.webhook.WebhookOutcome.Accepted;
import io.grantkeeper.connector.webhook.WebhookOutcome.Handshake;
import io.grantkeeper.connector.webhook.WebhookRequest;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.simulator.company.Person;
import io.grantkeeper.simulator.company.PersonStatus;
import io.grantkeeper.simulator.entra.EntraTenant;
import io.grantkeeper.simulator.http.DeliveryManner;
import io.grantkeeper.simulator.http.Request;
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

/** The whole way of a notification: subscribed, validated, delivered, renewed, lost and made anew. */
class SimulatedPushTest {
    private final Tenant tenant = new Tenant();
    private final EntraPushChannel channel = new EntraPushChannel();
    private final List<WebhookOutcome> heard = new CopyOnWriteArrayList<>();
    private final HttpServer front;

    SimulatedPushTest() throws IOException {
        front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void listen() {
        front.createContext("/", exchange -> {
            String query =
                    Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
            WebhookRequest request = new WebhookRequest(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    Request.decodeForm(query),
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
        front.start();
    }

    @AfterEach
    void close() {
        front.stop(0);
        tenant.close();
    }

    private Tended tend(List<Subscription> standing) throws ConnectorException {
        return tend(standing, "127.0.0.1");
    }

    private Tended tend(List<Subscription> standing, String host) throws ConnectorException {
        URI endpoint =
                URI.create("http://%s:%d".formatted(host, front.getAddress().getPort()));
        return channel.tend(tenant.session(), standing, Optional.of(endpoint));
    }

    private static Subscription notifications(Tended tended) {
        return tended.subscriptions().stream()
                .filter(each -> each.stream().equals(EntraPushChannel.NAME))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void bothAddressesAreValidatedAndAChangedUserIsReadAgain() throws ConnectorException {
        tend(List.of());
        assertThat(heard).hasSize(2).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Handshake.class));
        heard.clear();

        Person person = tenant.simulator.company().people().active().getFirst();
        tenant.simulator.company().people().setStatus(person.id(), PersonStatus.SUSPENDED);
        tenant.entra().notifications().deliver(DeliveryManner.withDuplicates());

        assertThat(heard)
                .hasSize(2)
                .allSatisfy(outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Accepted.class,
                                accepted -> assertThat(accepted.rereads())
                                        .containsExactly(DirectoryListing.onlyOne(
                                                UsersStream.ID, EntraTenant.userId(person.email())))));
        assertThat(heard.getFirst()).isEqualTo(heard.getLast());
    }

    @Test
    void everyTendingRenewsTheSubscription() throws ConnectorException {
        Tended first = tend(List.of());
        tenant.simulator.clock().advance(Duration.ofDays(1));
        Tended second = tend(first.subscriptions());
        assertThat(notifications(second).id()).isEqualTo(notifications(first).id());
        assertThat(notifications(second).expires())
                .isEqualTo(notifications(first).expires().plus(Duration.ofDays(1)));
    }

    @Test
    void aSubscriptionThatWasRemovedIsMadeAnewAndUsersAreReadAgain() throws ConnectorException {
        Tended first = tend(List.of());
        tenant.entra().notifications().deliverLifecycle("subscriptionRemoved");
        assertThat(heard.getLast())
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.rereads()).containsExactly(Partition.whole(UsersStream.ID)));
        Tended second = tend(first.subscriptions());
        assertThat(notifications(second).id()).isNotEqualTo(notifications(first).id());
        assertThat(second.rereads()).contains(Partition.whole(UsersStream.ID));
    }

    /** Graph renews a subscription to wherever it led: after a move it would be renewed for ever, and heard by nobody. */
    @Test
    void aSubscriptionThatLeadsElsewhereIsMadeAnewAndTheOldOneEnded() throws ConnectorException {
        Tended before = tend(List.of());
        Tended moved = tend(before.subscriptions(), "localhost");
        assertThat(notifications(moved).id()).isNotEqualTo(notifications(before).id());
        assertThat(moved.rereads()).contains(Partition.whole(UsersStream.ID));
        heard.clear();
        tenant.entra().notifications().deliverLifecycle("missed");
        assertThat(heard).as("deliveries of the one that stands").hasSize(1);
        assertThat(notifications(tend(moved.subscriptions(), "localhost")).id())
                .isEqualTo(notifications(moved).id());
    }

    @Test
    void aSubscriptionThatWasOpenedWithAnotherSecretIsMadeAnew() throws ConnectorException {
        Tended before = tend(List.of());
        List<Subscription> ofAnotherSecret = before.subscriptions().stream()
                .map(each -> each.stream().equals(EntraPushChannel.NAME)
                        ? new Subscription(each.stream(), each.id(), "users another", each.expires())
                        : each)
                .toList();
        Tended rotated = tend(ofAnotherSecret);
        assertThat(notifications(rotated).id())
                .isNotEqualTo(notifications(before).id());
        assertThat(notifications(rotated).resource())
                .as("says nothing of the address' secret part")
                .isEqualTo(notifications(before).resource())
                .doesNotContain(ChannelSecret.required(tenant.session()).pathPart());
    }
}
