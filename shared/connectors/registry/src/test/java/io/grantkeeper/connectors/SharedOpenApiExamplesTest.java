package io.grantkeeper.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamKind;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.ProviderHttpOptions;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.connectors.okta.OktaConnector;
import io.grantkeeper.connectors.openai.OpenAiConnector;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.work.Partition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Reads the examples in the current OpenAPI descriptions of Okta and OpenAI. No package registry provides the
 * descriptions, so the test is skipped unless the examples are available next to the project. The parsers read the
 * examples with the vendors' own names and types.
 */
@DisplayName("The examples in the vendors' OpenAPI descriptions")
class SharedOpenApiExamplesTest {
    private static final Path FOLDER =
            Path.of("../../../../shared/data/payloads").toAbsolutePath().normalize();

    @Test
    @DisplayName("of Okta can be read by its streams")
    void readsOktaExamples() throws Exception {
        try (VendorExampleServer examples = server("okta", "{\"errorCode\":\"E0000007\"}")) {
            Map<String, Integer> rows = read(
                    new OktaConnector(), Map.of("base-url", examples.address().toString()), "api-token", examples);
            assertThat(rows.keySet()).contains("users", "api-tokens", "apps", "app-credentials", "api-services");
            assertThat(rows.get("users")).isPositive();
            assertThat(rows.get("api-tokens")).isPositive();
            assertThat(examples.requestedRoutes())
                    .contains("/api/v1/api-tokens", "/api/v1/apps", "/api/v1/users", "/api/v1/logs");
        }
    }

    @Test
    @DisplayName("of OpenAI can be read by its streams")
    void readsOpenAiExamples() throws Exception {
        try (VendorExampleServer examples = server("openai", "{\"error\":{\"type\":\"invalid_request_error\"}}")) {
            Map<String, Integer> rows = read(
                    new OpenAiConnector(), Map.of("base-url", examples.address().toString()), "admin-key", examples);
            assertThat(rows.keySet())
                    .containsAll(Set.of(
                            "admin-keys",
                            "project-keys",
                            "service-accounts",
                            "users",
                            "invites",
                            "certificates",
                            "audit-log"));
            for (String stream :
                    Set.of("admin-keys", "project-keys", "service-accounts", "users", "certificates", "audit-log")) {
                assertThat(rows.get(stream)).as(stream).isPositive();
            }
        }
    }

    private static VendorExampleServer server(String vendor, String missing) throws IOException {
        Path file = FOLDER.resolve(vendor + "/openapi-examples.json");
        assumeTrue(Files.exists(file), "the vendors' examples are not available next to the project");
        return new VendorExampleServer(file, missing);
    }

    /**
     * Returns the number of rows that each stream reads. Streams that need an example that is missing from the
     * description are omitted.
     */
    private static Map<String, Integer> read(
            Connector connector, Map<String, String> settings, String slot, VendorExampleServer examples)
            throws ConnectorException {
        try (SessionFactory factory = new SessionFactory(
                (_, asked) -> asked.equals(slot) ? Optional.of(Secret.of("example-secret")) : Optional.empty(),
                _ -> RateBudget.unlimited(),
                Clock.systemUTC(),
                ProviderHttpOptions.shortTimeouts(Duration.ofMinutes(1)))) {
            ProviderSession session = factory.open(
                    connector,
                    Connection.of(
                            new TenantId("acme"), new ConnectionId("acme"), connector.provider(), settings, Map.of()));
            Map<String, Integer> rows = new TreeMap<>();
            for (AccessStream stream : connector.streams()) {
                try {
                    rows.put(stream.id().value(), read(stream, session));
                } catch (ConnectorException e) {
                    assertThat(e.problem())
                            .as("%s, asked for %s", stream.id(), examples.requestedRoutes())
                            .isInstanceOfAny(NotFound.class, NotOffered.class);
                }
            }
            return rows;
        }
    }

    private static int read(AccessStream stream, ProviderSession session) throws ConnectorException {
        int rows = 0;
        for (Partition planned : stream.partitions(session, Set.of())) {
            Partition partition = stream.kind() == StreamKind.LOG
                    ? new LogWindow(Optional.empty(), session.clock().instant()).addTo(planned)
                    : planned;
            StreamPage page = stream.read(session, partition, PartitionCursor.start());
            rows += page.items().size();
            assertThat(page).as(stream.id() + " has one page").isInstanceOf(StreamPage.Last.class);
        }
        return rows;
    }
}
