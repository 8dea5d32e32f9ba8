package io.grantkeeper.connectors.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.property.testkit.ProjectFolders;
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

/**
 * Tests the connector and the test double against the examples in the vendor's SDK. The examples' values are
 * blank, so the tests compare only the members, or fill in ids.
 */
@DisplayName("The shapes of Slack's SDK next to the project")
class SlackSharedExamplesTest {
    private static final Path FOLDER = ProjectFolders.vendorPayloads("slack/java-slack-sdk");
    private static final JsonMapper JSON = JsonMapper.shared();

    @TestFactory
    Stream<DynamicTest> handlesOrIgnoresEveryEventExample() throws IOException {
        assumeTrue(Files.isDirectory(FOLDER), "the folder of vendor payloads is not available next to the project");
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> shapes = files.filter(file -> name(file).startsWith("samples__events__"))
                    .filter(file -> !name(file).contains("AppRateLimited"))
                    .sorted()
                    .toList();
            return shapes.stream().map(file -> DynamicTest.dynamicTest(name(file), () -> assertNotRefused(file)));
        }
    }

    private static void assertNotRefused(Path file) throws Exception {
        ObjectNode payload = (ObjectNode) read(file);
        fill(payload);
        payload.put("type", "event_callback").put("event_id", "Ev1").put("team_id", "T012AB");
        try (SlackTestTenant tenant = new SlackTestTenant()) {
            WebhookOutcome outcome = tenant.connector
                    .webhooks()
                    .orElseThrow()
                    .accept(
                            tenant.session(),
                            new SlackEventSigner(SlackTestTenant.SIGNING_SECRET)
                                    .sign(
                                            SlackEventSigner.unsigned(payload.toString()),
                                            tenant.company().clock().instant()));
            assertThat(outcome).isNotInstanceOf(WebhookOutcome.Refused.class);
        }
    }

    /** Fills in the ids, which are blank in the examples but present in every real payload. */
    private static void fill(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (object.has("id")) {
                object.put("id", "X012AB");
            }
        }
        node.forEach(SlackSharedExamplesTest::fill);
    }

    @Test
    void requestsOnlyAuditActionsThatSlackPublishes() throws IOException {
        Path actions = FOLDER.resolve("raw__audit__v1__actions.json");
        assumeTrue(Files.exists(actions), "the folder of vendor payloads is not available next to the project");
        Set<String> published = new HashSet<>();
        read(actions).path("actions").forEach(group -> group.forEach(action -> published.add(action.asString())));
        List<String> asked = new ArrayList<>();
        SlackAuditActions.groups().values().forEach(asked::addAll);

        assertThat(published).containsAll(asked);
        assertThat(asked).doesNotHaveDuplicates();
        assertThat(SlackAuditActions.groups().values())
                .as("a call names at most 30 actions")
                .allSatisfy(group -> assertThat(group).hasSizeLessThanOrEqualTo(30));
    }

    /** Verifies that the test double's responses contain only members that the vendor's examples contain. */
    @TestFactory
    Stream<DynamicTest> doubleReturnsOnlyMembersThatVendorExamplesContain() {
        assumeTrue(Files.isDirectory(FOLDER), "the folder of vendor payloads is not available next to the project");
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
                SlackSharedExamplesTest.class.getResourceAsStream("recordings/%s.json".formatted(stream))) {
            JsonNode exchanges = JSON.readTree(recording).path("exchanges");
            int compared = 0;
            for (JsonNode exchange : exchanges) {
                if (exchange.path("path").asString("").endsWith("/" + method)) {
                    assertThat(unknownMembers(exchange.path("body"), shape, "$"))
                            .isEmpty();
                    compared++;
                }
            }
            assertThat(compared).isPositive();
        }
    }

    private static List<String> unknownMembers(JsonNode ours, JsonNode theirs, String path) {
        List<String> strange = new ArrayList<>();
        if (ours instanceof ObjectNode object && theirs.isObject()) {
            for (String member : object.propertyNames()) {
                if (theirs.has(member)) {
                    strange.addAll(unknownMembers(object.get(member), theirs.get(member), path + "." + member));
                } else {
                    strange.add(path + "." + member);
                }
            }
        } else if (ours.isArray() && theirs.isArray() && !theirs.isEmpty()) {
            ours.forEach(each -> strange.addAll(unknownMembers(each, theirs.get(0), path + "[]")));
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
}
