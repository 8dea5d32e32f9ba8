package io.grantkeeper.local.pdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grantkeeper.authzen.AuthZenApi;
import io.grantkeeper.authzen.AuthZenCaller;
import io.grantkeeper.authzen.CallerAuthentication;
import io.grantkeeper.authzen.PdpMetadata;
import io.grantkeeper.authzen.RequestLimits;
import io.grantkeeper.authzen.TokenSealer;
import io.grantkeeper.policy.cedar.fixture.CedarFixture;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("A decision point over a fixture")
class AuthZenConformanceIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path EXAMPLES = Path.of("../../docs/examples/authzen");
    private static final Path SUITES = Path.of("../../../shared/data/conformance/authzen");
    /**
     * The roles of the five people in the todo and gateway suites, in the order in which the suites first name these
     * people.
     */
    private static final List<List<String>> ROLES = List.of(
            List.of("admin", "evil_genius"),
            List.of("editor"),
            List.of("editor"),
            List.of("viewer"),
            List.of("viewer"));

    private final HttpClient http = HttpClient.newHttpClient();

    private static DecisionPointServer serve(CedarFixture fixture, String publicUrl) {
        DecisionPointServer server = DecisionPointServer.bind(0, Optional.empty());
        server.serve(new AuthZenApi(
                new PdpMetadata(URI.create(publicUrl), false),
                _ -> new CallerAuthentication.Outcome.Known(AuthZenCaller.named("suite")),
                new FixtureDecisionPoint(fixture, Clock.systemUTC()),
                Optional.empty(),
                new TokenSealer(new byte[32]),
                RequestLimits.standard()));
        return server;
    }

    private JsonNode post(DecisionPointServer server, String path, String body) throws Exception {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(server.address() + path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "certification | user/alice    | read             | record/record-1   | {}                  | true",
                "certification | user/alice    | write            | record/record-1   | {}                  | true",
                "certification | user/bob      | read             | record/record-1   | {}                  | true",
                "certification | user/bob      | write            | record/record-1   | {}                  | false",
                "certification | user/alice    | write            | record/record-2   | {}                  | false",
                "certification | user/bob      | write            | record/record-2   | {}                  | true",
                "certification | user/alice    | delete           | record/record-1   | {\"soft\":true}     | true",
                "certification | user/alice    | delete           | record/record-1   | {\"soft\":false}    | false",
                "certification | user/nobody   | read             | record/record-1   | {}                  | false",
                "certification | space ship/x  | read             | record/record-1   | {}                  | false",
                "todo          | user/ada      | can_delete_todo  | todo/1            | {}                  | true",
                "todo          | user/ben      | can_create_todo  | todo/1            | {}                  | true",
                "todo          | user/ben      | can_update_todo  | todo/1            | {}                  | false",
                "todo          | user/dora     | can_create_todo  | todo/1            | {}                  | false",
                "todo          | user/dora     | can_read_todos   | todo/1            | {}                  | true",
                "gateway       | identity/ben  | POST             | route//todos      | {}                  | true",
                "gateway       | identity/dora | POST             | route//todos      | {}                  | false",
                "gateway       | identity/dora | GET              | route//todos      | {}                  | true",
                "records       | user/ada      | view             | record/ledger     | {}                  | true",
                "records       | user/ben      | view             | record/offer      | {}                  | true",
                "records       | user/ben      | edit             | record/offer      | {}                  | false",
                "records       | user/cem      | delete           | record/ledger     | {}                  | true"
            })
    void appliesPoliciesOfFixture(
            String fixture, String subject, String action, String resource, String properties, boolean permitted)
            throws Exception {
        try (DecisionPointServer server =
                serve(CedarFixture.load(EXAMPLES.resolve(fixture)), "https://pdp.acme.example")) {
            String body = "{\"subject\":%s,\"action\":{\"name\":\"%s\",\"properties\":%s},\"resource\":%s}"
                    .formatted(party(subject), action, properties, party(resource));
            assertThat(post(server, "/access/v1/evaluation", body)
                            .path("decision")
                            .booleanValue())
                    .isEqualTo(permitted);
        }
    }

    private static String party(String text) {
        int slash = text.indexOf('/');
        return "{\"type\":\"%s\",\"id\":\"%s\"}".formatted(text.substring(0, slash), text.substring(slash + 1));
    }

    @Test
    void returnsOnlyPermittedSearchResults() throws Exception {
        try (DecisionPointServer server =
                serve(CedarFixture.load(EXAMPLES.resolve("records")), "https://pdp.acme.example")) {
            JsonNode records = post(
                    server,
                    "/access/v1/search/resource",
                    "{\"subject\":%s,\"action\":{\"name\":\"delete\"},\"resource\":{\"type\":\"record\"},\"page\":{\"limit\":1}}"
                            .formatted(party("user/ada")));
            assertThat(records.at("/results/0/id").stringValue()).isEqualTo("report");
            assertThat(records.at("/page/next_token").stringValue()).isNotEmpty();
        }
    }

    /** Runs a published suite with its own people and records, and with Grantkeeper's own policies. */
    @ParameterizedTest
    @ValueSource(strings = {"cert", "todo", "gateway", "search", "idp"})
    void passesPublishedSuiteIfAvailable(String suite) throws Exception {
        assumeTrue(Files.isRegularFile(SUITES.resolve("run.mjs")), "the published suites are not available");
        assumeTrue(hasNode(), "Node.js is not available");
        try (DecisionPointServer server = serve(fixture(suite), "https://pdp.acme.example")) {
            Process node = new ProcessBuilder(
                            "node",
                            SUITES.resolve("run.mjs").toString(),
                            suite,
                            server.address().toString())
                    .redirectErrorStream(true)
                    .start();
            String message = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(node.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(message).contains(" 0 failed").doesNotContain("FAIL");
            assertThat(node.exitValue()).isZero();
        }
    }

    private static boolean hasNode() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version").start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    private static CedarFixture fixture(String suite) throws IOException {
        return switch (suite) {
            case "cert" -> CedarFixture.load(EXAMPLES.resolve("certification"));
            case "todo" ->
                CedarFixture.of(policies("todo"), people("todo/decisions-authorization-api-1_0-02.json", "user"));
            case "gateway" -> CedarFixture.of(policies("gateway"), people("gateway/decisions.json", "identity"));
            default -> CedarFixture.of(policies("records"), owners(suite));
        };
    }

    private static String policies(String example) throws IOException {
        return Files.readString(EXAMPLES.resolve(example).resolve("policies.cedar"));
    }

    private static void entity(ArrayNode all, String type, String id, Map<String, ?> attributes) {
        ObjectNode entity = all.addObject();
        entity.putObject("uid").put("type", type).put("id", id);
        entity.set("attrs", JSON.valueToTree(attributes));
        entity.putArray("parents");
    }

    private static String people(String file, String type) throws IOException {
        JsonNode cases = JSON.readTree(Files.readString(SUITES.resolve(file))).path("evaluation");
        Set<String> ids = new LinkedHashSet<>();
        cases.forEach(one -> ids.add(one.at("/request/subject/id").stringValue()));
        ArrayNode all = JSON.createArrayNode();
        int number = 0;
        for (String id : ids) {
            entity(all, type, id, Map.of("roles", ROLES.get(number), "email", email(cases, id)));
            number++;
        }
        for (String route : List.of("/users/{userId}", "/todos", "/todos/{todoId}")) {
            entity(all, "route", route, Map.of("path", route));
        }
        return all.toString();
    }

    /**
     * Returns a person's email address. Editors may change only their own records, so for an editor, the address is
     * taken from a case that permits such a change. Other people get a placeholder.
     *
     * @param cases the cases of the suite
     * @param id the person's ID in the suite
     */
    private static String email(JsonNode cases, String id) {
        List<String> owned = new ArrayList<>();
        cases.forEach(one -> {
            JsonNode owner = one.at("/request/resource/properties/ownerID");
            if (one.at("/request/subject/id").stringValue().equals(id)
                    && owner.isString()
                    && one.path("expected").booleanValue()) {
                owned.add(owner.stringValue());
            }
        });
        return owned.isEmpty() ? "nobody@acme.example" : owned.getLast();
    }

    private static String owners(String suite) throws IOException {
        ArrayNode all = JSON.createArrayNode();
        for (JsonNode user :
                JSON.readTree(Files.readString(SUITES.resolve(suite).resolve("users.json")))) {
            String id = user.path("id").stringValue();
            entity(
                    all,
                    "user",
                    id,
                    Map.of(
                            "name",
                            id,
                            "role",
                            user.path("role").asString(""),
                            "department",
                            user.path("department").asString("?")));
        }
        for (JsonNode record :
                JSON.readTree(Files.readString(SUITES.resolve(suite).resolve("records.json")))) {
            entity(
                    all,
                    "record",
                    record.path("id").asString(),
                    Map.of(
                            "owner",
                            record.path("owner").stringValue(),
                            "department",
                            record.path("department").asString("")));
        }
        for (String action : List.of("view", "edit", "delete")) {
            entity(all, "Action", action, Map.of());
        }
        return all.toString();
    }
}
