package io.grantkeeper.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.grantkeeper.authzen.AuthZenApi;
import io.grantkeeper.authzen.AuthZenCaller;
import io.grantkeeper.authzen.AuthZenHttpRequest;
import io.grantkeeper.authzen.AuthZenResponse;
import io.grantkeeper.authzen.CallerAuthentication;
import io.grantkeeper.authzen.DecisionPoint;
import io.grantkeeper.authzen.PdpMetadata;
import io.grantkeeper.authzen.RequestLimits;
import io.grantkeeper.authzen.TokenSealer;
import io.grantkeeper.mcp.McpGuard;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AuthZenEntity;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Fuzzes requests to the decision point, and the messages of MCP clients and servers that the guard receives. */
@Timeout(300)
class DecisionRequestFuzzTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final AuthZenApi API = new AuthZenApi(
            new PdpMetadata(URI.create("https://pdp.acme.example"), false),
            _ -> new CallerAuthentication.Outcome.Known(AuthZenCaller.named("gateway")),
            (_, _) -> new PermitAll(),
            Optional.empty(),
            new TokenSealer(new byte[32]),
            new RequestLimits(64 * 1024, 24, 2_000, 20, 100, 1_000));

    private static final class PermitAll implements DecisionPoint.Session {
        @Override
        public Instant now() {
            return FuzzedSession.NOW;
        }

        @Override
        public DecisionPoint.Ruling decide(AccessRequest request) {
            return new DecisionPoint.Ruling(true, Map.of());
        }

        @Override
        public boolean permits(AccessRequest request) {
            return true;
        }

        @Override
        public DecisionPoint.Candidates subjects(String type, Optional<String> from) {
            return new DecisionPoint.Candidates(List.of("p1"), Optional.of("next"));
        }

        @Override
        public DecisionPoint.Candidates resources(String type, Optional<String> from) {
            return new DecisionPoint.Candidates(List.of("r1"), Optional.empty());
        }

        @Override
        public List<String> actions(AuthZenEntity resource) {
            return List.of("read");
        }
    }

    static Stream<Arguments> authZenSeeds() {
        return Seeds.of("""
                path: /access/v1/evaluation

                {"subject":{"type":"person","id":"p1","properties":{"age":7,"act":{"sub":"agent"}}},"action":{"name":"write","properties":{"n":1e3}},"resource":{"type":"record","id":"r1"},"context":{"ip":"192.0.2.1"}}""", """
                path: /access/v1/evaluations

                {"subject":{"type":"person","id":"p1"},"action":{"name":"read"},"options":{"evaluations_semantic":"deny_on_first_deny"},"evaluations":[{"resource":{"type":"record","id":"r1"}},{}]}""", """
                path: /access/v1/search/subject

                {"subject":{"type":"person"},"action":{"name":"read"},"resource":{"type":"record","id":"r1"},"page":{"limit":5,"token":""}}""", """
                path: /access/v1/search/action

                {"subject":{"type":"person","id":"p1"},"resource":{"type":"record","id":"r1"}}""");
    }

    /** Fuzzes requests to the AuthZEN endpoints. The pseudo-header {@code path} selects the endpoint. */
    @MethodSource("authZenSeeds")
    @FuzzTest
    void authZen(byte[] input) {
        HttpMessage message = HttpMessage.parse(input);
        String path = message.header("path", "/access/v1/evaluation");
        AuthZenResponse response = API.answer(
                new AuthZenHttpRequest("POST", path, Map.of("Content-Type", "application/json"), message.body()));
        assertThat(response.status()).isIn(200, 400, 404, 405, 413);
        assertThat(response.body()).doesNotContain("Exception", "tools.jackson");
        if (response.status() == 200) {
            assertThat(JSON.readTree(response.body()).isObject()).isTrue();
        }
    }

    static Stream<Arguments> mcpMessageSeeds() {
        return Seeds.of("""
                {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"transfer","arguments":{"from":"a1","amount":200}}}""", """
                {"jsonrpc":"2.0","id":1,"method":"ping"}""");
    }

    @MethodSource("mcpMessageSeeds")
    @FuzzTest
    void mcpMessage(byte[] input) {
        guard().judge(new String(input, UTF_8), Map.of("sub", "alice"));
    }

    static Stream<Arguments> mcpDeclarationsSeeds() {
        return Seeds.of("""
                {"result":{"tools":[{"name":"transfer","inputSchema":{"x-authzen-mapping":{"evaluation":{"subject":{"type":"user","id":"$token.sub"},"action":{"name":"$params.arguments.amount > 100 ? 'large' : 'small'"},"resource":{"type":"account","id":"$params.arguments.from"}}}}}]}}""");
    }

    @MethodSource("mcpDeclarationsSeeds")
    @FuzzTest
    void mcpDeclarations(byte[] input) {
        McpGuard guard = guard();
        guard.observe(new String(input, UTF_8));
        guard.judge("""
                {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"transfer","arguments":{"from":"a1"}}}""", Map.of("sub", "alice"));
    }

    static Stream<Arguments> decisionPointResponseSeeds() {
        return Seeds.of("{\"decision\":false}", "{\"decision\":true,\"context\":{\"reason\":\"x\"}}");
    }

    @MethodSource("decisionPointResponseSeeds")
    @FuzzTest
    void decisionPointResponse(byte[] input) {
        String response = new String(input, UTF_8);
        McpGuard guard = new McpGuard("https://mcp.acme.example", (_, _) -> response);
        guard.judge("""
                {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"transfer","arguments":{}}}""", Map.of("sub", "alice"));
    }

    private static McpGuard guard() {
        return new McpGuard("https://mcp.acme.example", (_, _) -> "{\"decision\":true}");
    }
}
