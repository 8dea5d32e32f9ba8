package io.grantkeeper.connectors.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.HttpOptions;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.connectors.ForeignDouble;
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

/** The connector against doubles that others wrote; skipped where they cannot be fetched. */
@DisplayName("Doubles of others")
class OtherDoublesIT {
    private static final String TENANT = "7b0cb9e4-5d0f-4c8e-9d0b-2f6f3c1a9e10";

    @TempDir
    private Path folder;

    /** Knows client credentials, and users by an id that it makes up: so a user who is not there is asked for. */
    @Test
    @DisplayName("emulate, from npm: signs in, and is told in Graph's form that a user is not there")
    void emulate() throws Exception {
        assumeTrue(
                ForeignDouble.install(folder, ForeignDouble.EMULATE),
                () -> "npm cannot fetch " + ForeignDouble.EMULATE);
        try (ForeignDouble server = ForeignDouble.emulate(folder, "microsoft", "{}")) {
            assumeTrue(server.listens(), () -> ForeignDouble.EMULATE + " does not start: " + server.log());
            String base = server.address().toString();
            try (SessionFactory factory = factory(EntraAuthenticator.SECRET, "any")) {
                ProviderSession session = open(factory, base, base + "/oauth2/v2.0/token");
                Optional<JsonBody> nobody = Calls.find(session, Address.of("users", TENANT));
                assertThat(nobody).isEmpty();
                // What it does not know is refused in a form that is not Graph's, and that proves nothing.
                assertThat(catchThrowableOfType(
                                        ConnectorException.class,
                                        () -> Calls.find(session, Address.of("servicePrincipals", TENANT)))
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
                HttpOptions.impatient(Duration.ofSeconds(20)));
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
