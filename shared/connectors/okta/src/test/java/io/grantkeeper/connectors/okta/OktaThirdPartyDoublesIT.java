package io.grantkeeper.connectors.okta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.ProviderHttpOptions;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.connector.testkit.ThirdPartyDouble;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.simulator.ProviderSimulator;
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

/** Runs the connector against third-party test doubles. The test is skipped if they cannot be downloaded. */
@DisplayName("Third-party test doubles")
class OktaThirdPartyDoublesIT {
    private static final String TOKENS = "oauth2-mock-server@8.2.3";

    private static final String SEED = """
            {"okta":{"users":[{"login":"dana@acme.test","email":"dana@acme.test","first_name":"Dana","last_name":"Cole"}]}}""";

    @TempDir
    private Path folder;

    /**
     * Reads users from emulate (vercel-labs, Apache-2.0) with tokens from oauth2-mock-server (MIT). Emulate's own token
     * endpoint rejects the connector's requests: it expects the client id as a form parameter, but according to RFC
     * 7523, only the assertion contains it. Neither double supports DPoP.
     */
    @Test
    @DisplayName("emulate and oauth2-mock-server, from npm")
    void readsUsersFromThirdPartyDouble() throws Exception {
        assumeTrue(
                ThirdPartyDouble.install(folder, ThirdPartyDouble.EMULATE, TOKENS),
                () -> "npm cannot fetch " + ThirdPartyDouble.EMULATE + " and " + TOKENS);
        int port = ThirdPartyDouble.freePort();
        try (ThirdPartyDouble users = ThirdPartyDouble.emulate(folder, "okta", SEED);
                ThirdPartyDouble tokens = ThirdPartyDouble.start(
                        folder,
                        port,
                        Map.of(),
                        "node",
                        "node_modules/oauth2-mock-server/dist/oauth2-mock-server.mjs",
                        "-a",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port))) {
            assumeTrue(users.awaitReady() && tokens.awaitReady(), () -> "they do not start: " + users.log());
            Map<String, String> settings = Map.of(
                    OktaSettings.BASE_URL,
                    users.address().toString(),
                    OktaSettings.TOKEN_URL,
                    tokens.address() + "/token",
                    OktaSettings.CLIENT_ID,
                    "grantkeeper");
            // The double's listing does not support Okta's search, so a single person is read.
            assertThat(read(settings, OktaUsersStream.singlePerson("dana@acme.test")))
                    .singleElement()
                    .isInstanceOfSatisfying(AccessObservation.PersonObserved.class, read -> {
                        assertThat(read.person().displayName().text()).isEqualTo("Dana Cole");
                        assertThat(read.person().employment()).isEqualTo(EmploymentStatus.ACTIVE);
                    });
            assertThat(read(settings, OktaUsersStream.singlePerson("nobody@acme.test")))
                    .isEmpty();
        }
    }

    private static List<AccessObservation> read(Map<String, String> settings, Partition partition)
            throws ConnectorException {
        try (ProviderSimulator keys = ProviderSimulator.start(Company.demo());
                SessionFactory factory = new SessionFactory(
                        (_, slot) -> slot.equals(OktaSettings.PRIVATE_KEY)
                                ? Optional.of(Secret.of(keys.oktaDouble().privateKeyPem()))
                                : Optional.empty(),
                        _ -> RateBudget.unlimited(),
                        Clock.systemUTC(),
                        ProviderHttpOptions.shortTimeouts(Duration.ofMinutes(1)))) {
            ProviderSession session = factory.open(
                    new OktaConnector(),
                    Connection.of(
                            new TenantId("acme"),
                            new ConnectionId("okta-acme"),
                            OktaConnector.PROVIDER,
                            settings,
                            Map.of()));
            return OktaUsersStream.stream()
                    .read(session, partition, PartitionCursor.start())
                    .items();
        }
    }
}
