package io.grantkeeper.functions.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The OpenAPI document matches what the server does: each operation, its roles and the form of its responses. */
class ConsoleContractTest extends ConsoleFixture {
    /** The keywords that {@link SchemaValidator} understands. */
    private static final Set<String> KEYWORDS = Set.of(
            "$ref",
            "oneOf",
            "type",
            "properties",
            "required",
            "additionalProperties",
            "description",
            "items",
            "minItems",
            "maxItems",
            "enum",
            "format",
            "pattern",
            "minLength",
            "maxLength",
            "minimum",
            "maximum");

    private final ApiDescription description = ApiDescription.standard();

    /** Returns one request for each operation. Each request succeeds with the fixture's stores. */
    private List<Sample> samples() {
        String key = EncodedIdentityIds.of(NOTES);
        return List.of(
                Sample.read("session", "/session"),
                Sample.write("signOut", "/session/sign-out", Optional.empty()),
                Sample.read("queue", "/queue"),
                Sample.read("identities", "/identities?q=notes&owner=someone&risk=high,critical&limit=1"),
                Sample.read("identity", "/identities/" + key),
                Sample.read("timeline", "/identities/" + key + "/timeline"),
                Sample.read("identityPaths", "/identities/" + key + "/paths"),
                Sample.read("products", "/products"),
                Sample.read("findings", "/findings?severity=high"),
                Sample.read("incidents", "/incidents?status=open&severity=critical&limit=1"),
                Sample.read("incident", "/incidents/incident-1"),
                Sample.read("containment", "/incidents/incident-1/containment"),
                Sample.write(
                        "closeIncident",
                        "/incidents/incident-1/close",
                        Optional.of("{\"verdict\": \"benign\", \"why\": \"a migration\"}")),
                Sample.read("alerts", "/alerts"),
                Sample.write("releaseAlerts", "/alerts/release", Optional.of("{\"severity\": \"high\"}")),
                Sample.write(
                        "muteProduct",
                        "/alerts/mute",
                        Optional.of("{\"product\": \"otter-ai\", \"until\": \"2099-01-31T00:00:00Z\"}")),
                Sample.write("unmuteProduct", "/alerts/unmute", Optional.of("{\"product\": \"otter-ai\"}")),
                Sample.write(
                        "snoozePerson",
                        "/alerts/snooze",
                        Optional.of("{\"person\": \"dana@acme.example\", \"until\": \"2099-01-31T00:00:00Z\"}")),
                Sample.write("resumePerson", "/alerts/resume", Optional.of("{\"person\": \"dana@acme.example\"}")),
                Sample.write(
                        "approve",
                        "/approvals",
                        Optional.of(
                                "{\"subject\": \"%s\", \"as\": \"approved\", \"why\": \"needed\"}".formatted(NOTES))),
                Sample.read("approvals", "/approvals?state=approved"),
                Sample.write(
                        "endApproval",
                        "/approvals/end",
                        Optional.of("{\"subject\": \"%s\", \"why\": \"pilot is over\"}".formatted(NOTES))),
                Sample.write(
                        "triage",
                        "/approvals/triage",
                        Optional.of("{\"subjects\": [\"%s\", \"%s\"], \"as\": \"approved\", \"why\": \"first sweep\"}"
                                .formatted(NOTES, ModelIds.MISSING))),
                Sample.write("undoTriage", "/approvals/triage/BATCH/undo", Optional.of("{\"why\": \"too broad\"}")),
                Sample.read("questions", "/questions?state=waiting"),
                Sample.read("question", "/questions/q1"),
                Sample.read("reviews", "/reviews"),
                Sample.read("review", "/reviews/agents-1"),
                Sample.write("startReview", "/reviews", Optional.of("{\"name\": \"agents\"}")),
                Sample.write("closeReview", "/reviews/agents-1/close", Optional.of("{\"why\": \"the audit is over\"}")),
                Sample.write("applyPolicy", "/policies", Optional.of(policyBody())),
                Sample.read("policies", "/policies"),
                Sample.read("policy", "/policies/deletes-need-approval"),
                Sample.write("checkPolicy", "/policies/check", Optional.of(policyBody())),
                Sample.write(
                        "replayPolicy",
                        "/policies/replay",
                        Optional.of("{\"policy\": \"deletes-need-approval\", \"stage\": \"enforcement\"}")),
                Sample.write("proposePromotions", "/policies/propose", Optional.empty()),
                Sample.read("decisions", "/decisions?days=30"),
                Sample.read("coverage", "/coverage"),
                Sample.read("ledger", "/ledger"),
                Sample.read("ledgerEntries", "/ledger/entries?limit=2"),
                Sample.read("ledgerEntry", "/ledger/entries/0"),
                Sample.read("inclusionProof", "/ledger/entries/1/proof"),
                Sample.read("consistencyProof", "/ledger/consistency?from=1"),
                Sample.read("frameworks", "/evidence/frameworks"),
                Sample.read("evidence", "/evidence/soc2?from=2026-03-01&to=2026-03-02"),
                Sample.read("evidenceDocument", "/evidence/soc2/document?from=2026-03-01&to=2026-03-02&format=oscal"),
                Sample.read("exportIdentities", "/exports/identities?format=csv"),
                Sample.read("exportFindings", "/exports/findings?format=sarif"),
                Sample.read("exportPaths", "/exports/paths"),
                Sample.read("records", "/records/identities?connection=google-acme&limit=1"),
                Sample.read("pathExposure", "/records/path-exposure"),
                Sample.read("withheldAlerts", "/records/withheld-alerts"),
                Sample.read("openapi", "/openapi.json"));
    }

    private record Sample(String operation, String method, String path, Optional<String> body) {
        static Sample read(String operation, String path) {
            return new Sample(operation, "GET", path, Optional.empty());
        }

        static Sample write(String operation, String path, Optional<String> body) {
            return new Sample(operation, "POST", path, body);
        }
    }

    /** Ids that are not in any store. */
    private static final class ModelIds {
        static final String MISSING = "google-acme/oauth-client/missing";
    }

    static String policyBody() {
        return new JsonMembers().with("text", """
                        policy: deletes-need-approval
                        intent: An agent needs approval to delete mail.
                        rules:
                          - ask: delete mail
                        """).toString();
    }

    /** The operations that cannot succeed with these stores. Other tests call them. */
    private static final Set<String> ELSEWHERE = Set.of(
            "previewAnswer",
            "answerQuestion",
            "openQuestion",
            "nameOwner",
            "handOver",
            "undoRelease",
            "promotePolicy",
            "declinePromotion",
            "demotePolicy",
            "decision",
            "decisionProof");

    @Test
    void eachOperationHasSampleRequestOrSeparateTest() {
        Set<String> covered = new TreeSet<>(ELSEWHERE);
        samples().forEach(sample -> covered.add(sample.operation()));
        assertThat(covered)
                .isEqualTo(description.operations().stream()
                        .map(ApiDescription.Operation::id)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void everyResponseMatchesItsSchema() {
        SchemaValidator schemas = new SchemaValidator(description.document());
        List<String> mismatches = new ArrayList<>();
        String batch = "";
        for (Sample sample : samples()) {
            String path = sample.path().replace("BATCH", batch);
            APIGatewayV2HTTPResponse response = sample.method().equals("GET")
                    ? get(ConsoleRole.ADMIN, path)
                    : post(ConsoleRole.ADMIN, path, sample.body());
            if (sample.operation().equals("triage")) {
                batch = json(response).path("batch").asString("");
            }
            ApiDescription.Match match =
                    description.match(sample.method(), path.split("\\?", 2)[0]).orElseThrow();
            assertThat(match.operation().id()).isEqualTo(sample.operation());
            if (response.getStatusCode() / 100 != 2) {
                mismatches.add("%s: %d %s".formatted(sample.operation(), response.getStatusCode(), response.getBody()));
                continue;
            }
            JsonNode schema = schema(sample.operation());
            if (schema.has("$ref")) {
                schemas.check(schema, json(response))
                        .ifPresent(mismatch -> mismatches.add(sample.operation() + ": " + mismatch));
            }
        }
        assertThat(mismatches).isEmpty();
    }

    private JsonNode schema(String operation) {
        for (JsonNode path : description.document().path("paths")) {
            for (JsonNode method : path) {
                if (method.path("operationId").asString("").equals(operation)) {
                    return method.path("responses")
                            .path("200")
                            .path("content")
                            .path("application/json")
                            .path("schema");
                }
            }
        }
        throw new AssertionError(operation);
    }

    @Test
    void everyExampleMatchesItsSchema() {
        SchemaValidator schemas = new SchemaValidator(description.document());
        for (JsonNode path : description.document().path("paths")) {
            for (JsonNode method : path) {
                JsonNode content =
                        method.path("responses").path("200").path("content").path("application/json");
                if (content.has("example")) {
                    assertThat(schemas.check(content.path("schema"), content.path("example")))
                            .as(method.path("operationId").asString(""))
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void descriptionUsesOnlyKeywordsThatValidatorChecks() {
        description.document().path("components").path("schemas").forEach(schema -> requireKnown(schema));
        description
                .document()
                .path("paths")
                .forEach(path -> path.forEach(operation ->
                        operation.path("parameters").forEach(parameter -> requireKnown(parameter.path("schema")))));
    }

    private static void requireKnown(JsonNode schema) {
        schema.properties().forEach(member -> assertThat(KEYWORDS).contains(member.getKey()));
        schema.path("properties").forEach(ConsoleContractTest::requireKnown);
        if (schema.path("items").isObject()) {
            requireKnown(schema.path("items"));
        }
        schema.path("oneOf").forEach(ConsoleContractTest::requireKnown);
    }

    @Test
    void servesOnlyDescribedPaths() {
        for (String path : List.of("/", "/identities/", "/admin", "/identities/a/b/c", "/policies/x/delete")) {
            assertThat(get(ConsoleRole.ADMIN, path).getStatusCode()).as(path).isEqualTo(404);
        }
        assertThat(send("DELETE", "/api/v1/queue", Map.of(), Optional.empty()).getStatusCode())
                .isEqualTo(405);
    }

    @Test
    void eachOperationAllowsExactlyItsRoles() {
        List<String> wrong = new ArrayList<>();
        for (ApiDescription.Operation operation : description.operations()) {
            if (operation.access() != ApiDescription.Access.ROLES) {
                continue;
            }
            for (ConsoleRole role : ConsoleRole.values()) {
                // A path that names nothing: the caller's role is checked before anything is looked up.
                String path = "/"
                        + operation.segments().stream()
                                .map(segment -> segment.startsWith("{") ? "nothing" : segment)
                                .collect(Collectors.joining("/"));
                APIGatewayV2HTTPResponse response =
                        operation.isWrite() ? post(role, path, Optional.of("{}")) : get(role, path);
                boolean refused = response.getStatusCode() == 403
                        && json(response).path("type").asString("").endsWith(":forbidden");
                if (refused == operation.roles().contains(role)) {
                    wrong.add("%s as %s: %d".formatted(operation.id(), role.code(), response.getStatusCode()));
                }
            }
            String path = "/" + String.join("/", operation.segments());
            if (send(operation.method(), ApiDescription.BASE + path, Map.of(), Optional.empty())
                            .getStatusCode()
                    != 401) {
                wrong.add(operation.id() + " without a caller");
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void onlyAdministratorsMayCallEverything() {
        Set<ConsoleRole> everywhere = EnumSet.allOf(ConsoleRole.class);
        description.operations().stream()
                .filter(operation -> operation.access() == ApiDescription.Access.ROLES)
                .forEach(operation -> everywhere.retainAll(operation.roles()));
        assertThat(everywhere).containsExactly(ConsoleRole.ADMIN);
    }
}
