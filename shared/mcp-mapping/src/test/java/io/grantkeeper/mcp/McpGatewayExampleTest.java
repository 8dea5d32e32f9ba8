package io.grantkeeper.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Runs the example gateway over real HTTP, as its documentation page describes. */
class McpGatewayExampleTest {
    private static final String TOOLS = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"tools\":[{\"name\":\"weather\"},"
            + "{\"name\":\"send_mail\",\"inputSchema\":{\"x-authzen-mapping\":{\"evaluation\":{\"action\":{\"name\":\"send\"},"
            + "\"resource\":{\"type\":\"mail\",\"id\":\"$params.arguments.to\"}}}}}]}}";

    /** Matches class path entries that only tests use. */
    private static final Pattern TESTS_ONLY =
            Pattern.compile("test-classes|testkit|junit|jqwik|assertj|opentest4j|apiguardian|byte-buddy|surefire");

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

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

    private static List<String> commands() throws IOException {
        return Files.readString(ROOT.resolve("docs/examples/mcp-gateway/README.md"))
                .lines()
                .dropWhile(line -> !line.equals("```sh"))
                .skip(1)
                .takeWhile(line -> !line.equals("```"))
                .toList();
    }

    /** Returns the last command of the README. The earlier commands build the program that it runs. */
    private static String documentedCommand() throws IOException {
        List<String> commands = commands();
        assertThat(commands)
                .satisfiesExactly(
                        build -> assertThat(build)
                                .startsWith("mvn ")
                                .contains("-pl shared/mcp-mapping -am", "-Dmdep.outputFile=target/classpath.txt"),
                        classPath -> assertThat(classPath)
                                .contains(
                                        "shared/mcp-mapping/target/classes", "shared/mcp-mapping/target/classpath.txt"),
                        run -> assertThat(run).startsWith("java "));
        return commands.getLast();
    }

    private static Process start(String command) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(command.split(" ", -1)));
        arguments.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ProcessBuilder process =
                new ProcessBuilder(arguments).directory(ROOT.toFile()).redirectErrorStream(true);
        process.environment().put("CLASSPATH", documentedClassPath());
        return process.start();
    }

    /**
     * Returns the class path that the README's commands build: this module's classes and the runtime dependencies in
     * its POM, without test libraries.
     */
    private static String documentedClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .filter(entry -> !TESTS_ONLY.matcher(entry).find())
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Test
    void documentedBuildCommandWritesClassPathOfGateway() throws Exception {
        String build = commands().getFirst();
        String module = build.replaceFirst(".* -pl (\\S+) .*", "$1");
        assertThat(Files.readString(ROOT.resolve("pom.xml"))).contains("<module>" + module + "</module>");
        assertThat(build)
                .contains(
                        " compile ", " dependency:build-classpath", "-DincludeScope=runtime", "-Dmaven.test.skip=true");
        assertThat(commands().get(1)).contains(module + "/target/classes", module + "/target/classpath.txt");
        assertThat(Files.readString(ROOT.resolve("docs/examples/mcp-gateway/McpGateway.java"))
                        .lines()
                        .filter(line -> line.startsWith("import io.grantkeeper."))
                        .map(line ->
                                line.replaceAll("import (?:static )?|;", "").replace('.', '/')))
                .isNotEmpty()
                .allMatch(name -> Files.exists(ROOT.resolve(module + "/src/main/java/" + name + ".java")));
    }

    @Test
    void requestsDecisionBeforeEachToolCall() throws Exception {
        HttpServer mcp = serve(message -> {
            reached.add(message);
            return message.contains("tools/list") ? TOOLS : "{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{}}";
        });
        HttpServer pdp = serve(request -> "{\"decision\":%s}".formatted(!request.contains("\"mail\"")));
        Process gateway = start(documentedCommand()
                .replace("8090", "0")
                .replace("http://127.0.0.1:9000/mcp", url(mcp))
                .replace("http://127.0.0.1:8484", url(pdp)));
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
