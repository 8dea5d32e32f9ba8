package io.grantkeeper.connectors.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.ProviderHttpOptions;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.connector.testkit.ThirdPartyDouble;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the connector against third-party test doubles. The test is skipped if they cannot be downloaded. */
@DisplayName("Third-party test doubles")
class EntraThirdPartyDoublesIT {
    private static final String TENANT = "7b0cb9e4-5d0f-4c8e-9d0b-2f6f3c1a9e10";

    @TempDir
    private Path folder;

    /**
     * Uses a double that supports client credentials. The double generates the ids of its users, so the test requests a
     * user that does not exist.
     */
    @Test
    @DisplayName("emulate, from npm: issues a token, and reports a missing user in Graph's format")
    void authenticatesWithEmulateServerAndReportsUnknownUserAsNotFound() throws Exception {
        assumeTrue(
                ThirdPartyDouble.install(folder, ThirdPartyDouble.EMULATE),
                () -> "npm cannot fetch " + ThirdPartyDouble.EMULATE);
        try (ThirdPartyDouble server = ThirdPartyDouble.emulate(folder, "microsoft", "{}")) {
            assumeTrue(server.awaitReady(), () -> ThirdPartyDouble.EMULATE + " does not start: " + server.log());
            String base = server.address().toString();
            try (SessionFactory factory = factory(EntraAuthenticator.SECRET, "any")) {
                ProviderSession session = open(factory, base, base + "/oauth2/v2.0/token");
                Optional<JsonNodeReader> nobody = EntraClient.find(session, GraphRequestUri.of("users", TENANT));
                assertThat(nobody).isEmpty();
                // The double rejects unknown requests in a format other than Graph's, which reveals nothing about the
                // connector.
                assertThat(catchThrowableOfType(
                                        ConnectorException.class,
                                        () -> EntraClient.find(
                                                session, GraphRequestUri.of("servicePrincipals", TENANT)))
                                .problem())
                        .isInstanceOf(Misconfigured.class);
            }
        }
    }

    private static SessionFactory factory(String slot, String secret) {
        return new SessionFactory(
                (_, asked) -> asked.equals(slot) ? Optional.of(Secret.of(secret)) : Optional.empty(),
                _ -> RateBudget.unlimited(),
                Clock.systemUTC(),
                ProviderHttpOptions.shortTimeouts(Duration.ofMinutes(1)));
    }

    private static ProviderSession open(SessionFactory factory, String base, String tokens) {
        return factory.open(
                new EntraConnector(),
                Connection.of(
                        new TenantId("acme"),
                        new ConnectionId("entra-acme"),
                        EntraConnector.PROVIDER,
                        Map.of(
                                EntraSettings.TENANT_ID, TENANT,
                                EntraSettings.CLIENT_ID, TENANT,
                                EntraSettings.BASE_URL, base,
                                EntraSettings.TOKEN_URL, tokens),
                        Map.of()));
    }
}
