package io.grantkeeper.connectors.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.webhook.PushChannel.MaintenanceResult;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.connector.webhook.WebhookOutcome.Accepted;
import io.grantkeeper.connector.webhook.WebhookOutcome.Ignored;
import io.grantkeeper.connector.webhook.WebhookRequest;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.company.GoogleApp;
import io.grantkeeper.simulator.google.SimulatedPushChannel;
import io.grantkeeper.simulator.google.SimulatedPushChannels.Message;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests deliveries that the simulated tenant pushes on channels that the connector opened. */
class GoogleSimulatedPushTest {
    /**
     * The URL for deliveries. No receiver runs at this URL; the test takes the deliveries from the simulator's
     * record.
     */
    private static final URI ENDPOINT = URI.create("http://127.0.0.1:9/webhooks/google-larkfield");

    private final GoogleTestTenant tenant = new GoogleTestTenant();

    @AfterEach
    void stop() {
        tenant.close();
    }

    @Test
    void countsEveryConsentOnceDespiteOverlappingChannels() throws ConnectorException {
        MaintenanceResult maintained = maintain(List.of());
        assertThat(deliver()).hasSize(3).hasOnlyElementsOfType(Ignored.class);

        tenant.simulator.clock().advance(Duration.ofMinutes(5 * 60 + 30));
        consent("during-overlap");
        maintained = maintain(maintained.subscriptions());
        assertThat(maintained.subscriptions()).hasSize(6);
        deliver();
        consent("after-renewal");
        tenant.simulator.clock().advance(Duration.ofMinutes(29));
        List<WebhookOutcome> outcomes = new ArrayList<>(deliver());
        tenant.simulator.clock().advance(Duration.ofHours(5));
        outcomes.addAll(deliver());

        List<Accepted> accepted = outcomes.stream()
                .filter(Accepted.class::isInstance)
                .map(Accepted.class::cast)
                .toList();
        Map<String, Set<List<AccessObservation>>> byDelivery = accepted.stream()
                .collect(Collectors.groupingBy(
                        Accepted::deliveryId, Collectors.mapping(Accepted::evidence, Collectors.toSet())));
        assertThat(byDelivery.values()).allSatisfy(same -> assertThat(same).hasSize(1));
        assertThat(accepted)
                .flatExtracting(Accepted::evidence)
                .anySatisfy(each -> assertThat(each.key().toString()).contains("after-renewal"));
        assertThat(accepted).allSatisfy(each -> assertThat(each.rereads()).isNotEmpty());
    }

    private void consent(String client) {
        CompanyPerson person = tenant.company().people().active().getFirst();
        GoogleApp app = new GoogleApp(client, client, false, false);
        tenant.company()
                .onGoogle()
                .consent(
                        person, app, List.of("openid"), tenant.simulator.clock().instant());
    }

    private MaintenanceResult maintain(List<io.grantkeeper.connector.webhook.PushChannel.Subscription> standing)
            throws ConnectorException {
        return tenant.connector.pushChannel().orElseThrow().maintain(tenant.session(), standing, Optional.of(ENDPOINT));
    }

    private List<WebhookOutcome> deliver() throws ConnectorException {
        Map<String, String> paths = tenant.simulator.pushChannels().open().stream()
                .collect(Collectors.toMap(
                        SimulatedPushChannel::id,
                        channel -> channel.address()
                                .getPath()
                                .substring(ENDPOINT.getPath().length())));
        List<WebhookOutcome> outcomes = new ArrayList<>();
        for (Message message : tenant.simulator.pushChannels().deliver()) {
            String path = paths.get(message.headers().get("X-Goog-Channel-ID"));
            if (path != null) {
                outcomes.add(tenant.connector
                        .webhooks()
                        .orElseThrow()
                        .accept(
                                tenant.session(),
                                new WebhookRequest(
                                        "POST",
                                        path,
                                        Map.of(),
                                        message.headers(),
                                        message.body().getBytes(StandardCharsets.UTF_8))));
            }
        }
        return outcomes;
    }
}
