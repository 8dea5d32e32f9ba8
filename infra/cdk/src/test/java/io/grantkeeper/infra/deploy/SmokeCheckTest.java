package io.grantkeeper.infra.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.grantkeeper.infra.config.InstallationConfig;
import io.grantkeeper.infra.deploy.SmokeCheck.Line;
import io.grantkeeper.infra.deploy.SmokeCheck.Result;
import io.grantkeeper.infra.functions.FunctionDefinition;
import io.grantkeeper.infra.functions.FunctionDefinitions;
import io.grantkeeper.infra.stacks.SynthesizedTemplates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/** Tests the smoke check against a double of Lambda, SES and the installation's HTTP API. */
class SmokeCheckTest {
    private static final StaticCredentialsProvider SOME =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "example"));

    private final Map<String, String> results = new HashMap<>(Map.of(
            "plan-sweep", "{\"run\":\"r\",\"partitions\":4,\"problems\":[]}",
            "seal-ledger", "{\"integrated\":2,\"size\":2}"));
    private final Map<String, String> errors = new HashMap<>();
    private final Map<String, String> invoked = new TreeMap<>();
    private int decisionStatus = 401;
    private HttpServer aws;

    @BeforeEach
    void start() throws IOException {
        aws = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        aws.createContext("/2015-03-31/functions/", this::invoke);
        aws.createContext("/v2/email/", exchange -> respond(exchange, 200, "{\"MessageId\":\"m-1\"}"));
        aws.createContext("/.well-known/", exchange -> respond(exchange, 200, "{}"));
        aws.createContext("/access/", exchange -> respond(exchange, decisionStatus, ""));
        aws.createContext("/webhooks/", exchange -> respond(exchange, 401, ""));
        aws.start();
    }

    @AfterEach
    void stop() {
        aws.stop(0);
    }

    private void invoke(HttpExchange exchange) throws IOException {
        String function =
                exchange.getRequestURI().getPath().replaceFirst(".*/functions/grantkeeper-([a-z-]+)/.*", "$1");
        assertThat(exchange.getRequestURI().getQuery()).isEqualTo("Qualifier=live");
        invoked.put(function, new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        if (errors.containsKey(function)) {
            exchange.getResponseHeaders().add("X-Amz-Function-Error", "Unhandled");
        }
        respond(exchange, 200, errors.getOrDefault(function, results.getOrDefault(function, "{}")));
    }

    private static void respond(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private List<Line> run(Optional<String> recipient) {
        URI address = URI.create("http://127.0.0.1:" + aws.getAddress().getPort());
        SmokeCheck check = new SmokeCheck(
                InstallationConfig.parse(SynthesizedTemplates.document("acme")),
                LambdaClient.builder()
                        .endpointOverride(address)
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(SOME)
                        .httpClient(UrlConnectionHttpClient.create())
                        .build(),
                () -> SesV2Client.builder()
                        .endpointOverride(address)
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(SOME)
                        .httpClient(UrlConnectionHttpClient.create())
                        .build(),
                HttpClient.newHttpClient(),
                Clock.fixed(Instant.parse("2026-11-28T06:00:00Z"), ZoneOffset.UTC));
        return check.run(Optional.of(address), recipient);
    }

    @Test
    void callsEachFunctionAndPassesIfAllRespond() {
        assertThat(run(Optional.of("test@acme.com"))).allMatch(line -> line.result() == Result.PASSED);
        assertThat(invoked.keySet())
                .containsExactlyInAnyOrderElementsOf(FunctionDefinitions.rows().stream()
                        .map(FunctionDefinition::name)
                        .toList());
        assertThat(invoked)
                .containsEntry("sync-access", "{\"Records\":[]}")
                .containsEntry("seal-ledger", "{\"tenant\":\"acme\"}");
        assertThat(invoked.get("enforce")).contains("\"action\":\"status\"");
        assertThat(invoked.get("climb-ladder")).contains("\"action\":\"list\"");
        assertThat(invoked.get("plan-sweep"))
                .contains("\"connection\":\"github-acme\"", "\"time\":\"2026-11-28T06:00:00Z\"");
    }

    @Test
    void namesFunctionThatFailsWithoutItsMessage() {
        errors.put("alert-owner", "{\"errorType\":\"AccessDenied\",\"errorMessage\":\"dana@acme.com\"}");
        assertThat(run(Optional.empty()).stream().filter(line -> line.result() == Result.FAILED))
                .singleElement()
                .asString()
                .contains("function alert-owner", "AccessDenied", "/grantkeeper/alert-owner")
                .doesNotContain("dana@acme.com");
    }

    @Test
    void failsIfSweepHasNoPartitionOrLedgerNoEntry() {
        results.put("plan-sweep", "{\"run\":\"r\",\"partitions\":0,\"problems\":[\"invalid token\"]}");
        results.put("seal-ledger", "{\"integrated\":0,\"size\":0}");
        assertThat(run(Optional.empty()).stream()
                        .filter(line -> line.result() == Result.FAILED)
                        .map(Line::check))
                .containsExactlyInAnyOrder("function plan-sweep", "function seal-ledger");
    }

    @Test
    void failsIfDecisionNeedsNoKey() {
        decisionStatus = 200;
        assertThat(run(Optional.empty()).stream()
                        .filter(line -> line.result() == Result.FAILED)
                        .map(Line::check))
                .containsExactly("decision without a key");
    }

    @Test
    void acceptsThatPageFunctionRejectsEmptyRequest() {
        errors.put("settle-on-call", "{\"errorType\":\"IllegalArgumentException\"}");
        assertThat(run(Optional.empty())).noneMatch(line -> line.result() == Result.FAILED);
    }

    @Test
    void saysWhatWasNotChecked() {
        assertThat(run(Optional.empty()).stream().filter(line -> line.result() == Result.NOT_CHECKED))
                .singleElement()
                .asString()
                .contains("email", "--to");
    }
}
