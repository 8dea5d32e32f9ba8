package io.grantkeeper.connectors.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.property.testkit.ProjectFolders;
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

@DisplayName("GitHub's published examples next to the project")
class GitHubSharedExamplesTest {
    private static final Path FOLDER = ProjectFolders.vendorPayloads("github");

    @TestFactory
    Stream<DynamicTest> handlesEveryWebhookExampleOrIgnoresItWithReason() throws IOException {
        Path examples = FOLDER.resolve("octokit-webhooks-examples");
        assumeTrue(Files.isDirectory(examples), "the folder of vendor payloads is not available next to the project");
        try (Stream<Path> files = Files.list(examples)) {
            List<Path> sorted = files.sorted().toList();
            return sorted.stream().map(file -> {
                String event = file.getFileName().toString().replace(".json", "");
                return DynamicTest.dynamicTest(
                        event,
                        () -> assertThat(GitHubVendorExamples.deliverAll(event, read(file)))
                                .isNotEmpty());
            });
        }
    }

    @TestFactory
    Stream<DynamicTest> readsEveryListingExample() {
        Map<String, Reader> readers = Map.ofEntries(
                Map.entry(
                        "GET /orgs/{org}/installations",
                        (ids, body) ->
                                rows(body.list("installations"), row -> GitHubInstallationsStream.read(ids, row))),
                Map.entry("GET /orgs/{org}/installation", GitHubInstallationsStream::read),
                Map.entry(
                        "GET /orgs/{org}/personal-access-tokens",
                        (naming, body) ->
                                rows(body.elements(), row -> GitHubFineGrainedTokensStream.read(naming, row))),
                Map.entry(
                        "GET /orgs/{org}/personal-access-token-requests",
                        (naming, body) -> rows(body.elements(), row -> GitHubTokenRequestsStream.read(naming, row))),
                Map.entry(
                        "GET /orgs/{org}/credential-authorizations",
                        (naming, body) ->
                                rows(body.elements(), row -> GitHubCredentialAuthorizationsStream.read(naming, row))),
                Map.entry(
                        "GET /repos/{owner}/{repo}/keys",
                        (naming, body) -> rows(
                                body.elements(),
                                row -> GitHubDeployKeyMapper.read(
                                        naming, row, new GitHubDeployKeyMapper.Repository(1, "octocat/Hello-World")))),
                Map.entry(
                        "GET /orgs/{org}/hooks",
                        (naming, body) ->
                                rows(body.elements(), row -> GitHubOrganizationWebhooksStream.read(naming, row))),
                Map.entry(
                        "GET /orgs/{org}/copilot/billing/seats",
                        (naming, body) -> rows(body.list("seats"), row -> GitHubCopilotSeatsStream.read(naming, row))),
                Map.entry(
                        "GET /orgs/{org}/members",
                        (naming, body) -> rows(
                                body.elements(),
                                row -> GitHubMembersStream.person(naming, row, EmploymentStatus.ACTIVE).stream()
                                        .toList())),
                Map.entry(
                        "GET /orgs/{org}/outside_collaborators",
                        (naming, body) -> rows(
                                body.elements(),
                                row -> GitHubMembersStream.person(naming, row, EmploymentStatus.EXTERNAL).stream()
                                        .toList())));
        return readers.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    List<AccessObservation> items = new ArrayList<>();
                    for (JsonNode example : examples(entry.getKey())) {
                        items.addAll(entry.getValue().read(ids(), body(example)));
                    }
                    assertThat(items).isNotEmpty();
                }));
    }

    @Test
    void readsCodingAgentExamplesForAllSelectedAndNoRepositories() throws ConnectorException {
        List<Integer> found = new ArrayList<>();
        for (JsonNode example : examples("GET /orgs/{org}/copilot/coding-agent/permissions")) {
            found.add(GitHubCodingAgentStream.read(ids(), body(example)).size());
        }
        assertThat(found).containsExactlyInAnyOrder(1, 1, 0);
    }

    @Test
    void ignoresAuditLogExamplesWithoutEffectOnAccess() throws ConnectorException {
        for (JsonNode example : examples("GET /orgs/{org}/audit-log")) {
            for (JsonNodeReader row : body(example).elements()) {
                assertThat(new GitHubAuditRowReader(
                                        ids(),
                                        new GitHubInstalledAppLookup(new GitHubClient(new ScriptedGitHub()), ids()))
                                .read(row))
                        .isEmpty();
            }
        }
    }

    @Test
    void acceptsSyntheticWebhookForTokenRequest() throws ConnectorException, IOException {
        Path file = FOLDER.resolveSibling("synthetic").resolve("github.personal_access_token_request.created.json");
        assumeTrue(Files.exists(file), "the folder of vendor payloads is not available next to the project");
        assertThat(GitHubTestWebhooks.deliver("acme", "personal_access_token_request", Files.readAllBytes(file)))
                .isInstanceOf(WebhookOutcome.Accepted.class);
    }

    @FunctionalInterface
    private interface Reader {
        List<AccessObservation> read(GitHubIds ids, JsonNodeReader body) throws ConnectorException;
    }

    @FunctionalInterface
    private interface RowReader {
        List<AccessObservation> read(JsonNodeReader row) throws ConnectorException;
    }

    private static List<AccessObservation> rows(List<JsonNodeReader> rows, RowReader reader) throws ConnectorException {
        List<AccessObservation> items = new ArrayList<>();
        for (JsonNodeReader row : rows) {
            items.addAll(reader.read(row));
        }
        return items;
    }

    private static GitHubIds ids() {
        return new GitHubIds(GitHubTenantDouble.CONNECTION);
    }

    private static JsonNodeReader body(JsonNode example) throws ConnectorException {
        return JsonNodeReader.of(
                "an example",
                GitHubVendorExamples.MAPPER.writeValueAsString(example).getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode examples(String operation) {
        Path file = FOLDER.resolve("openapi-examples.json");
        assumeTrue(Files.exists(file), "the folder of vendor payloads is not available next to the project");
        JsonNode examples = read(file).get(operation);
        assertThat(examples).as(operation).isNotNull();
        return examples;
    }

    private static JsonNode read(Path file) {
        try {
            return GitHubVendorExamples.MAPPER.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
