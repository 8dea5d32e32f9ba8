package io.grantkeeper.connectors.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.identity.Employment;
import io.grantkeeper.identity.Observation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

@DisplayName("GitHub's published examples beside the project")
class SharedExamplesTest {
    private static final Path FOLDER = folder();

    @TestFactory
    Stream<DynamicTest> everyWebhookExampleIsHeardOrLeftAloneWithAReason() throws IOException {
        Path examples = FOLDER.resolve("octokit-webhooks-examples");
        assumeTrue(Files.isDirectory(examples), "the folder of vendor payloads is not beside the project");
        try (Stream<Path> files = Files.list(examples)) {
            List<Path> sorted = files.sorted().toList();
            return sorted.stream().map(file -> {
                String event = file.getFileName().toString().replace(".json", "");
                return DynamicTest.dynamicTest(
                        event,
                        () -> assertThat(VendorExamples.deliverAll(event, read(file)))
                                .isNotEmpty());
            });
        }
    }

    @TestFactory
    Stream<DynamicTest> everyListedExampleIsRead() {
        Map<String, Reader> readers = Map.ofEntries(
                Map.entry(
                        "GET /orgs/{org}/installations",
                        (naming, body) -> rows(body.list("installations"), row -> Installations.read(naming, row))),
                Map.entry("GET /orgs/{org}/installation", Installations::read),
                Map.entry(
                        "GET /orgs/{org}/personal-access-tokens",
                        (naming, body) -> rows(body.elements(), row -> FineGrainedTokens.read(naming, row))),
                Map.entry(
                        "GET /orgs/{org}/personal-access-token-requests",
                        (naming, body) -> rows(body.elements(), row -> TokenRequests.read(naming, row))),
                Map.entry(
                        "GET /orgs/{org}/credential-authorizations",
                        (naming, body) -> rows(body.elements(), row -> AuthorizedCredentials.read(naming, row))),
                Map.entry(
                        "GET /repos/{owner}/{repo}/keys",
                        (naming, body) -> rows(
                                body.elements(),
                                row -> DeployKey.read(
                                        naming, row, new DeployKey.Repository(1, "octocat/Hello-World")))),
                Map.entry(
                        "GET /orgs/{org}/hooks",
                        (naming, body) -> rows(body.elements(), row -> OrganizationHooks.read(naming, row))),
                Map.entry(
                        "GET /orgs/{org}/copilot/billing/seats",
                        (naming, body) -> rows(body.list("seats"), row -> CopilotSeats.read(naming, row))),
                Map.entry(
                        "GET /orgs/{org}/members",
                        (naming, body) -> rows(
                                body.elements(),
                                row -> People.person(naming, row, Employment.ACTIVE).stream()
                                        .toList())),
                Map.entry(
                        "GET /orgs/{org}/outside_collaborators",
                        (naming, body) -> rows(
                                body.elements(),
                                row -> People.person(naming, row, Employment.EXTERNAL).stream()
                                        .toList())));
        return readers.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    List<Observation> items = new ArrayList<>();
                    for (JsonNode example : examples(entry.getKey())) {
                        items.addAll(entry.getValue().read(naming(), body(example)));
                    }
                    assertThat(items).isNotEmpty();
                }));
    }

    @Test
    void theCodingAgentsThreeExamplesAreAllSelectedAndNone() throws ConnectorException {
        List<Integer> found = new ArrayList<>();
        for (JsonNode example : examples("GET /orgs/{org}/copilot/coding-agent/permissions")) {
            found.add(CodingAgent.read(naming(), body(example)).size());
        }
        assertThat(found).containsExactlyInAnyOrder(1, 1, 0);
    }

    @Test
    void theAuditLogsExamplesSayNothingAboutAccess() throws ConnectorException {
        for (JsonNode example : examples("GET /orgs/{org}/audit-log")) {
            for (JsonBody row : body(example).elements()) {
                assertThat(new AuditRows(naming(), new InstalledApps(new GitHubApi(new ScriptedGitHub()), naming()))
                                .read(row))
                        .isEmpty();
            }
        }
    }

    @Test
    void theSyntheticTokenRequestIsHeard() throws ConnectorException, IOException {
        Path file = FOLDER.resolveSibling("synthetic").resolve("github.personal_access_token_request.created.json");
        assumeTrue(Files.exists(file), "the folder of vendor payloads is not beside the project");
        assertThat(Webhooks.deliver("acme", "personal_access_token_request", Files.readAllBytes(file)))
                .isInstanceOf(WebhookOutcome.Accepted.class);
    }

    @FunctionalInterface
    private interface Reader {
        List<Observation> read(Naming naming, JsonBody body) throws ConnectorException;
    }

    @FunctionalInterface
    private interface RowReader {
        List<Observation> read(JsonBody row) throws ConnectorException;
    }

    private static List<Observation> rows(List<JsonBody> rows, RowReader reader) throws ConnectorException {
        List<Observation> items = new ArrayList<>();
        for (JsonBody row : rows) {
            items.addAll(reader.read(row));
        }
        return items;
    }

    private static Naming naming() {
        return new Naming(GitHubTenantDouble.CONNECTION);
    }

    private static JsonBody body(JsonNode example) throws ConnectorException {
        return JsonBody.of(
                "an example", VendorExamples.MAPPER.writeValueAsString(example).getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode examples(String operation) {
        Path file = FOLDER.resolve("openapi-examples.json");
        assumeTrue(Files.exists(file), "the folder of vendor payloads is not beside the project");
        JsonNode examples = read(file).get(operation);
        assertThat(examples).as(operation).isNotNull();
        return examples;
    }

    private static JsonNode read(Path file) {
        try {
            return VendorExamples.MAPPER.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code ../shared} of the project's root, from wherever in the project the tests run. */
    private static Path folder() {
        Path root = Path.of("").toAbsolutePath();
        while (root.getParent() != null && !Files.exists(root.resolve(".mvn"))) {
            root = root.getParent();
        }
        return root.resolveSibling(Path.of("shared", "data", "payloads", "github"));
    }
}
