package io.grantkeeper.identity.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the client against a real server with a self-signed certificate. */
class OutboundHttpClientsTest {
    private static final String PASSWORD = "of-a-test";

    @TempDir
    private Path folder;

    private HttpsServer server;

    @BeforeEach
    void serve() throws IOException, GeneralSecurityException, InterruptedException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls(selfSigned())));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Path selfSigned() throws IOException, InterruptedException {
        Path store = folder.resolve("server.p12");
        run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-validity",
                "2",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        return store;
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String message = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(message).isZero();
        return message;
    }

    private static KeyStore keys(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static SSLContext tls(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = keys(store);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    private URI address() {
        return addressOf("localhost");
    }

    private URI addressOf(String host) {
        return URI.create("https://%s:%d/".formatted(host, server.getAddress().getPort()));
    }

    /** Returns a trust manager that trusts the self-signed certificate of the test server. */
    private X509ExtendedTrustManager trusting() throws IOException, GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(keys(folder.resolve("server.p12")));
        return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }

    private int call(ServerTrustManagers trust, URI address)
            throws IOException, InterruptedException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {trust}, null);
        try (HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
            HttpRequest request = HttpRequest.newBuilder(address).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void acceptsServerTrustedByFirstOrOtherRoots() throws Exception {
        X509ExtendedTrustManager known = trusting();
        X509ExtendedTrustManager others = ServerTrustManagers.ofProviders();
        assertThat(call(new ServerTrustManagers(known, () -> others), address()))
                .isEqualTo(204);
        assertThat(call(new ServerTrustManagers(others, () -> known), address()))
                .isEqualTo(204);
    }

    @Test
    void rejectsServerWhoseCertificateHasAnotherName() throws Exception {
        X509ExtendedTrustManager known = trusting();
        assertThatThrownBy(() -> call(new ServerTrustManagers(known, () -> known), addressOf("127.0.0.1")))
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("127.0.0.1");
    }

    @Test
    void rejectsServerWithoutTrustedRoot() {
        try (HttpClient client =
                OutboundHttpClients.client(Duration.ofMinutes(1)).build()) {
            HttpRequest request = HttpRequest.newBuilder(address()).build();
            assertThatThrownBy(() -> client.send(request, HttpResponse.BodyHandlers.discarding()))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("PKIX path building failed");
        }
    }

    /** Runs in a separate JVM, because a JVM reads its configured roots only once. */
    @Test
    void usesOnlyRootsConfiguredForJvm() throws IOException, InterruptedException {
        String message = run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djavax.net.ssl.trustStore=" + folder.resolve("server.p12"),
                "-Djavax.net.ssl.trustStorePassword=" + PASSWORD,
                "-cp",
                System.getProperty("java.class.path"),
                Caller.class.getName(),
                address().toString()));
        assertThat(message.lines()).contains("answered 204", "roots 1");
    }

    /** A program that calls an address and prints the status of the response and the number of trusted roots. */
    static final class Caller {
        private Caller() {}

        public static void main(String[] args) throws IOException, InterruptedException {
            try (HttpClient client =
                    OutboundHttpClients.client(Duration.ofMinutes(1)).build()) {
                HttpRequest request =
                        HttpRequest.newBuilder(URI.create(args[0])).build();
                System.out.println("answered "
                        + client.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode());
            }
            System.out.println("roots " + ServerTrustManagers.ofAws().getAcceptedIssuers().length);
        }
    }
}
