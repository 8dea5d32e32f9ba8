package io.grantkeeper.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Runs the example gateway over real HTTP, as its documentation page describes. */
class McpGatewayExampleTest {
    private static final String TOOLS = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"tools\":[{\"name\":\"weather\"},"
            + "{\"name\":\"send_mail\",\"inputSchema\":{\"x-authzen-mapping\":{\"evaluation\":{\"action\":{\"name\":\"send\"},"
            + "\"resource\":{\"type\":\"mail\",\"id\":\"$params.arguments.to\"}}}}}]}}";

    private final List<String> reached = Collections.synchronizedList(new ArrayList<>());
    private final HttpClient http = HttpClient.newHttpClient();

    private static HttpServer serve(UnaryOperator<String> answer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] bytes = answer.apply(body).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String url(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private String post(int port, String token, String message) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .POST(HttpRequest.BodyPublishers.ofString(message));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }

    private static String call(String tool) {
        return "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\",\"arguments\":{\"to\":\"kim\"}}}"
                .formatted(tool);
    }

    @Test
    void requestsDecisionBeforeEachToolCall() throws Exception {
        HttpServer mcp = serve(message -> {
            reached.add(message);
            return message.contains("tools/list") ? TOOLS : "{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{}}";
        });
        HttpServer pdp = serve(request -> "{\"decision\":%s}".formatted(!request.contains("\"mail\"")));
        Process gateway = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Path.of("../../docs/examples/mcp-gateway/McpGateway.java")
                                .toString(),
                        "0",
                        url(mcp),
                        url(pdp))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(gateway.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            while (line != null && !line.startsWith("listening on ")) {
                line = out.readLine();
            }
            assertThat(line).as("the example starts").isNotNull();
            int port = Integer.parseInt(line.substring("listening on ".length()));
            String claims = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString("{\"sub\":\"alice\",\"client_id\":\"notes\"}".getBytes(StandardCharsets.UTF_8));
            String token = "x." + claims + ".x";
            assertThat(post(port, token, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}"))
                    .contains("send_mail");
            assertThat(post(port, token, call("weather"))).contains("\"result\"");
            assertThat(post(port, token, call("send_mail"))).contains("-32001");
            assertThat(post(port, "", call("weather"))).startsWith("401");
            assertThat(reached).hasSize(2);
        } finally {
            gateway.destroy();
            mcp.stop(0);
            pdp.stop(0);
        }
    }
}
