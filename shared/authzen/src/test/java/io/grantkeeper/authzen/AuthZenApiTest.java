package io.grantkeeper.authzen;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AttributeValue;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("The AuthZEN API")
class AuthZenApiTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final RequestLimits LIMITS = new RequestLimits(20_000, 12, 2_000, 20, 100, 1_000);
    private static final String P1 = "{\"type\":\"person\",\"id\":\"p1\"}";
    private static final String R1 = "{\"type\":\"record\",\"id\":\"r1\"}";
    private static final String R2 = "{\"type\":\"record\",\"id\":\"r2\"}";

    private final ScriptedDecisionPoint rules = new ScriptedDecisionPoint();
    private final AuthZenApi api = api("https://pdp.acme.example", _ -> known(), LIMITS);

    private static CallerAuthentication.Outcome known() {
        return new CallerAuthentication.Outcome.Known(AuthZenCaller.named("gateway"));
    }

    private AuthZenApi api(String url, CallerAuthentication authentication, RequestLimits limits) {
        return new AuthZenApi(
                new PdpMetadata(URI.create(url), false),
                authentication,
                rules,
                Optional.empty(),
                new TokenSealer(new byte[32]),
                limits);
    }

    private AuthZenResponse post(String path, String body) {
        return send(api, "POST", path, body, Map.of());
    }

    private static AuthZenResponse send(
            AuthZenApi api, String method, String path, String body, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(Map.of("content-type", "application/json"));
        headers.putAll(more);
        return api.answer(new AuthZenHttpRequest(method, path, headers, body.getBytes(StandardCharsets.UTF_8)));
    }

    private JsonNode ok(String path, String body) {
        AuthZenResponse answer = post(path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("Content-Type", "application/json");
        return JSON.readTree(answer.body());
    }

    private static String ask(String subject, String action, String resource) {
        return "{\"subject\":%s,\"action\":{\"name\":\"%s\"},\"resource\":%s}".formatted(subject, action, resource);
    }

    @Nested
    @DisplayName("for one evaluation")
    class One {
        private static final String PATH = "/access/v1/evaluation";

        @Test
        void returns200ForPermitAndDeny() {
            assertThat(ok(PATH, ask(P1, "write", R1)).path("decision").booleanValue())
                    .isTrue();
            JsonNode denied = ok(PATH, ask(P1, "write", R2));
            assertThat(denied.path("decision").booleanValue()).isFalse();
            assertThat(denied.path("context").path("reason").stringValue()).isEqualTo("not yours");
        }

        @Test
        void passesCompleteRequestToDecisionPoint() {
            ok(PATH, """
                    {"subject":{"type":"person","id":"p1","properties":{"role":"owner","age":7,"share":0.5,"gone":null}},
                     "action":{"name":"write","properties":{"soft":true}},
                     "resource":{"type":"record","id":"r2","properties":{"tags":["a","b"],"size":{"kb":3}}},
                     "context":{"ip":"192.0.2.1"},"future":{"deep":[1]}}""");
            AccessRequest request = rules.decided.getFirst();
            assertThat(request.subject().properties()).containsOnlyKeys("role", "age", "share");
            assertThat(request.subject().properties()).containsEntry("age", AttributeValue.of(7));
            assertThat(request.actionProperties()).containsEntry("soft", AttributeValue.of(true));
            assertThat(request.resource().properties()).containsOnlyKeys("tags", "size");
            assertThat(request.context()).containsOnlyKeys("ip");
            assertThat(request.at()).isEqualTo(ScriptedDecisionPoint.NOON);
        }

        @Test
        void preservesOrderOfActorChain() {
            ok(
                    PATH,
                    ask(
                            "{\"type\":\"person\",\"id\":\"p1\",\"properties\":{\"act\":{\"sub\":\"agent\",\"act\":{\"sub\":\"helper\"}}}}",
                            "read",
                            R1));
            assertThat(rules.decided.getFirst().actors()).containsExactly("p1", "helper", "agent");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "{\"action\":{\"name\":\"a\"},\"resource\":R}                              | 'subject' is missing",
                    "{\"subject\":S,\"resource\":R}                                            | 'action' is missing",
                    "{\"subject\":S,\"action\":{\"name\":\"a\"}}                               | 'resource' is missing",
                    "{\"subject\":{\"id\":\"x\"},\"action\":{\"name\":\"a\"},\"resource\":R}   | 'subject.type' is missing",
                    "{\"subject\":{\"type\":\"x\"},\"action\":{\"name\":\"a\"},\"resource\":R} | 'subject.id' is missing",
                    "{\"subject\":S,\"action\":{},\"resource\":R}                              | 'action.name' is missing",
                    "{\"subject\":S,\"action\":{\"name\":\"a\"},\"resource\":{\"type\":\"x\"}} | 'resource.id' is missing",
                    "{\"subject\":\"x\",\"action\":{\"name\":\"a\"},\"resource\":R}            | 'subject' is a string",
                    "{\"subject\":[],\"action\":{\"name\":\"a\"},\"resource\":R}               | 'subject' is an array",
                    "{\"subject\":S,\"action\":{\"name\":123},\"resource\":R}                  | 'action.name' is a number",
                    "{\"subject\":S,\"action\":{\"name\":null},\"resource\":R}                 | 'action.name' is missing",
                    "{\"subject\":S,\"action\":{\"name\":\"a\",\"properties\":7},\"resource\":R} | 'action.properties' is a number",
                    "{\"subject\":S,\"action\":{\"name\":\"a\"},\"resource\":R,\"context\":\"x\"} | 'context' is a string",
                    "{\"subject\": {                                                           | is not valid JSON",
                    "{\"subject\":S,\"subject\":S,\"action\":{\"name\":\"a\"},\"resource\":R}  | is not valid JSON",
                    "{} {}                                                                     | is not valid JSON",
                    "[]                                                                        | is an array",
                    "7                                                                         | is a number",
                    "``                                                                        | is empty"
                })
        void rejectsInvalidRequestsWith400AndExplanation(String body, String why) {
            AuthZenResponse answer = post(PATH, body.replace(":S", ":" + P1).replace(":R", ":" + R1));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains(why);
            assertThat(rules.decided).isEmpty();
        }

        @Test
        void neverQuotesRequestInErrors() {
            String canary = "sk-canary-4711";
            assertThat(post(PATH, "{\"subject\":\"%s\"}".formatted(canary)).body())
                    .doesNotContain(canary);
            assertThat(post(PATH, "{\"subject\" %s".formatted(canary)).body()).doesNotContain(canary);
            assertThat(post(PATH, ask(P1, "explode", R1)).body()).doesNotContain("secret");
        }

        @Test
        void rejectsOversizedRequestsBeforeReadingThem() {
            assertThat(post(PATH, " ".repeat(20_001)).status()).isEqualTo(413);
            assertThat(post(PATH, "[".repeat(13) + "]".repeat(13)).status()).isEqualTo(400);
            assertThat(post(PATH, ask(P1, "a".repeat(2_001), R1)).status()).isEqualTo(400);
            assertThat(post(PATH, "{\"a\":" + "9".repeat(101) + "}").status()).isEqualTo(400);
        }

        @ParameterizedTest
        @ValueSource(strings = {"text/plain", "", "application/jsonx", "multipart/form-data"})
        void acceptsOnlyJson(String type) {
            AuthZenResponse answer = send(api, "POST", PATH, ask(P1, "read", R1), Map.of("Content-Type", type));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(send(
                                    api,
                                    "POST",
                                    PATH,
                                    ask(P1, "read", R1),
                                    Map.of("Content-Type", "Application/JSON; charset=utf-8"))
                            .status())
                    .isEqualTo(200);
        }

        @Test
        void permitsNothingWhenDecisionPointFails() {
            AuthZenResponse answer = post(PATH, ask(P1, "explode", R1));
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).contains("nothing was permitted");
        }
    }

    @Nested
    @DisplayName("for several evaluations")
    class Several {
        private static final String PATH = "/access/v1/evaluations";

        private List<Boolean> decisions(String body) {
            List<Boolean> decisions = new ArrayList<>();
            ok(PATH, body)
                    .path("evaluations")
                    .forEach(item -> decisions.add(item.path("decision").booleanValue()));
            return decisions;
        }

        private static String three(String semantic) {
            return """
                    {"subject":%s,"action":{"name":"write"},"options":{"evaluations_semantic":"%s"},
                     "evaluations":[{"resource":%s},{"resource":%s},{"resource":%s}]}""".formatted(P1, semantic, R1, R2, R1);
        }

        @Test
        void returnsDecisionsInRequestOrder() {
            assertThat(decisions(three("execute_all"))).containsExactly(true, false, true);
        }

        @Test
        void stopsAtFirstDenialOrPermitIfRequested() {
            assertThat(decisions(three("deny_on_first_deny"))).containsExactly(true, false);
            assertThat(decisions(three("permit_on_first_permit"))).containsExactly(true);
            assertThat(rules.decided).hasSize(3);
        }

        @Test
        void itemMembersReplaceBatchDefaultsWithoutMerging() {
            String owner = "{\"type\":\"person\",\"id\":\"p1\",\"properties\":{\"role\":\"owner\"}}";
            assertThat(decisions("""
                    {"subject":%s,"action":{"name":"write"},"resource":%s,
                     "evaluations":[{},{"subject":%s},{"subject":{"id":"p2"}}]}""".formatted(owner, R2, P1))).containsExactly(true, false, false);
        }

        @Test
        void deniesOnlyInvalidItemOfBatch() {
            JsonNode answer = ok(PATH, """
                    {"subject":%s,"action":{"name":"read"},"evaluations":[{"resource":%s},{},7,{"resource":"x"}]}""".formatted(P1, R1));
            assertThat(answer.path("evaluations").size()).isEqualTo(4);
            assertThat(answer.at("/evaluations/0/decision").booleanValue()).isTrue();
            assertThat(answer.at("/evaluations/1/decision").booleanValue()).isFalse();
            assertThat(answer.at("/evaluations/1/context/error/status").intValue())
                    .isEqualTo(400);
            assertThat(answer.at("/evaluations/2/decision").booleanValue()).isFalse();
        }

        @Test
        void treatsBatchWithoutItemsAsSingleEvaluation() {
            assertThat(ok(PATH, ask(P1, "read", R1)).path("decision").booleanValue())
                    .isTrue();
            String empty = ask(P1, "read", R1).replaceFirst("\\{", "{\"evaluations\":[],");
            assertThat(ok(PATH, empty).path("decision").booleanValue()).isTrue();
            assertThat(post(PATH, "{\"evaluations\":[]}").status()).isEqualTo(400);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"evaluations\":{}}",
                    "{\"evaluations\":[{}],\"options\":7}",
                    "{\"evaluations\":[{}],\"options\":{\"evaluations_semantic\":\"maybe\"}}",
                    "{\"evaluations\":[{}],\"options\":{\"evaluations_semantic\":7}}",
                    "{\"evaluations\":[{}],\"subject\":\"x\"}",
                    "{\"evaluations\":[{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}]}"
                })
        void rejectsInvalidBatches(String body) {
            assertThat(post(PATH, body).status()).isEqualTo(400);
            assertThat(rules.decided).isEmpty();
        }
    }

    @Nested
    @DisplayName("for searches")
    class Searching {
        private static final String SUBJECTS = "/access/v1/search/subject";
        private static final String RESOURCES = "/access/v1/search/resource";
        private static final String ACTIONS = "/access/v1/search/action";

        private static String who(String page) {
            return "{\"subject\":{\"type\":\"person\"},\"action\":{\"name\":\"read\"},\"resource\":%s%s}"
                    .formatted(R1, page);
        }

        private static List<String> ids(JsonNode answer) {
            List<String> ids = new ArrayList<>();
            answer.path("results")
                    .forEach(result -> ids.add(
                            result.path(result.has("id") ? "id" : "name").stringValue()));
            return ids;
        }

        @Test
        void findsSubjectsResourcesAndActions() {
            assertThat(ids(ok(SUBJECTS, who("")))).hasSize(12).contains("p1", "p12");
            assertThat(ids(ok(
                            RESOURCES,
                            "{\"subject\":%s,\"action\":{\"name\":\"write\"},\"resource\":{\"type\":\"record\",\"id\":\"x\"}}"
                                    .formatted(P1))))
                    .containsExactly("r1");
            assertThat(ids(ok(ACTIONS, "{\"subject\":%s,\"resource\":%s}".formatted(P1, R2))))
                    .containsExactly("read");
            assertThat(rules.decided).as("a search records no decision").isEmpty();
        }

        @Test
        void returnsNoSearchResultsForUnknownTypes() {
            assertThat(ids(ok(SUBJECTS, who("").replace("person", "spaceship"))))
                    .isEmpty();
            assertThat(ids(ok(
                            ACTIONS,
                            "{\"subject\":{\"type\":\"person\",\"id\":\"nobody\"},\"resource\":%s}".formatted(R1))))
                    .isEmpty();
        }

        @Test
        void returnsAllResultsAcrossPages() {
            List<String> all = new ArrayList<>();
            String page = ",\"page\":{\"limit\":5}";
            String token;
            int pages = 0;
            do {
                JsonNode answer = ok(SUBJECTS, who(page));
                all.addAll(ids(answer));
                assertThat(answer.at("/page/count").intValue())
                        .isEqualTo(ids(answer).size());
                token = answer.at("/page/next_token").stringValue();
                page = ",\"page\":{\"token\":\"%s\"}".formatted(token);
                pages++;
            } while (!token.isEmpty());
            assertThat(pages).isEqualTo(3);
            assertThat(all).doesNotHaveDuplicates().hasSize(12);
        }

        @Test
        void returnsEmptyPageTokenOnlyOnLastPage() {
            assertThat(ok(SUBJECTS, who(",\"page\":{\"limit\":12}"))
                            .at("/page/next_token")
                            .stringValue())
                    .isEmpty();
            assertThat(ok(SUBJECTS, who(",\"page\":{\"limit\":11}"))
                            .at("/page/next_token")
                            .stringValue())
                    .isNotEmpty();
            assertThat(ok(SUBJECTS, who("")).has("page")).isFalse();
        }

        @Test
        void acceptsPageTokenOnlyForSameSearch() {
            String token = ok(SUBJECTS, who(",\"page\":{\"limit\":5}"))
                    .at("/page/next_token")
                    .stringValue();
            String with = ",\"page\":{\"token\":\"%s\"%s}";
            assertThat(post(SUBJECTS, who(with.formatted(token, "")).replace("read", "write"))
                            .status())
                    .isEqualTo(400);
            assertThat(post(SUBJECTS, who(with.formatted(token, ",\"limit\":6")))
                            .status())
                    .isEqualTo(400);
            assertThat(post(SUBJECTS, who(with.formatted(token, ",\"limit\":5")))
                            .status())
                    .isEqualTo(200);
            assertThat(post(SUBJECTS, who(with.formatted("A" + token.substring(1), "")))
                            .status())
                    .isEqualTo(400);
            assertThat(post(SUBJECTS, who(with.formatted("%%", ""))).status()).isEqualTo(400);
        }

        @Test
        void stopsAtScanLimitAndResumesWithPageToken() {
            AuthZenApi patient =
                    api("https://pdp.acme.example", _ -> known(), new RequestLimits(20_000, 12, 2_000, 20, 100, 4));
            List<String> all = new ArrayList<>();
            String page = "";
            String token;
            do {
                JsonNode answer = JSON.readTree(
                        send(patient, "POST", SUBJECTS, who(page), Map.of()).body());
                all.addAll(ids(answer));
                token = answer.at("/page/next_token").asString("");
                page = ",\"page\":{\"token\":\"%s\"}".formatted(token);
            } while (!token.isEmpty());
            assertThat(all).doesNotHaveDuplicates().hasSize(12);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "subject  | {\"subject\":{\"type\":\"person\"},\"resource\":R}",
                    "subject  | {\"subject\":{},\"action\":{\"name\":\"read\"},\"resource\":R}",
                    "subject  | {\"subject\":{\"type\":\"person\"},\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"record\"}}",
                    "resource | {\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"record\"}}",
                    "resource | {\"subject\":{\"type\":\"person\"},\"action\":{\"name\":\"read\"},\"resource\":{\"type\":\"record\"}}",
                    "action   | {\"subject\":S}",
                    "action   | {\"subject\":{\"type\":\"person\"},\"resource\":R}",
                    "action   | {\"subject\":S,\"resource\":R,\"page\":7}",
                    "action   | {\"subject\":S,\"resource\":R,\"page\":{\"limit\":-1}}",
                    "action   | {\"subject\":S,\"resource\":R,\"page\":{\"limit\":1.5}}",
                    "action   | {\"subject\":S,\"resource\":R,\"page\":{\"token\":7}}"
                })
        void rejectsInvalidSearchesWith400AndExplanation(String what, String body) {
            assertThat(post(
                                    "/access/v1/search/" + what,
                                    body.replace(":S", ":" + P1).replace(":R", ":" + R1))
                            .status())
                    .isEqualTo(400);
        }
    }

    @Nested
    @DisplayName("over HTTP")
    class Wire {
        @Test
        void echoesRequestIdInEveryResponse() {
            Map<String, String> id = Map.of("X-Request-ID", "req-1f3c");
            assertThat(send(api, "POST", "/access/v1/evaluation", ask(P1, "read", R1), id)
                            .headers())
                    .containsEntry("X-Request-ID", "req-1f3c");
            assertThat(send(api, "POST", "/access/v1/evaluation", "", id).headers())
                    .containsEntry("X-Request-ID", "req-1f3c");
            assertThat(send(api, "GET", "/nowhere", "", id).headers()).containsEntry("X-Request-ID", "req-1f3c");
            String longest = "r".repeat(8_192);
            assertThat(send(api, "GET", "/nowhere", "", Map.of("X-Request-ID", longest))
                            .headers())
                    .containsEntry("X-Request-ID", longest);
            assertThat(send(
                                    api,
                                    "POST",
                                    "/access/v1/evaluation",
                                    ask(P1, "read", R1),
                                    Map.of("X-Request-ID", "a\r\nb: c"))
                            .headers())
                    .doesNotContainKey("X-Request-ID");
        }

        @ParameterizedTest
        @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"})
        void returns405WithAllowedMethod(String method) {
            AuthZenResponse answer = send(api, method, "/access/v1/evaluation", "", Map.of());
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.headers()).containsEntry("Allow", "POST");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"/", "/access/v1", "/access/v1/evaluation/", "/access/v2/evaluation", "/access/v1/requests"})
        void returns404ForUnknownPaths(String path) {
            assertThat(send(api, "POST", path, "{}", Map.of()).status()).isEqualTo(404);
        }

        @Test
        void authenticatesBeforeReadingBody() {
            AuthZenApi closed = api(
                    "https://pdp.acme.example",
                    _ -> new CallerAuthentication.Outcome.Unknown("Bearer realm=\"x\"", "who are you"),
                    LIMITS);
            AuthZenResponse answer = send(closed, "POST", "/access/v1/evaluation", "no json", Map.of());
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.headers()).containsEntry("WWW-Authenticate", "Bearer realm=\"x\"");
            assertThat(send(closed, "GET", "/.well-known/authzen-configuration", "", Map.of())
                            .status())
                    .isEqualTo(200);
        }

        @Test
        void servesMetadataPerTenant() {
            JsonNode root = JSON.readTree(send(api, "GET", "/.well-known/authzen-configuration", "", Map.of())
                    .body());
            assertThat(root.path("policy_decision_point").stringValue()).isEqualTo("https://pdp.acme.example");
            assertThat(root.path("search_action_endpoint").stringValue())
                    .isEqualTo("https://pdp.acme.example/access/v1/search/action");
            assertThat(root.has("capabilities")).isFalse();
            AuthZenApi tenant = api("https://pdp.acme.example/tenant1", _ -> known(), LIMITS);
            JsonNode own = JSON.readTree(send(tenant, "GET", "/.well-known/authzen-configuration/tenant1", "", Map.of())
                    .body());
            assertThat(own.path("access_evaluation_endpoint").stringValue())
                    .isEqualTo("https://pdp.acme.example/tenant1/access/v1/evaluation");
            assertThat(send(tenant, "POST", "/tenant1/access/v1/evaluation", ask(P1, "read", R1), Map.of())
                            .status())
                    .isEqualTo(200);
            assertThat(send(tenant, "POST", "/access/v1/evaluation", ask(P1, "read", R1), Map.of())
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void bindsApprovalToEveryArgumentButNotToTime() {
        String base = """
                {"subject":{"type":"agent","id":"a"},"action":{"name":"send","properties":{"arguments":{"to":"%s","n":%s}}},
                 "resource":{"type":"mail","id":"m"},"context":{"time":"%s","agent":"%s"}}""";
        List<String> bindings = new ArrayList<>();
        for (String body : List.of(
                base.formatted("x", "1", "noon", "a"),
                base.formatted("x", "1.0", "midnight", "a"),
                base.formatted("y", "1", "noon", "a"),
                base.formatted("x", "2", "noon", "a"),
                base.formatted("x", "1", "noon", "b"))) {
            post("/access/v1/evaluation", body);
            bindings.add(ApprovalRequestDigest.of(rules.decided.getLast()));
        }
        assertThat(bindings.get(1)).isEqualTo(bindings.get(0));
        assertThat(bindings.subList(1, 5)).doesNotHaveDuplicates();
    }

    @Test
    void bindsApprovalToActorCallerAndContextThatPoliciesRead() {
        String base = """
                {"subject":{"type":"user","id":"alice","properties":{"act":{"sub":"%s"}}},"action":{"name":"send"},
                 "resource":{"type":"mail","id":"m"},"context":{"ip":"%s","trace":"%s"}}""";
        List<AccessRequest> requests = new ArrayList<>();
        for (String body : List.of(
                base.formatted("a", "192.0.2.1", "1"),
                base.formatted("a", "192.0.2.1", "2"),
                base.formatted("b", "192.0.2.1", "1"),
                base.formatted("a", "192.0.2.2", "1"))) {
            post("/access/v1/evaluation", body);
            requests.add(rules.decided.getLast());
        }
        ApprovalRequestDigest.Scope scope =
                new ApprovalRequestDigest.Scope("gateway", List.of("agent", "a"), "acme/ai-agent/a", Set.of("ip"));
        String bound = ApprovalRequestDigest.of(requests.get(0), scope);
        assertThat(ApprovalRequestDigest.of(requests.get(1), scope)).isEqualTo(bound);
        assertThat(List.of(
                        bound,
                        ApprovalRequestDigest.of(requests.get(2), scope),
                        ApprovalRequestDigest.of(requests.get(3), scope),
                        ApprovalRequestDigest.of(
                                requests.get(0),
                                new ApprovalRequestDigest.Scope(
                                        "other", scope.actor(), scope.identity(), Set.of("ip"))),
                        ApprovalRequestDigest.of(
                                requests.get(0),
                                new ApprovalRequestDigest.Scope(
                                        "gateway", List.of("user", "a"), scope.identity(), Set.of("ip"))),
                        ApprovalRequestDigest.of(
                                requests.get(0),
                                new ApprovalRequestDigest.Scope("gateway", scope.actor(), "acme/bot/a", Set.of("ip")))))
                .doesNotHaveDuplicates();
        assertThat(ApprovalRequestDigest.of(requests.get(2))).isNotEqualTo(ApprovalRequestDigest.of(requests.get(0)));
        assertThat(ApprovalRequestDigest.of(requests.get(3))).isEqualTo(ApprovalRequestDigest.of(requests.get(0)));
    }

    @Test
    void givesDifferentCallersDifferentIdentities() {
        assertThat(List.of(
                        AuthZenCaller.named("gateway").id(),
                        AuthZenCaller.ofIssuer("https://a", "gateway", "gateway", List.of())
                                .id(),
                        AuthZenCaller.ofIssuer("https://b", "gateway", "gateway", List.of())
                                .id(),
                        AuthZenCaller.ofIssuer("https://a", "alice", "gateway", List.of())
                                .id(),
                        AuthZenCaller.ofIssuer("https://a|gateway", "alice", "alice", List.of())
                                .id(),
                        AuthZenCaller.ofIssuer("https://a", "gateway|alice", "gateway|alice", List.of())
                                .id(),
                        AuthZenCaller.ofIssuer("https://a", "gateway", "alice", List.of())
                                .id(),
                        AuthZenCaller.named("https://a|gateway").id()))
                .doesNotHaveDuplicates()
                .startsWith("gateway");
    }

    @Test
    void acceptsNumbersAndStringsUpToDocumentedLimits() {
        AuthZenApi standard = api("https://pdp.acme.example", _ -> known(), RequestLimits.standard());
        String body = """
                {"subject":{"type":"user","id":"alice"},"action":{"name":"send"},"resource":{"type":"mail","id":"m"},
                 "context":{"value":%s}}""";
        String digits = "7".repeat(400);
        String text = "x".repeat(65_536);
        for (String accepted : List.of(
                "7".repeat(101), digits, "-" + digits + "." + digits, "0." + digits, "1e399", "\"" + text + "\"")) {
            assertThat(send(standard, "POST", "/access/v1/evaluation", body.formatted(accepted), Map.of())
                            .status())
                    .as("%d characters", accepted.length())
                    .isEqualTo(200);
        }
        for (String refused : List.of(digits + "7", "0." + digits + "7", "1e400", "7".repeat(2_000))) {
            AuthZenResponse answer = send(standard, "POST", "/access/v1/evaluation", body.formatted(refused), Map.of());
            assertThat(answer.status()).as("%d characters", refused.length()).isEqualTo(400);
            assertThat(answer.body()).contains("more than 400 digits before or after its decimal point");
        }
        AuthZenResponse tooLong =
                send(standard, "POST", "/access/v1/evaluation", body.formatted("\"" + text + "x\""), Map.of());
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(tooLong.body()).contains("a string of over 65536 characters");
    }
}
