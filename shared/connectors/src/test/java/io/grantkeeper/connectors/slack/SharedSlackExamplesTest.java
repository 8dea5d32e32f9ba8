package io.grantkeeper.connectors.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grantkeeper.connector.webhook.WebhookOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The vendor's SDK publishes shapes with every value blank: the members are looked at, and ids are put in. */
@DisplayName("The shapes of Slack's SDK beside the project")
class SharedSlackExamplesTest {
    private static final Path FOLDER = folder();
    private static final JsonMapper JSON = JsonMapper.shared();

    @TestFactory
    Stream<DynamicTest> everyEventShapeIsHeardOrLeftAlone() throws IOException {
        assumeTrue(Files.isDirectory(FOLDER), "the folder of vendor payloads is not beside the project");
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> shapes = files.filter(file -> name(file).startsWith("samples__events__"))
                    .filter(file -> !name(file).contains("AppRateLimited"))
                    .sorted()
                    .toList();
            return shapes.stream().map(file -> DynamicTest.dynamicTest(name(file), () -> heard(file)));
        }
    }

    private static void heard(Path file) throws Exception {
        ObjectNode payload = (ObjectNode) read(file);
        fill(payload);
        payload.put("type", "event_callback").put("event_id", "Ev1").put("team_id", "T012AB");
        try (Tenant tenant = new Tenant()) {
            WebhookOutcome outcome = tenant.connector
                    .webhooks()
                    .orElseThrow()
                    .accept(
                            tenant.session(),
                            new EventSigner(Tenant.SIGNING_SECRET)
                                    .sign(
                                            EventSigner.unsigned(payload.toString()),
                                            tenant.company().clock().instant()));
            assertThat(outcome).isNotInstanceOf(WebhookOutcome.Refused.class);
        }
    }

    /** Ids that a real payload always has are blank in the shapes. */
    private static void fill(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (object.has("id")) {
                object.put("id", "X012AB");
            }
        }
        node.forEach(SharedSlackExamplesTest::fill);
    }

    @Test
    void everyActionThatIsAskedForExists() throws IOException {
        Path actions = FOLDER.resolve("raw__audit__v1__actions.json");
        assumeTrue(Files.exists(actions), "the folder of vendor payloads is not beside the project");
        Set<String> published = new HashSet<>();
        read(actions).path("actions").forEach(group -> group.forEach(action -> published.add(action.asString())));
        List<String> asked = new ArrayList<>();
        AuditMeaning.groups().values().forEach(asked::addAll);

        assertThat(published).containsAll(asked);
        assertThat(asked).doesNotHaveDuplicates();
        assertThat(AuditMeaning.groups().values())
                .as("a call names at most 30 actions")
                .allSatisfy(group -> assertThat(group).hasSizeLessThanOrEqualTo(30));
    }

    /** Members that our double answers with are members of the vendor's shapes. */
    @TestFactory
    Stream<DynamicTest> theDoublesAnswersHaveTheVendorsMembers() {
        assumeTrue(Files.isDirectory(FOLDER), "the folder of vendor payloads is not beside the project");
        return Stream.of(
                        "approved-apps:admin.apps.approved.list",
                        "restricted-apps:admin.apps.restricted.list",
                        "app-requests:admin.apps.requests.list",
                        "installed-apps:team.integrationLogs",
                        "people:admin.users.list",
                        "members:users.list",
                        "workflows:admin.workflows.search",
                        "app-activities:admin.apps.activities.list")
                .map(pair -> pair.split(":", 2))
                .map(pair -> DynamicTest.dynamicTest(pair[1], () -> compare(pair[0], pair[1])));
    }

    private static void compare(String stream, String method) throws IOException {
        JsonNode shape = read(FOLDER.resolve("samples__api__%s.json".formatted(method)));
        try (var recording =
                SharedSlackExamplesTest.class.getResourceAsStream("recordings/%s.json".formatted(stream))) {
            JsonNode exchanges = JSON.readTree(recording).path("exchanges");
            int compared = 0;
            for (JsonNode exchange : exchanges) {
                if (exchange.path("path").asString("").endsWith("/" + method)) {
                    assertThat(strange(exchange.path("body"), shape, "$")).isEmpty();
                    compared++;
                }
            }
            assertThat(compared).isPositive();
        }
    }

    private static List<String> strange(JsonNode ours, JsonNode theirs, String path) {
        List<String> strange = new ArrayList<>();
        if (ours instanceof ObjectNode object && theirs.isObject()) {
            for (String member : object.propertyNames()) {
                if (theirs.has(member)) {
                    strange.addAll(strange(object.get(member), theirs.get(member), path + "." + member));
                } else {
                    strange.add(path + "." + member);
                }
            }
        } else if (ours.isArray() && theirs.isArray() && !theirs.isEmpty()) {
            ours.forEach(each -> strange.addAll(strange(each, theirs.get(0), path + "[]")));
        }
        return strange;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        Path root = Path.of("").toAbsolutePath();
        while (root.getParent() != null && !Files.exists(root.resolve(".mvn"))) {
            root = root.getParent();
        }
        return root.resolveSibling(Path.of("shared", "data", "payloads", "slack", "java-slack-sdk"));
    }
}
