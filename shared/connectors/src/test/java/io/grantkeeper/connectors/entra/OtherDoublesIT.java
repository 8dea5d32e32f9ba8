package io.grantkeeper.connectors.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.HttpOptions;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.connectors.ForeignDouble;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.simulator.Simulator;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.entra.EntraCredentials;
import java.nio.file.Files;
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
    private static final String TOKEN_SERVER = "mock-oauth2-server";
    private static final String TOKEN_SERVER_VERSION = "6.0.2";
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

    /**
     * It checks neither client nor signature, which the simulator does: here the form of the requests is tried. A federated token it
     * takes for one of the client's own making, and refuses for its subject.
     */
    @Test
    @DisplayName("mock-oauth2-server, from Maven: gives a token for a secret and for a certificate")
    void tokenServer() throws Exception {
        Files.writeString(folder.resolve("pom.xml"), """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>double</groupId><artifactId>double</artifactId><version>1</version>
                  <dependencies><dependency><groupId>no.nav.security</groupId>
                    <artifactId>%s</artifactId><version>%s</version></dependency></dependencies>
                </project>""".formatted(TOKEN_SERVER, TOKEN_SERVER_VERSION));
        assumeTrue(
                ForeignDouble.run(
                        folder,
                        "mvn",
                        "-q",
                        "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath",
                        "-Dmdep.outputFile=classpath.txt"),
                () -> "Maven cannot fetch " + TOKEN_SERVER);
        int port = ForeignDouble.freePort();
        try (ForeignDouble server = ForeignDouble.start(
                        folder,
                        port,
                        Map.of("SERVER_PORT", Integer.toString(port)),
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Files.readString(folder.resolve("classpath.txt")).strip(),
                        "no.nav.security.mock.oauth2.StandaloneMockOAuth2ServerKt");
                Simulator simulator = Simulator.start(Company.demo())) {
            assumeTrue(server.listens(), () -> TOKEN_SERVER + " does not start: " + server.log());
            EntraCredentials credentials = simulator.entraDouble().credentials();
            Map<String, String> ways = Map.of(
                    EntraAuthenticator.SECRET, credentials.clientSecret(),
                    ClientCertificate.SLOT, credentials.certificatePem());
            for (Map.Entry<String, String> way : ways.entrySet()) {
                try (SessionFactory factory = factory(way.getKey(), way.getValue())) {
                    String tokens = "http://127.0.0.1:%d/entra/token".formatted(port);
                    ProviderSession session = open(factory, simulator.entra().toString(), tokens);
                    String bearer = new EntraAuthenticator()
                            .authenticate(session, ProviderRequest.get(simulator.entra(), "", Calls.CREDENTIAL))
                            .headers()
                            .get("authorization");
                    // A token of its own making: a JWT.
                    assertThat(bearer).as(way.getKey()).matches("Bearer [\\w-]+\\.[\\w-]+\\.[\\w-]+");
                }
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
