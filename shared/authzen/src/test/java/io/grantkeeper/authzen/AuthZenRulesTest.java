package io.grantkeeper.authzen;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.policy.decision.AttributeValue;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("The Authorization API 1.0")
class AuthZenRulesTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String EVALUATION = "/access/v1/evaluation";
    private static final String EVALUATIONS = "/access/v1/evaluations";
    private static final String P1 = "{\"type\":\"person\",\"id\":\"p1\"}";
    private static final String R1 = "{\"type\":\"record\",\"id\":\"r1\"}";
    private static final String R2 = "{\"type\":\"record\",\"id\":\"r2\"}";
    private static final String GOOD =
            "{\"subject\":%s,\"action\":{\"name\":\"read\"},\"resource\":%s}".formatted(P1, R1);

    private final ScriptedDecisionPoint rules = new ScriptedDecisionPoint();
    private final AuthZenApi api = api("https://pdp.acme.example", Optional.empty());

    private AuthZenApi api(String url, Optional<AccessRequestService> requests) {
        return new AuthZenApi(
                new PdpMetadata(URI.create(url), requests.isPresent()),
                call -> call.header("Authorization")
                                .filter("Bearer key"::equals)
                                .isPresent()
                        ? new CallerAuthentication.Outcome.Known(AuthZenCaller.named("gateway"))
                        : new CallerAuthentication.Outcome.Unknown("Bearer realm=\"x\"", "who are you"),
                rules,
                requests,
                new TokenSealer(new byte[32]),
                new RequestLimits(20_000, 12, 2_000, 20, 100, 1_000));
    }

    private static Map<String, String> headers(String... more) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Content-Type", "application/json");
        headers.put("Authorization", "Bearer key");
        for (int i = 0; i < more.length; i += 2) {
            headers.put(more[i], more[i + 1]);
        }
        return headers;
    }

    private AuthZenResponse post(String path, byte[] body, String... more) {
        return api.answer(new AuthZenHttpRequest("POST", path, headers(more), body));
    }

    private AuthZenResponse post(String path, String body) {
        return post(path, body.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode ok(String path, String body) {
        AuthZenResponse answer = post(path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static boolean permitted(JsonNode answer) {
        assertThat(answer.path("decision").isBoolean()).isTrue();
        return answer.path("decision").booleanValue();
    }

    @Nested
    @DisplayName("section 5, entities:")
    class Entities {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"type\":\"person\",\"id\":\"p1\",\"later\":{\"deep\":[1,{}]}}",
                    "{\"type\":\"person\",\"id\":\"p1\",\"properties\":{}}",
                    "{\"type\":\"person\",\"id\":\"p1\",\"properties\":null}"
                })
        void ignoresUnknownMembers(String subject) {
            assertThat(permitted(ok(EVALUATION, GOOD.replace(P1, subject)))).isTrue();
            assertThat(permitted(ok(EVALUATION, GOOD.replace("\"read\"", "\"read\",\"later\":1"))))
                    .isTrue();
            assertThat(permitted(ok(EVALUATION, GOOD.replaceFirst("\\{", "{\"later\":[],\"context\":null,"))))
                    .isTrue();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "\"type\":7,\"id\":\"p1\"              | 'subject.type' is a number",
                    "\"type\":\"person\",\"id\":7          | 'subject.id' is a number",
                    "\"type\":\"person\",\"id\":true       | 'subject.id' is a boolean",
                    "\"type\":\"person\",\"id\":{}         | 'subject.id' is an object",
                    "\"type\":\"person\",\"id\":\"p1\",\"properties\":[] | 'subject.properties' is an array",
                    "\"type\":\"person\",\"id\":\"p1\",\"properties\":\"x\" | 'subject.properties' is a string"
                })
        void requiresStringIdentifiersAndObjectProperties(String subject, String why) {
            AuthZenResponse answer = post(EVALUATION, GOOD.replace(P1, "{" + subject + "}"));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains(why);
        }
    }

    @Nested
    @DisplayName("section 7, several evaluations:")
    class Several {
        private List<Boolean> decisions(String body) {
            List<Boolean> decisions = new ArrayList<>();
            ok(EVALUATIONS, body).path("evaluations").forEach(item -> decisions.add(permitted(item)));
            return decisions;
        }

        @Test
        void executesAllEvaluationsByDefault() {
            String items =
                    "{\"subject\":%s,\"action\":{\"name\":\"write\"},%%s\"evaluations\":[{\"resource\":%s},{\"resource\":%s}]}"
                            .formatted(P1, R2, R1);
            assertThat(decisions(items.formatted(""))).containsExactly(false, true);
            assertThat(decisions(items.formatted("\"options\":{},"))).containsExactly(false, true);
            assertThat(decisions(items.formatted("\"options\":{\"another_option\":7},")))
                    .containsExactly(false, true);
        }

        @Test
        void ignoresIncompleteDefaultsThatEveryItemOverrides() {
            assertThat(decisions("""
                    {"subject":%s,"action":{"name":"write"},"resource":{"type":"record"},
                     "evaluations":[{"resource":%s},{"resource":%s}]}""".formatted(P1, R1, R2))).containsExactly(true, false);
        }

        @Test
        void letsItemInheritOrReplaceWholeContext() {
            var _ = decisions("""
                    {"subject":%s,"action":{"name":"read"},"resource":%s,"context":{"time":"noon","ip":"192.0.2.1"},
                     "evaluations":[{},{"context":{"source":"item"}},{"context":{}}]}""".formatted(P1, R1));
            assertThat(rules.decided)
                    .extracting(request -> request.context().keySet())
                    .containsExactly(java.util.Set.of("time", "ip"), java.util.Set.of("source"), java.util.Set.of());
        }

        @Test
        void deniesInvalidItemsOfBatch() {
            String alone = "{\"action\":{\"name\":\"read\"},\"evaluations\":[{\"resource\":%s}]}".formatted(R1);
            assertThat(decisions(alone)).containsExactly(false);
            String mistaken = """
                    {"subject":%s,"action":{"name":"read"},"options":{"evaluations_semantic":"%s"},
                     "evaluations":[{"resource":7},{"resource":%s},{"resource":%s}]}""";
            assertThat(decisions(mistaken.formatted(P1, "deny_on_first_deny", R1, R2)))
                    .containsExactly(false);
            assertThat(decisions(mistaken.formatted(P1, "permit_on_first_permit", R1, R2)))
                    .containsExactly(false, true);
            assertThat(decisions(mistaken.formatted(P1, "execute_all", R1, R2))).containsExactly(false, true, true);
        }

        @Test
        void treatsBatchWithoutItemsAsSingleEvaluation() {
            for (String none : List.of("", "\"evaluations\":[],", "\"evaluations\":null,")) {
                JsonNode answer = ok(EVALUATIONS, GOOD.replaceFirst("\\{", "{" + none));
                assertThat(permitted(answer)).isTrue();
                assertThat(answer.has("evaluations")).isFalse();
            }
            assertThat(post(EVALUATIONS, GOOD.replaceFirst("\\{", "{\"options\":{\"evaluations_semantic\":\"x\"},"))
                            .status())
                    .isEqualTo(400);
        }

        @Test
        void returnsIdenticalResponsesForIdenticalCalls() {
            String body = "{\"subject\":%s,\"evaluations\":[{\"action\":{\"name\":\"write\"},\"resource\":%s},{}]}"
                    .formatted(P1, R2);
            assertThat(post(EVALUATIONS, body).body())
                    .isEqualTo(post(EVALUATIONS, body).body());
        }
    }

    @Nested
    @DisplayName("section 8, searches:")
    class Searching {
        @Test
        void ignoresIdOfSearchedEntity() {
            String search = "{\"subject\":%s,\"action\":{\"name\":\"read\"},\"resource\":%s}";
            JsonNode without = ok("/access/v1/search/subject", search.formatted("{\"type\":\"person\"}", R1));
            for (String subject : List.of(P1, "{\"type\":\"person\",\"id\":7}", "{\"type\":\"person\",\"id\":null}")) {
                assertThat(ok("/access/v1/search/subject", search.formatted(subject, R1)))
                        .isEqualTo(without);
            }
        }

        @Test
        void ignoresActionInActionSearches() {
            String search = "{\"subject\":%s,\"resource\":%s%s}";
            JsonNode without = ok("/access/v1/search/action", search.formatted(P1, R1, ""));
            for (String action : List.of(",\"action\":{\"name\":\"read\"}", ",\"action\":{}", ",\"action\":7")) {
                assertThat(ok("/access/v1/search/action", search.formatted(P1, R1, action)))
                        .isEqualTo(without);
            }
        }

        @Test
        void returnsOnlyTypeAndIdOfEachResult() {
            ok("/access/v1/search/subject", GOOD).path("results").forEach(result -> {
                assertThat(result.propertyNames()).containsExactlyInAnyOrder("type", "id");
                assertThat(result.path("type").stringValue()).isEqualTo("person");
            });
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\"x\"",
                    "[]",
                    "{\"limit\":\"5\"}",
                    "{\"limit\":true}",
                    "{\"token\":{}}",
                    "{\"token\":\"AAAA\"}"
                })
        void rejectsMalformedPageObjects(String page) {
            assertThat(post("/access/v1/search/subject", GOOD.replaceFirst("\\{", "{\"page\":" + page + ","))
                            .status())
                    .isEqualTo(400);
        }

        @ParameterizedTest
        @ValueSource(strings = {"null", "{}", "{\"limit\":null,\"token\":null}", "{\"token\":\"\"}", "{\"later\":7}"})
        void treatsEmptyPageObjectAsFirstPage(String page) {
            JsonNode answer = ok("/access/v1/search/subject", GOOD.replaceFirst("\\{", "{\"page\":" + page + ","));
            assertThat(answer.path("results").size()).isEqualTo(12);
        }
    }

    @Nested
    @DisplayName("section 9, metadata:")
    class MetadataEndpoint {
        private static final String PATH = "/.well-known/authzen-configuration";

        private static AuthZenResponse get(AuthZenApi api, String path) {
            return api.answer(new AuthZenHttpRequest("GET", path, Map.of(), new byte[0]));
        }

        @Test
        void startsEveryEndpointUrlWithIdentifierOfDecisionPoint() {
            AuthZenResponse answer = get(api("https://pdp.acme.example", Optional.of(new NoRequests())), PATH);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers()).containsEntry("Content-Type", "application/json");
            JsonNode document = JSON.readTree(answer.body());
            assertThat(document.propertyNames())
                    .containsExactlyInAnyOrder(
                            "policy_decision_point",
                            "access_evaluation_endpoint",
                            "access_evaluations_endpoint",
                            "search_subject_endpoint",
                            "search_resource_endpoint",
                            "search_action_endpoint",
                            "access_request_endpoint",
                            "capabilities");
            document.properties().forEach(member -> {
                if (member.getKey().equals("capabilities")) {
                    member.getValue()
                            .forEach(one -> assertThat(one.stringValue()).startsWith("urn:"));
                } else {
                    assertThat(member.getValue().stringValue()).startsWith("https://pdp.acme.example");
                }
            });
        }

        @Test
        void servesMetadataWithWellKnownPathBeforeOrAfterTenantPath() {
            AuthZenApi tenant = api("https://pdp.acme.example/tenant1", Optional.empty());
            assertThat(get(tenant, PATH + "/tenant1").status()).isEqualTo(200);
            assertThat(get(tenant, "/tenant1" + PATH).body())
                    .isEqualTo(get(tenant, PATH + "/tenant1").body());
            assertThat(get(tenant, PATH).status()).isEqualTo(404);
            assertThat(get(tenant, PATH + "/tenant2").status()).isEqualTo(404);
        }

        @Test
        void allowsOnlyGetAndHeadForMetadata() {
            assertThat(api.answer(new AuthZenHttpRequest("HEAD", PATH, Map.of(), new byte[0]))
                            .status())
                    .isEqualTo(200);
            for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS")) {
                AuthZenResponse answer = api.answer(new AuthZenHttpRequest(method, PATH, Map.of(), new byte[0]));
                assertThat(answer.status()).isEqualTo(405);
                assertThat(answer.headers()).containsEntry("Allow", "GET, HEAD");
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://pdp.acme.example/",
                    "https://pdp.acme.example?x=1",
                    "https://pdp.acme.example#x",
                    "pdp"
                })
        void rejectsRelativePublicUrlsAndUrlsWithTrailingSlashQueryOrFragment(String url) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> new PdpMetadata(URI.create(url), false)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the public URL");
        }
    }

    @Nested
    @DisplayName("section 10, HTTP and JSON:")
    class OnTheWire {
        @ParameterizedTest
        @CsvSource({
            "POST, /access/v1/evaluation,   Bearer key,  application/json, 200",
            "POST, /access/v1/evaluation,   Bearer none, application/json, 401",
            "POST, /access/v1/evaluation,   Bearer key,  text/plain,       400",
            "GET,  /access/v1/evaluation,   Bearer key,  application/json, 405",
            "POST, /access/v9/evaluation,   Bearer key,  application/json, 404",
            "GET,  /.well-known/authzen-configuration, none, none, 200",
            "PUT,  /.well-known/authzen-configuration, none, none, 405"
        })
        void echoesRequestId(String method, String path, String authorization, String type, int status) {
            AuthZenResponse answer = api.answer(new AuthZenHttpRequest(
                    method,
                    path,
                    headers("X-Request-ID", "rid-42", "Authorization", authorization, "Content-Type", type),
                    GOOD.getBytes(StandardCharsets.UTF_8)));
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.headers()).containsEntry("X-Request-ID", "rid-42");
        }

        @Test
        void echoesRequestIdOnFailuresAndOversizedBodies() {
            assertThat(post(
                                    EVALUATION,
                                    GOOD.replace("read", "explode").getBytes(StandardCharsets.UTF_8),
                                    "X-Request-ID",
                                    "r")
                            .headers())
                    .containsEntry("X-Request-ID", "r");
            AuthZenResponse large = post(EVALUATION, new byte[20_001], "X-Request-ID", "r");
            assertThat(large.status()).isEqualTo(413);
            assertThat(large.headers()).containsEntry("X-Request-ID", "r");
            assertThat(post(EVALUATION, GOOD).headers()).doesNotContainKey("X-Request-ID");
        }

        @Test
        void returnsErrorsAsTextWithoutSecrets() {
            AuthZenResponse answer = post(EVALUATION, "{}");
            assertThat(answer.headers())
                    .containsEntry("Content-Type", "text/plain; charset=utf-8")
                    .containsEntry("Cache-Control", "no-store");
            assertThat(answer.body()).isNotBlank();
        }

        @ParameterizedTest
        @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32"})
        void rejectsCharsetsOtherThanUtf8(String charset) {
            assertThat(post(EVALUATION, GOOD.getBytes(Charset.forName(charset))).status())
                    .isEqualTo(400);
        }

        @Test
        void rejectsInvalidUtf8() {
            for (byte[] broken : List.of(new byte[] {(byte) 0xff}, new byte[] {(byte) 0xc0, (byte) 0xaf}, new byte[] {
                (byte) 0xed, (byte) 0xa0, (byte) 0x80
            })) {
                String latin = new String(broken, StandardCharsets.ISO_8859_1);
                AuthZenResponse answer =
                        post(EVALUATION, GOOD.replace("p1", "p1" + latin).getBytes(StandardCharsets.ISO_8859_1));
                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.body()).contains("not UTF-8");
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"x\":\"\\ud800\"}",
                    "{\"x\":\"\\udc00\\ud800\"}",
                    "{\"\\ud800\":1}",
                    "{\"x\":[{\"y\":\"a\\udfff\"}]}",
                    "{\"x\":1e999999999}",
                    "{\"x\":-1e-999999999}",
                    "{\"x\":[0.1e401]}"
                })
        void rejectsJsonThatParsersInterpretDifferently(String properties) {
            AuthZenResponse answer =
                    post(EVALUATION, GOOD.replace("\"id\":\"p1\"", "\"id\":\"p1\",\"properties\":" + properties));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(rules.decided).isEmpty();
        }

        @Test
        void preservesUnicodeTextAndLargeNumbers() {
            var _ = ok(
                    EVALUATION,
                    GOOD.replace(
                            "\"id\":\"p1\"",
                            "\"id\":\"p1\",\"properties\":{\"x\":\"ı𝄞\\ud834\\udd1e\",\"n\":9223372036854775807}"));
            assertThat(rules.decided.getLast().subject().properties())
                    .containsEntry("x", AttributeValue.of("ı𝄞𝄞"))
                    .containsEntry("n", AttributeValue.of(Long.MAX_VALUE));
        }

        @ParameterizedTest
        @CsvSource({
            "application/json;charset=utf-8, 200",
            "application/json; charset=\"UTF-8\", 200",
            "application/json; profile=x, 200",
            "application/json; charset=iso-8859-1, 400",
            "application/json-seq, 400",
            "application/x-www-form-urlencoded, 400"
        })
        void requiresJsonContentTypeInUtf8(String type, int status) {
            assertThat(post(EVALUATION, GOOD.getBytes(StandardCharsets.UTF_8), "Content-Type", type)
                            .status())
                    .isEqualTo(status);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "[]",
                    "null",
                    "\"x\"",
                    "7",
                    "true",
                    "{",
                    "{}}",
                    "{} ,",
                    "{'a':1}",
                    "{\"a\":1,}",
                    "{\"a\":NaN}",
                    "// x\n{}"
                })
        void requiresCompleteJsonObjectAsBody(String body) {
            for (String path : List.of(EVALUATION, EVALUATIONS, "/access/v1/search/subject")) {
                assertThat(post(path, body).status()).as(body).isEqualTo(400);
            }
        }
    }

    /** An access request service that rejects every request. */
    private static final class NoRequests implements AccessRequestService {
        @Override
        public Task submit(AuthZenCaller caller, Submission submission) {
            throw RequestRejectedException.ofProfile(400, "not_requestable", "nobody can approve it");
        }

        @Override
        public Task status(AuthZenCaller caller, String id) {
            throw RequestRejectedException.ofProfile(404, "unknown_task", "no such task");
        }

        @Override
        public Task cancel(AuthZenCaller caller, String id) {
            throw RequestRejectedException.ofProfile(404, "unknown_task", "no such task");
        }
    }
}
