package io.grantkeeper.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.http.ProviderHttpOptions;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.connector.testkit.ThirdPartyDouble;
import io.grantkeeper.connectors.entra.EntraConnector;
import io.grantkeeper.connectors.google.GoogleConnector;
import io.grantkeeper.connectors.okta.OktaConnector;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.company.Company;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fetches tokens from a third-party server (mock-oauth2-server, MIT) in every supported way: client credentials with a
 * secret or with an assertion that is signed by a certificate's key or a private key (RFC 7523), and the JWT of a
 * service account as the grant itself. This test covers the form of the requests and the handling of the response. The
 * server checks neither the client nor the signature; the simulator and the authenticators' tests cover those. Entra's
 * federated tokens are omitted, because the server treats such a token as the client's own assertion and rejects its
 * subject. The test is skipped if Maven cannot download the server.
 */
@DisplayName("A token is fetched from mock-oauth2-server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenUrlsIT {
    private static final String SERVER = "mock-oauth2-server";
    private static final String VERSION = "6.0.2";
    private static final String TENANT = "7b0cb9e4-5d0f-4c8e-9d0b-2f6f3c1a9e10";

    /** A pattern for the server's tokens, which are JWTs. */
    private static final String TOKEN = "Bearer [\\w-]+\\.[\\w-]+\\.[\\w-]+";

    @TempDir
    private static Path folder;

    private final ProviderSimulator simulator = ProviderSimulator.start(Company.demo());
    private Optional<ThirdPartyDouble> server = Optional.empty();

    @BeforeAll
    void startServer() throws Exception {
        Files.writeString(folder.resolve("pom.xml"), """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>double</groupId><artifactId>double</artifactId><version>1</version>
                  <dependencies><dependency><groupId>no.nav.security</groupId>
                    <artifactId>%s</artifactId><version>%s</version></dependency></dependencies>
                </project>""".formatted(SERVER, VERSION));
        assumeTrue(
                ThirdPartyDouble.run(
                        folder,
                        "mvn",
                        "-q",
                        "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath",
                        "-Dmdep.outputFile=classpath.txt"),
                () -> "Maven cannot fetch " + SERVER);
        int port = ThirdPartyDouble.freePort();
        ThirdPartyDouble started = ThirdPartyDouble.start(
                folder,
                port,
                Map.of("SERVER_PORT", Integer.toString(port)),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Files.readString(folder.resolve("classpath.txt")).strip(),
                "no.nav.security.mock.oauth2.StandaloneMockOAuth2ServerKt");
        server = Optional.of(started);
        assumeTrue(started.awaitReady(), () -> SERVER + " does not start: " + started.log());
    }

    @AfterAll
    void stop() {
        server.ifPresent(ThirdPartyDouble::close);
        simulator.close();
    }

    @Test
    @DisplayName("with Entra's client secret")
    void fetchesEntraTokenWithClientSecret() throws Exception {
        entra("client-secret", simulator.entraDouble().credentials().clientSecret());
    }

    @Test
    @DisplayName("with Entra's certificate")
    void fetchesEntraTokenWithCertificate() throws Exception {
        entra("client-certificate", simulator.entraDouble().credentials().certificatePem());
    }

    private void entra(String slot, String secret) throws Exception {
        assertFetchesToken(
                new EntraConnector(),
                Map.of(
                        "tenant-id",
                        TENANT,
                        "client-id",
                        TENANT,
                        "base-url",
                        simulator.entra().toString()),
                slot,
                secret,
                simulator.entra().resolve("/v1.0/users"),
                "client-authentication");
    }

    @Test
    @DisplayName("with Okta's private key, from a server without DPoP")
    void fetchesOktaTokenWithPrivateKey() throws Exception {
        assertFetchesToken(
                new OktaConnector(),
                Map.of("base-url", simulator.okta().toString(), "client-id", "grantkeeper"),
                "private-key",
                simulator.oktaDouble().privateKeyPem(),
                simulator.okta().resolve("/api/v1/users"),
                "okta.users.read");
    }

    @Test
    @DisplayName("with a Google service account's own JWT")
    void fetchesGoogleTokenWithServiceAccountKey() throws Exception {
        assertFetchesToken(
                new GoogleConnector(),
                Map.of(
                        "admin-user",
                        simulator.credentials().googleAdministrator(),
                        "base-url",
                        simulator.google().toString()),
                "service-account-key",
                simulator.credentials().googleKeyFileJson(),
                simulator.google().resolve("/admin/directory/v1/users?customer=my_customer"),
                "service-account-key");
    }

    private void assertFetchesToken(
            Connector connector, Map<String, String> settings, String slot, String secret, URI call, String credential)
            throws Exception {
        Map<String, String> withServer = new TreeMap<>(settings);
        String name = connector.provider().value();
        withServer.put("token-url", server.orElseThrow().address() + "/" + name + "/token");
        try (SessionFactory factory = new SessionFactory(
                (_, asked) -> asked.equals(slot) ? Optional.of(Secret.of(secret)) : Optional.empty(),
                _ -> RateBudget.unlimited(),
                Clock.systemUTC(),
                ProviderHttpOptions.shortTimeouts(Duration.ofMinutes(1)))) {
            ProviderRequest authenticated = connector
                    .authenticator()
                    .authenticate(
                            factory.open(
                                    connector,
                                    Connection.of(
                                            new TenantId("acme"),
                                            new ConnectionId(name + "-acme"),
                                            connector.provider(),
                                            withServer,
                                            Map.of())),
                            ProviderRequest.get(call, "", credential));
            assertThat(authenticated.headers().get("authorization")).matches(TOKEN);
        }
    }
}
