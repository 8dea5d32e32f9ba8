package io.grantkeeper.cli.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.grantkeeper.identity.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

@DisplayName("The command line's client of a server")
class ConsoleApiClientTest {
    @Test
    void saysThatServerDidNotAnswerInTime() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        // It receives requests, but never responds.
        server.createContext("/", exchange -> {});
        server.start();
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (ConsoleApiClient client = ConsoleApiClient.of(address, Secret.of("a key"), Duration.ofSeconds(1))) {
            assertThatThrownBy(() -> client.post("reviews", JsonNodeFactory.instance.objectNode()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("did not answer within 1 seconds; it may still make the change")
                    .hasMessageContaining("'grantkeeper review list'");
            assertThatThrownBy(() -> client.get("reviews", Map.of()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("did not answer within 1 seconds; try again in a minute");
        } finally {
            server.stop(0);
        }
    }
}
