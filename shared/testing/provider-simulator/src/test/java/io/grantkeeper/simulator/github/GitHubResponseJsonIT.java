package io.grantkeeper.simulator.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.networknt.schema.Error;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.SimulatorTestClient;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.GitHubEvent;
import io.grantkeeper.simulator.company.GitHubTenant;
import io.grantkeeper.simulator.http.SimulatorJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Tests every GitHub response of the simulator against GitHub's own OpenAPI description. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GitHubResponseJsonIT {

    private enum As {
        APP,
        INSTALLATION,
        OWNER
    }

    private record Case(String method, String template, String path, As as, String body) {}

    private static final Path VENDOR_EXAMPLES = Path.of("data", "payloads", "github", "openapi-examples.json");

    private final ProviderSimulator simulator = ProviderSimulator.start(Company.demo());
    private final SimulatorTestClient client = new SimulatorTestClient(simulator);
    private final List<SimulatedWebhookDelivery> lost = loseSomeMessages();
    private final List<Case> cases = cases();
    private GitHubOpenApiDescription description;

    @BeforeAll
    void fetchTheDescription() {
        description = GitHubOpenApiDescription.ofRestApi();
    }

    @AfterAll
    void stop() {
        simulator.close();
    }

    @TestFactory
    Stream<DynamicTest> everyResponseMatchesGitHubsDescription() {
        Map<As, String> credentials = Map.of(
                As.APP, client.appAssertion(),
                As.INSTALLATION, client.installationToken(),
                As.OWNER, client.credentials().gitHubOwnerToken());
        return cases.stream()
                .map(each ->
                        dynamicTest(each.method + ' ' + each.template, () -> check(each, credentials.get(each.as))));
    }

    private void check(Case each, String credential) {
        var answer = client.gitHub(each.method, each.path, credential, each.body);
        assertThat(answer.status()).as(answer.body()).isLessThan(300);
        assertThat(description.documents(each.method, each.template, answer.status()))
                .as("GitHub documents the status " + answer.status())
                .isTrue();
        if (answer.status() == 204) {
            assertThat(answer.body()).isEmpty();
            return;
        }
        assertThat(description.documentsBody(each.method, each.template, answer.status()))
                .isTrue();
        assertThat(problems(each, answer.status(), answer.json())).isEmpty();
        if (answer.status() == 200) {
            assertThat(answer.json().size())
                    .as("the demo company has data for this endpoint")
                    .isPositive();
        }
    }

    @Test
    void coversEverySimulatedOperation() {
        Set<String> checked = new TreeSet<>();
        cases.forEach(each -> checked.add(each.method + ' ' + each.template));
        Set<String> answered = new TreeSet<>();
        simulator.gitHubDouble().routes().forEach(route -> answered.add(route.method() + ' ' + route.template()));
        answered.remove("POST /graphql"); // Described by GitHub's GraphQL schema instead.
        assertThat(checked).isEqualTo(answered);
    }

    @Test
    void detectsResponseThatContradictsGitHubsDescription() {
        JsonNode wrong = SimulatorJson.read(
                "{\"total_count\":\"eleven\",\"installations\":[]}".getBytes(StandardCharsets.UTF_8));
        assertThat(description.problems("GET", "/orgs/{org}/installations", 200, wrong))
                .isNotEmpty();
    }

    @Test
    void vendorExamplesMatchDescriptionAndHaveNoFieldsMissingFromDouble() throws IOException {
        Path file = sharedFolder().resolve(VENDOR_EXAMPLES);
        assumeTrue(Files.exists(file), "the vendor's collected examples are not next to this project");
        JsonNode examples = SimulatorJson.read(Files.readAllBytes(file));
        String token = client.installationToken();
        List<String> missing = new ArrayList<>();
        for (Case each : cases) {
            JsonNode example = examples.path(each.method + ' ' + each.template).path("200 default");
            if (example.isMissingNode() || each.as != As.INSTALLATION) {
                continue;
            }
            assertThat(problems(each, 200, example)).as(each.template).isEmpty();
            var ours = client.gitHub(each.method, each.path, token, each.body).json();
            Set<String> left = fieldsOf(example);
            left.removeAll(fieldsOf(ours));
            left.removeAll(FIELDS_OMITTED_BY_DOUBLE);
            if (!left.isEmpty()) {
                missing.add(each.template + ' ' + left);
            }
        }
        assertThat(missing).isEmpty();
    }

    /**
     * Fields for which GitHub's description contradicts GitHub's own examples, keyed by route. The description requires
     * an installation's account to be a user and an enterprise at the same time, and requires the team that assigned a
     * seat to have the fields of an enterprise team.
     */
    private static final Map<String, String> DESCRIBED_WRONGLY = Map.of(
            "/app/installations", "account",
            "/orgs/{org}/copilot/billing/seats", "assigning_team");

    private List<Error> problems(Case each, int status, JsonNode body) {
        String wrong = '/' + DESCRIBED_WRONGLY.getOrDefault(each.template, "(nothing)");
        return description.problems(each.method, each.template, status, body).stream()
                .filter(error -> !error.getInstanceLocation().toString().endsWith(wrong))
                .toList();
    }

    /** Fields in GitHub's examples that the double omits because they are irrelevant to access. */
    private static final Set<String> FIELDS_OMITTED_BY_DOUBLE = Set.of(
            "security_and_analysis",
            "permissions",
            "template_repository",
            "temp_clone_token",
            "custom_properties",
            "allow_auto_merge",
            "allow_merge_commit",
            "allow_rebase_merge",
            "allow_squash_merge",
            "team" // GitHub's example for the audit log is about a team.
            );

    /**
     * Returns the names of an object's fields. If the answer is a list or contains a list, returns the names of the
     * fields in the list's first row.
     */
    private static Set<String> fieldsOf(JsonNode answer) {
        if (answer.isArray()) {
            return new TreeSet<>(answer.path(0).propertyNames());
        }
        for (JsonNode value : answer) {
            if (value.isArray() && value.path(0).isObject()) {
                return new TreeSet<>(value.path(0).propertyNames());
            }
        }
        return new TreeSet<>(answer.propertyNames());
    }

    private static Path sharedFolder() {
        Path root = Path.of("").toAbsolutePath();
        while (root.getParent() != null && !Files.exists(root.resolve(".mvn"))) {
            root = root.getParent();
        }
        return root.resolveSibling("shared");
    }

    private List<SimulatedWebhookDelivery> loseSomeMessages() {
        simulator.company().onGitHub().queueWebhook(new GitHubEvent.Ping());
        return simulator.webhooks().loseAll();
    }

    private List<Case> cases() {
        GitHubTenant tenant = simulator.company().gitHub();
        long own = client.credentials().gitHubInstallationId();
        var subset = tenant.tokens().all().stream()
                .filter(token -> token.repositorySelection().equals("subset"))
                .toList();
        long token = subset.getFirst().id();
        long bulkToken = subset.getLast().id();
        var requests = tenant.tokenRequests().all();
        var key = tenant.deployKeys().all().getFirst();
        String repository =
                tenant.repositories().find(key.repositoryId()).orElseThrow().name();
        long hook = tenant.hooks().all().getFirst().id();
        long credential = tenant.credentials().all().getFirst().id();
        String org = "/orgs/larkfield";
        // Reads come first, because the writes at the end remove objects that the reads need.
        return new CaseList()
                .add("GET", "/app", "/app", As.APP)
                .add("GET", "/app/installations", "/app/installations", As.APP)
                .add("GET", "/app/installations/{installation_id}", "/app/installations/" + own, As.APP)
                .add("GET", "/orgs/{org}/installation", org + "/installation", As.APP)
                .add(
                        "POST",
                        "/app/installations/{installation_id}/access_tokens",
                        "/app/installations/" + own + "/access_tokens",
                        As.APP)
                .add("GET", "/app/hook/deliveries", "/app/hook/deliveries", As.APP)
                .add(
                        "GET",
                        "/app/hook/deliveries/{delivery_id}",
                        "/app/hook/deliveries/" + lost.getFirst().id(),
                        As.APP)
                .add(
                        "POST",
                        "/app/hook/deliveries/{delivery_id}/attempts",
                        "/app/hook/deliveries/" + lost.getFirst().id() + "/attempts",
                        As.APP)
                .add("GET", "/rate_limit", "/rate_limit", As.INSTALLATION)
                .add("GET", "/installation/repositories", "/installation/repositories", As.INSTALLATION)
                .add("GET", "/orgs/{org}", org, As.INSTALLATION)
                .add("GET", "/users/{username}", "/users/danacole", As.INSTALLATION)
                .organization(
                        "/actions/oidc/customization/sub",
                        "/installations",
                        "/members",
                        "/organization-roles",
                        "/outside_collaborators",
                        "/repos",
                        "/hooks",
                        "/copilot/billing/seats",
                        "/copilot/coding-agent/permissions",
                        "/copilot/coding-agent/permissions/repositories",
                        "/actions/secrets",
                        "/dependabot/secrets",
                        "/agents/secrets",
                        "/personal-access-tokens",
                        "/personal-access-token-requests",
                        "/audit-log")
                .add(
                        "GET",
                        "/orgs/{org}/insights/api/subject-stats",
                        org + "/insights/api/subject-stats?min_timestamp=2026-11-01T00:00:00Z",
                        As.INSTALLATION)
                .add(
                        "GET",
                        "/orgs/{org}/organization-roles/{role_id}/users",
                        org + "/organization-roles/9001/users",
                        As.INSTALLATION)
                .add("GET", "/orgs/{org}/hooks/{hook_id}", org + "/hooks/" + hook, As.INSTALLATION)
                .add(
                        "GET",
                        "/orgs/{org}/personal-access-tokens/{pat_id}/repositories",
                        org + "/personal-access-tokens/" + token + "/repositories",
                        As.INSTALLATION)
                .add(
                        "GET",
                        "/orgs/{org}/personal-access-token-requests/{pat_request_id}/repositories",
                        org + "/personal-access-token-requests/"
                                + requests.getFirst().id() + "/repositories",
                        As.INSTALLATION)
                .add("GET", "/orgs/{org}/credential-authorizations", org + "/credential-authorizations", As.OWNER)
                .add("GET", "/repos/{owner}/{repo}/keys", "/repos/larkfield/" + repository + "/keys", As.INSTALLATION)
                .add(
                        "GET",
                        "/repos/{owner}/{repo}/keys/{key_id}",
                        "/repos/larkfield/" + repository + "/keys/" + key.id(),
                        As.INSTALLATION)
                .repository(
                        tenant.repositories().all().getLast().name(),
                        "/actions/secrets",
                        "/actions/oidc/customization/sub")
                .repository(tenant.repositories().all().getFirst().name(), "/actions/organization-secrets")
                .add(
                        "POST",
                        "/orgs/{org}/personal-access-tokens/{pat_id}",
                        org + "/personal-access-tokens/" + token,
                        "{\"action\":\"revoke\"}")
                .add(
                        "POST",
                        "/orgs/{org}/personal-access-tokens",
                        org + "/personal-access-tokens",
                        "{\"action\":\"revoke\",\"pat_ids\":[" + bulkToken + "]}")
                .add(
                        "POST",
                        "/orgs/{org}/personal-access-token-requests/{pat_request_id}",
                        org + "/personal-access-token-requests/"
                                + requests.getFirst().id(),
                        "{\"action\":\"deny\",\"reason\":\"not needed\"}")
                .add(
                        "POST",
                        "/orgs/{org}/personal-access-token-requests",
                        org + "/personal-access-token-requests",
                        "{\"action\":\"deny\",\"pat_request_ids\":["
                                + requests.getLast().id() + "]}")
                .add(
                        "DELETE",
                        "/orgs/{org}/credential-authorizations/{credential_id}",
                        org + "/credential-authorizations/" + credential,
                        As.OWNER)
                .add(
                        "DELETE",
                        "/repos/{owner}/{repo}/keys/{key_id}",
                        "/repos/larkfield/" + repository + "/keys/" + key.id(),
                        As.INSTALLATION)
                .add("DELETE", "/orgs/{org}/hooks/{hook_id}", org + "/hooks/" + hook, As.INSTALLATION)
                .cases;
    }

    private static final class CaseList {
        private final List<Case> cases = new ArrayList<>();

        CaseList add(String method, String template, String path, As as) {
            cases.add(new Case(method, template, path, as, ""));
            return this;
        }

        CaseList add(String method, String template, String path, String body) {
            cases.add(new Case(method, template, path, As.INSTALLATION, body));
            return this;
        }

        CaseList repository(String repository, String... listings) {
            for (String listing : listings) {
                add(
                        "GET",
                        "/repos/{owner}/{repo}" + listing,
                        "/repos/larkfield/" + repository + listing,
                        As.INSTALLATION);
            }
            return this;
        }

        CaseList organization(String... listings) {
            for (String listing : listings) {
                add("GET", "/orgs/{org}" + listing, "/orgs/larkfield" + listing, As.INSTALLATION);
            }
            return this;
        }
    }
}
