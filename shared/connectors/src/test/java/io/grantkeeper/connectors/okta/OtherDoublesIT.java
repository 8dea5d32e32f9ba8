package io.grantkeeper.connectors.okta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.HttpOptions;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
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
import java.net.URI;
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

    @TempDir
    private Path folder;

    /** Made by vercel-labs (Apache-2.0): Okta's client credentials, users and apps; no DPoP, no grants, no log. */
    @Test
    @DisplayName("emulate, from npm")
    void emulate() throws Exception {
        assumeTrue(
                run("npm", "install", "--silent", "--no-audit", "--no-fund", EMULATE), "npm cannot fetch " + EMULATE);
        int port = freePort();
        Process server = new ProcessBuilder(
                        "node",
                        "node_modules/emulate/dist/index.js",
                        "start",
                        "--service",
                        "okta",
                        "--port",
                        Integer.toString(port))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("emulate.log").toFile())
                .start();
        try {
            assumeTrue(listens(server, port), () -> "emulate does not start: " + log());
            URI base = URI.create("http://127.0.0.1:" + port);
            assertThat(read(base, new UsersStream()))
                    .isNotEmpty()
                    .allMatch(Observation.PersonObserved.class::isInstance);
            assertThat(read(base, new AppCredentialsStream())).isEmpty();
        } finally {
            server.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    private List<Observation> read(URI base, AccessStream stream) throws ConnectorException {
        OktaConnector connector = new OktaConnector();
        try (Simulator keys = Simulator.start(Company.demo());
                SessionFactory factory = new SessionFactory(
                        (_, slot) -> slot.equals(OktaSettings.PRIVATE_KEY)
                                ? Optional.of(Secret.of(keys.oktaDouble().privateKeyPem()))
                                : Optional.empty(),
                        _ -> RateBudget.unlimited(),
                        Clock.systemUTC(),
                        HttpOptions.impatient(Duration.ofSeconds(10)))) {
            ProviderSession session = factory.open(
                    connector,
                    Connection.of(
                            new TenantId("acme"),
                            new ConnectionId("okta-acme"),
                            OktaConnector.PROVIDER,
                            Map.of(OktaSettings.BASE_URL, base.toString(), OktaSettings.CLIENT_ID, "okta-test-client"),
                            Map.of()));
            List<Observation> all = new ArrayList<>();
            Cursor cursor = Cursor.start();
            while (true) {
                Page page = stream.read(session, Partition.whole(stream.id()), cursor);
                all.addAll(page.items());
                if (!(page instanceof Page.More more)) {
                    return all;
                }
                cursor = more.next();
            }
        }
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
            return Files.readString(folder.resolve("emulate.log"));
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
