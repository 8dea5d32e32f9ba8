package io.grantkeeper.connectors.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.webhook.PushChannel.MaintenanceResult;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.connector.webhook.WebhookOutcome.Accepted;
import io.grantkeeper.connector.webhook.WebhookRequest;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.simulator.company.GitHubAccount;
import io.grantkeeper.simulator.company.GitHubRepository;
import io.grantkeeper.simulator.company.SimulatedDeployKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Webhooks delivered over HTTP")
class GitHubWebhookDeliveryTest {
    private final List<WebhookOutcome> outcomes = new CopyOnWriteArrayList<>();
    private GitHubTenantDouble tenant;
    private HttpServer receiver;

    @BeforeEach
    void start() throws IOException {
        tenant = GitHubTenantDouble.start();
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
            WebhookRequest request = new WebhookRequest(
                    exchange.getRequestMethod(),
                    "",
                    Map.of(),
                    headers,
                    exchange.getRequestBody().readAllBytes());
            outcomes.add(accept(request));
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
        tenant.close();
    }

    @Test
    void rereadsChangedListing() {
        GitHubAccount leaver =
                tenant.simulator.company().gitHub().members().all().getFirst();
        tenant.simulator.company().onGitHub().removeMember(leaver, "bencarter-it", tenant.now());
        SimulatedDeployKey key =
                tenant.simulator.company().gitHub().deployKeys().all().getFirst();
        GitHubRepository repository = tenant.simulator
                .company()
                .gitHub()
                .repositories()
                .find(key.repositoryId())
                .orElseThrow();
        tenant.simulator.company().onGitHub().removeDeployKey(key.id(), repository, "bencarter-it", tenant.now());
        tenant.simulator.deliverTo(address(), GitHubTenantDouble.WEBHOOK_SECRET);
        assertThat(rereads())
                .contains(
                        Partition.whole(GitHubMembersStream.ID),
                        GitHubRepositoryPartitions.singleRepository(
                                GitHubDeployKeysStream.ID, repository.id(), repository.name()));
    }

    @Test
    void requestsRedeliveryOfLostWebhooks() throws ConnectorException {
        GitHubAccount leaver =
                tenant.simulator.company().gitHub().members().all().getFirst();
        tenant.simulator.webhooks().configure(address(), GitHubTenantDouble.WEBHOOK_SECRET);
        tenant.simulator.company().onGitHub().removeMember(leaver, "bencarter-it", tenant.now());
        tenant.simulator.webhooks().loseAll();
        assertThat(outcomes).isEmpty();
        assertThat(maintain().rereads()).containsExactly(Partition.whole(GitHubMembersStream.ID));
        assertThat(rereads()).containsExactly(Partition.whole(GitHubMembersStream.ID));
        assertThat(maintain().rereads()).isEmpty();
        assertThat(outcomes).hasSize(1);
    }

    private MaintenanceResult maintain() throws ConnectorException {
        return tenant.connector
                .pushChannel()
                .orElseThrow()
                .maintain(tenant.session(), List.of(), Optional.of(address()));
    }

    private List<Partition> rereads() {
        return outcomes.stream()
                .map(outcome -> (Accepted) outcome)
                .flatMap(accepted -> accepted.rereads().stream())
                .distinct()
                .toList();
    }

    private WebhookOutcome accept(WebhookRequest request) {
        try {
            return tenant.connector.webhooks().orElseThrow().accept(tenant.session(), request);
        } catch (ConnectorException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hooks");
    }
}
