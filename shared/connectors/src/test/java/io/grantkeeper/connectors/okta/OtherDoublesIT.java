package io.grantkeeper.connectors.okta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.HttpOptions;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.connectors.ForeignDouble;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Employment;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.simulator.Simulator;
import io.grantkeeper.simulator.company.Company;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connector against doubles that others wrote; skipped where they cannot be fetched. */
@DisplayName("Doubles of others")
class OtherDoublesIT {
    private static final String TOKENS = "oauth2-mock-server@8.2.3";

    private static final String SEED = """
            {"okta":{"users":[{"login":"dana@acme.test","email":"dana@acme.test","first_name":"Dana","last_name":"Cole"}]}}""";

    @TempDir
    private Path folder;

    /**
     * Users by emulate (vercel-labs, Apache-2.0), tokens by oauth2-mock-server (MIT): emulate looks for the client's id
     * in the form, where RFC 7523 has it in the assertion alone, and refuses the token request. Neither knows DPoP.
     */
    @Test
    @DisplayName("emulate and oauth2-mock-server, from npm")
    void emulate() throws Exception {
        assumeTrue(
                ForeignDouble.install(folder, ForeignDouble.EMULATE, TOKENS),
                () -> "npm cannot fetch " + ForeignDouble.EMULATE + " and " + TOKENS);
        int port = ForeignDouble.freePort();
        try (ForeignDouble users = ForeignDouble.emulate(folder, "okta", SEED);
                ForeignDouble tokens = ForeignDouble.start(
                        folder,
                        port,
                        Map.of(),
                        "node",
                        "node_modules/oauth2-mock-server/dist/oauth2-mock-server.mjs",
                        "-a",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port))) {
            assumeTrue(users.listens() && tokens.listens(), () -> "they do not start: " + users.log());
            Map<String, String> settings = Map.of(
                    OktaSettings.BASE_URL,
                    users.address().toString(),
                    OktaSettings.TOKEN_URL,
                    tokens.address() + "/token",
                    OktaSettings.CLIENT_ID,
                    "grantkeeper");
            // The listing does not know Okta's search, so a person is read alone.
            assertThat(read(settings, UsersStream.onePerson("dana@acme.test")))
                    .singleElement()
                    .isInstanceOfSatisfying(Observation.PersonObserved.class, read -> {
                        assertThat(read.person().displayName()).isEqualTo("Dana Cole");
                        assertThat(read.person().employment()).isEqualTo(Employment.ACTIVE);
                    });
            assertThat(read(settings, UsersStream.onePerson("nobody@acme.test")))
                    .isEmpty();
        }
    }

    private static List<Observation> read(Map<String, String> settings, Partition partition) throws ConnectorException {
        try (Simulator keys = Simulator.start(Company.demo());
                SessionFactory factory = new SessionFactory(
                        (_, slot) -> slot.equals(OktaSettings.PRIVATE_KEY)
                                ? Optional.of(Secret.of(keys.oktaDouble().privateKeyPem()))
                                : Optional.empty(),
                        _ -> RateBudget.unlimited(),
                        Clock.systemUTC(),
                        HttpOptions.impatient(Duration.ofSeconds(20)))) {
            ProviderSession session = factory.open(
                    new OktaConnector(),
                    Connection.of(
                            new TenantId("acme"),
                            new ConnectionId("okta-acme"),
                            OktaConnector.PROVIDER,
                            settings,
                            Map.of()));
            return new UsersStream().read(session, partition, Cursor.start()).items();
        }
    }
}
