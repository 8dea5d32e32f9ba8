package io.grantkeeper.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("The guard of an MCP server")
class McpGuardTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, Object> TOKEN =
            Map.of("sub", "alice", "client_id", "notes", "aud", "https://mcp.acme.example");

    private final List<JsonNode> asked = new ArrayList<>();
    private final List<String> paths = new ArrayList<>();
    private String answer = "{\"decision\":true}";
    private final McpGuard guard = new McpGuard("https://mcp.acme.example", (path, body) -> {
        paths.add(path);
        asked.add(JSON.readTree(body));
        if (answer.isEmpty()) {
            throw new java.io.IOException("gone");
        }
        return answer;
    });

    private static String call(String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"%s\",\"params\":%s}".formatted(method, params);
    }

    private boolean passes(String message) {
        return guard.judge(message, TOKEN) instanceof McpGuard.Verdict.Pass;
    }

    private int code(String message) {
        return guard.judge(message, TOKEN) instanceof McpGuard.Verdict.Refused(String error)
                ? JSON.readTree(error).at("/error/code").intValue()
                : 0;
    }

    private void declareMapping(String tool, String mapping) {
        guard.observe("{\"result\":{\"tools\":[{\"name\":\"%s\",\"inputSchema\":{\"x-authzen-mapping\":%s}}]}}"
                .formatted(tool, mapping));
    }

    @Test
    void requestsDecisionAboutToolForUserAndAgentByDefault() {
        assertThat(passes(call("tools/call", "{\"name\":\"weather\"}"))).isTrue();
        assertThat(asked.getFirst()).isEqualTo(JSON.readTree("""
                        {"subject":{"type":"identity","id":"alice"},"context":{"agent":"notes"},
                         "action":{"name":"tools/call"},"resource":{"type":"tool","id":"weather"}}"""));
    }

    @Test
    void requestsDecisionBuiltFromMappingThatToolDeclares() {
        declareMapping("transfer", """
                {"evaluation":{"subject":{"type":"$token.sub == 'alice' ? 'vip' : 'user'","id":"$token.sub"},
                 "action":{"name":"$params.arguments.amount > 100 ? 'large' : 'small'"},
                 "resource":{"type":"account","id":"$params.arguments.from","properties":{"price":"$$50"}},
                 "context":{"case":"$params.arguments.?case"}}}""");
        assertThat(passes(call("tools/call", "{\"name\":\"transfer\",\"arguments\":{\"from\":\"a1\",\"amount\":200}}")))
                .isTrue();
        JsonNode request = asked.getFirst();
        assertThat(request.at("/subject/type").stringValue()).isEqualTo("vip");
        assertThat(request.at("/action/name").stringValue()).isEqualTo("large");
        assertThat(request.at("/resource/id").stringValue()).isEqualTo("a1");
        assertThat(request.at("/resource/properties/price").stringValue()).isEqualTo("$50");
        assertThat(request.path("context").has("case")).isFalse();
        assertThat(request.at("/context/agent").stringValue()).isEqualTo("notes");
    }

    @Test
    void requiresPermitForEveryEvaluation() {
        declareMapping("copy", """
                {"evaluations":{"evaluations":[
                  {"action":{"name":"read"},"resource":{"type":"o","id":"$params.arguments.from"}},
                  {"action":{"name":"write"},"resource":{"type":"o","id":"$params.arguments.to"}}]}}""");
        String copy = call("tools/call", "{\"name\":\"copy\",\"arguments\":{\"from\":\"a\",\"to\":\"b\"}}");
        answer = "{\"evaluations\":[{\"decision\":true},{\"decision\":true}]}";
        assertThat(passes(copy)).isTrue();
        assertThat(paths).containsExactly("/access/v1/evaluations");
        answer = "{\"evaluations\":[{\"decision\":true},{\"decision\":false}]}";
        assertThat(code(copy)).isEqualTo(-32001);
        answer = "{\"evaluations\":[{\"decision\":true}]}";
        assertThat(code(copy)).isEqualTo(-32001);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"evaluation\":{},\"evaluations\":{}}",
                "{\"other\":{}}",
                "{\"evaluation\":7}",
                "{\"evaluation\":{\"action\":{\"name\":\"a\"}}}",
                "{\"evaluation\":{\"action\":{\"name\":\"a\"},\"resource\":{\"type\":\"t\",\"id\":\"$params.arguments.gone\"}}}",
                "{\"evaluation\":{\"action\":{\"name\":\"$1 +\"},\"resource\":{\"type\":\"t\",\"id\":\"i\"}}}",
                "{\"evaluation\":{\"action\":{\"name\":\"$undefined.x\"},\"resource\":{\"type\":\"t\",\"id\":\"i\"}}}",
                "{\"evaluation\":{\"subject\":{\"id\":\"mallory\"},\"action\":{\"name\":\"a\"},\"resource\":{\"type\":\"t\",\"id\":\"i\"}}}",
                "{\"evaluations\":{\"evaluations\":[]}}",
                "{\"evaluations\":{\"evaluations\":[{\"subject\":{\"id\":\"x\"},\"action\":{\"name\":\"a\"},\"resource\":{\"type\":\"t\",\"id\":\"i\"}}]}}"
            })
    void deniesIfNoRequestCanBeBuilt(String mapping) {
        declareMapping("bad", mapping);
        assertThat(code(call("tools/call", "{\"name\":\"bad\",\"arguments\":{}}")))
                .isEqualTo(-32602);
        assertThat(asked).isEmpty();
    }

    @Test
    void passesOnlyAllowlistedMethodsWithoutDecision() {
        assertThat(passes(call("ping", "{}"))).isTrue();
        assertThat(passes("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}"))
                .isTrue();
        assertThat(asked).isEmpty();
        assertThat(code(call("admin/everything", "{}"))).isEqualTo(-32001);
        assertThat(code("[]")).isEqualTo(-32600);
        assertThat(code("{")).isEqualTo(-32600);
        assertThat(asked).isEmpty();
    }

    @Test
    void failsClosedWithoutDecisionOrSubject() {
        String list = call("tools/list", "{}");
        for (String broken : List.of("", "no json", "{}", "{\"decision\":\"yes\"}")) {
            answer = broken;
            assertThat(code(list)).isEqualTo(-32603);
        }
        assertThat(guard.judge(list, Map.of())).isInstanceOf(McpGuard.Verdict.Refused.class);
    }

    @Test
    void returnsRequestIdAndReason() {
        answer = "{\"decision\":false,\"context\":{\"reasons\":[\"mail leaves the company\"]}}";
        assertThat(guard.judge(call("tools/list", "{}"), TOKEN))
                .isInstanceOfSatisfying(McpGuard.Verdict.Refused.class, refused -> {
                    assertThat(JSON.readTree(refused.error()).path("id").intValue())
                            .isEqualTo(7);
                    assertThat(refused.error()).contains("Access denied: mail leaves the company");
                });
    }
}
