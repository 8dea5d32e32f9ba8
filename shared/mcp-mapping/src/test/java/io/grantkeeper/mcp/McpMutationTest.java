package io.grantkeeper.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.property.testkit.InputMutations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("For arbitrary messages and declarations, the guard of an MCP server")
class McpMutationTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, Object> TOKEN = Map.of("sub", "alice", "client_id", "notes");
    private static final String CALL =
            "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{\"name\":\"transfer\",\"arguments\":{\"from\":\"a1\",\"amount\":200,\"items\":[1,2.5,{\"x\":null}]}}}";
    private static final String TOOLS = """
            {"result":{"tools":[{"name":"transfer","inputSchema":{"x-authzen-mapping":{"evaluation":{
             "subject":{"type":"$token.sub == 'alice' ? 'vip' : 'user'","id":"$token.sub"},
             "action":{"name":"$params.arguments.amount > 100 ? 'large' : 'small'"},
             "resource":{"type":"account","id":"$params.arguments.from","properties":{"price":"$$50","n":"$size(params.arguments.items)"}},
             "context":{"case":"$params.arguments.?case","all":"$params.arguments.items.map(i, i)"}}}}}]}}""";

    private final List<String> asked = new ArrayList<>();

    private final McpGuard declared = guard("{\"decision\":true}");

    McpMutationTest() {
        declared.observe(TOOLS);
    }

    private McpGuard guard(String answer) {
        return new McpGuard("https://mcp.acme.example", (_, body) -> {
            asked.add(body);
            return answer;
        });
    }

    /**
     * Checks the verdict on a message. A message may pass only if the binding exempts its method from authorization or
     * if a request with Alice as the subject was permitted. Every other message must be denied with a JSON-RPC error.
     */
    private void require(McpGuard.Verdict verdict, String message) {
        switch (verdict) {
            case McpGuard.Verdict.Refused(String error) ->
                assertThat(JSON.readTree(error).at("/error/code").intValue()).isIn(-32001, -32600, -32602, -32603);
            case McpGuard.Verdict.Pass _ -> {
                if (asked.isEmpty()) {
                    assertThat(DefaultMappings.passes(
                                    JSON.readTree(message).path("method").stringValue()))
                            .isTrue();
                }
            }
        }
        for (String body : asked) {
            JsonNode request = JSON.readTree(body);
            assertThat(request.at("/subject/id").stringValue()).isEqualTo("alice");
        }
        asked.clear();
    }

    @Property(seed = "4713", tries = 20_000)
    void handlesMalformedMessages(@ForAll("messages") String message) {
        require(declared.judge(message, TOKEN), message);
    }

    @Provide
    Arbitrary<String> messages() {
        return InputMutations.text(CALL, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");
    }

    @Property(seed = "4714", tries = 500)
    void handlesMalformedMappingsAndExpressions(@ForAll("declarations") String declarations) {
        McpGuard guard = guard("{\"decision\":true}");
        guard.observe(declarations);
        require(guard.judge(CALL, TOKEN), CALL);
    }

    @Provide
    Arbitrary<String> declarations() {
        return InputMutations.text(TOOLS);
    }

    @Property(seed = "4715", tries = 1_500)
    void passesNoMessageOnMalformedResponse(@ForAll("responses") String response) {
        Assume.that(!response.contains("true"));
        assertThat(guard(response).judge(CALL, TOKEN)).isInstanceOf(McpGuard.Verdict.Refused.class);
    }

    @Provide
    Arbitrary<String> responses() {
        return InputMutations.text("{\"decision\":false}");
    }

    @Test
    void rejectsDuplicateMembers() {
        McpGuard guard = guard("{\"decision\":true}");
        for (String message : List.of(
                CALL.replace("\"id\":7", "\"id\":7,\"method\":\"ping\""),
                CALL + CALL,
                CALL + "\n" + CALL,
                CALL.replace("\"name\":\"transfer\"", "\"name\":\"weather\",\"name\":\"transfer\""))) {
            assertThat(guard.judge(message, TOKEN)).isInstanceOf(McpGuard.Verdict.Refused.class);
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void abortsExpressionsThatRunTooLong() {
        McpGuard guard = guard("{\"decision\":true}");
        String list = "[0,1,2,3,4,5,6,7,8,9]";
        String nested =
                "size(%1$s.map(a, %1$s.map(b, %1$s.map(c, %1$s.map(d, %1$s.map(e, %1$s.map(f, a)))))))".formatted(list);
        guard.observe(
                "{\"result\":{\"tools\":[{\"name\":\"transfer\",\"inputSchema\":{\"x-authzen-mapping\":{\"evaluation\":{\"action\":{\"name\":\"a\"},\"resource\":{\"type\":\"t\",\"id\":\"i\"},\"context\":{\"x\":\"$%s\"}}}}}]}}"
                        .formatted(nested));
        assertThat(guard.judge(CALL, TOKEN)).isInstanceOf(McpGuard.Verdict.Refused.class);
    }
}
