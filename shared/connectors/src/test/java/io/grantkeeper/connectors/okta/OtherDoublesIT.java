package io.grantkeeper.connectors.okta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.HttpOptions;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Employment;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.simulator.Simulator;
import io.grantkeeper.simulator.company.Company;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connector against doubles that others wrote; skipped where they cannot be fetched. */
@DisplayName("Doubles of others")
class OtherDoublesIT {
    private static final String EMULATE = "emulate@0.8.0";

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
                run("npm", "install", "--silent", "--no-audit", "--no-fund", EMULATE, TOKENS),
                () -> "npm cannot fetch " + EMULATE + " and " + TOKENS);
        Files.writeString(folder.resolve("seed.json"), SEED);
        int users = freePort();
        int tokens = freePort();
        Process emulate = start("emulate/dist/index.js", users, "start", "--service", "okta", "--seed", "seed.json");
        Process tokenServer = start("oauth2-mock-server/dist/oauth2-mock-server.mjs", tokens, "-a", "127.0.0.1");
        try {
            assumeTrue(listens(emulate, users) && listens(tokenServer, tokens), () -> "they do not start: " + log());
            Map<String, String> settings = Map.of(
                    OktaSettings.BASE_URL, "http://127.0.0.1:" + users,
                    OktaSettings.TOKEN_URL, "http://127.0.0.1:" + tokens + "/token",
                    OktaSettings.CLIENT_ID, "grantkeeper");
            // The listing does not know Okta's search, so a person is read alone.
            assertThat(read(settings, UsersStream.onePerson("dana@acme.test")))
                    .singleElement()
                    .isInstanceOfSatisfying(Observation.PersonObserved.class, read -> {
                        assertThat(read.person().displayName()).isEqualTo("Dana Cole");
                        assertThat(read.person().employment()).isEqualTo(Employment.ACTIVE);
                    });
            assertThat(read(settings, UsersStream.onePerson("nobody@acme.test")))
                    .isEmpty();
        } finally {
            emulate.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            tokenServer.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
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

    private Process start(String script, int port, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("node", "node_modules/" + script));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-p", Integer.toString(port)));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("doubles.log").toFile()))
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean listens(Process server, int port) throws InterruptedException {
        for (int attempt = 0; attempt < 300 && server.isAlive(); attempt++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            } catch (IOException _) {
                Thread.sleep(100);
            }
        }
        return false;
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("doubles.log"));
        } catch (IOException e) {
            return "it wrote nothing";
        }
    }

    private boolean run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("out.log").toFile())
                    .start();
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException _) {
            return false; // not installed
        }
    }
}
