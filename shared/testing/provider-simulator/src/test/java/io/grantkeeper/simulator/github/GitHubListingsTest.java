package io.grantkeeper.simulator.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.SimulatorTestClient;
import io.grantkeeper.simulator.company.Company;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tests GitHub's pages, limits, conditional requests and audit log. */
class GitHubListingsTest {

    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

    private final ProviderSimulator simulator = ProviderSimulator.start(Company.demo());
    private final SimulatorTestClient client = new SimulatorTestClient(simulator);

    @AfterEach
    void stop() {
        simulator.close();
    }

    private List<JsonNode> walk(String path) {
        String token = client.installationToken();
        List<JsonNode> rows = new ArrayList<>();
        String next = simulator.github() + path;
        while (!next.isEmpty()) {
            var answer = SimulatorTestClient.send("GET", next, token, "");
            assertThat(answer.status()).isEqualTo(200);
            answer.json().forEach(rows::add);
            Matcher matcher = NEXT.matcher(answer.header("link"));
            next = matcher.find() ? matcher.group(1) : "";
        }
        return rows;
    }

    @Test
    void returnsEveryRowOnceAcrossNextLinks() {
        List<JsonNode> members = walk("/orgs/larkfield/members?per_page=7");
        assertThat(new HashSet<>(members)).hasSameSizeAs(members);
        assertThat(members).hasSize(simulator.company().gitHub().members().size());
    }

    @Test
    void limitsPagesToOneHundredRows() {
        assertThat(client.gitHub("/orgs/larkfield/audit-log?per_page=1000").json())
                .hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void pagesAuditLogByCursorInBothOrders() {
        List<JsonNode> newestFirst = walk("/orgs/larkfield/audit-log?per_page=5");
        List<JsonNode> oldestFirst = walk("/orgs/larkfield/audit-log?per_page=5&order=asc");
        assertThat(oldestFirst).isEqualTo(newestFirst.reversed());
        assertThat(oldestFirst.size()).isGreaterThan(20);
    }

    @Test
    void searchesAuditLogByActionAndTime() {
        assertThat(walk("/orgs/larkfield/audit-log?phrase=action:hook.create"))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.path("action").asString()).isEqualTo("hook.create"));
        assertThat(walk("/orgs/larkfield/audit-log?phrase=created:%3E%3D2026-11-01"))
                .allSatisfy(
                        row -> assertThat(row.path("@timestamp").asLong()).isGreaterThanOrEqualTo(1_793_491_200_000L));
    }

    @Test
    void someAuditRowsAppearLate() {
        for (int i = 0; i < 60; i++) {
            simulator.company().onGitHub().audit(simulator.clock().instant(), "test.row", "danacole", Map.of());
        }
        assertThat(walk("/orgs/larkfield/audit-log?phrase=action:test.row")).isEmpty();
        simulator.clock().advance(Duration.ofMinutes(20));
        int soon = walk("/orgs/larkfield/audit-log?phrase=action:test.row").size();
        simulator.clock().advance(Duration.ofHours(6));
        assertThat(soon).isBetween(1, 59);
        assertThat(walk("/orgs/larkfield/audit-log?phrase=action:test.row")).hasSize(60);
    }

    @Test
    void conditionalRequestForUnchangedListingCostsNoQuota() {
        String token = client.installationToken();
        var first = client.gitHub("GET", "/orgs/larkfield/installations", token, "");
        var second =
                client.gitHub("GET", "/orgs/larkfield/installations", token, "", "If-None-Match", first.header("etag"));
        assertThat(second.status()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(second.header("x-ratelimit-used")).isEqualTo(first.header("x-ratelimit-used"));
        simulator.company().stepDay();
        String later = client.installationToken();
        assertThat(client.gitHub(
                                "GET",
                                "/orgs/larkfield/installations",
                                later,
                                "",
                                "If-None-Match",
                                first.header("etag"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesCallsUntilQuotaWindowEnds() {
        try (ProviderSimulator team = ProviderSimulator.start(
                Company.demo(), SimulatorOptions.defaults().withPlan(GitHubPlan.TEAM))) {
            SimulatorTestClient onTeam = new SimulatorTestClient(team);
            // The limit is 900 calls per minute and endpoint, so using up the hourly quota of 5,000 takes several
            // minutes.
            String token = onTeam.installationToken();
            SimulatorTestClient.Answer answer = onTeam.gitHub("GET", "/users/danacole", token, "");
            for (int i = 0; i < 5_000 && !answer.header("x-ratelimit-remaining").equals("0"); i++) {
                if (i % 800 == 799) {
                    team.clock().advance(Duration.ofMinutes(1));
                }
                answer = onTeam.gitHub("GET", "/users/danacole", token, "");
                assertThat(answer.status()).isEqualTo(200);
            }
            var refused = onTeam.gitHub("GET", "/users/danacole", token, "");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.header("x-ratelimit-remaining")).isEqualTo("0");
            assertThat(refused.header("retry-after")).isEmpty();
            assertThat(team.quotas().refused()).isEqualTo(1);
            team.clock().advance(Duration.ofHours(1));
            assertThat(onTeam.gitHub("/users/danacole").status()).isEqualTo(200);
        }
    }

    @Test
    void secondaryLimitAlternatesBetween403And429() {
        String token = client.installationToken();
        for (int i = 0; i < 900; i++) {
            assertThat(client.gitHub("GET", "/users/danacole", token, "").status())
                    .isEqualTo(200);
        }
        var first = client.gitHub("GET", "/users/danacole", token, "");
        var second = client.gitHub("GET", "/users/danacole", token, "");
        assertThat(List.of(first.status(), second.status())).containsExactly(403, 429);
        assertThat(first.header("retry-after")).isEqualTo("60");
        simulator.clock().advance(Duration.ofMinutes(1));
        assertThat(client.gitHub("GET", "/users/danacole", token, "").status()).isEqualTo(200);
    }

    @Test
    void graphQlReturnsSamlIdentitiesOfMembers() {
        String query = "query($login: String!, $after: String) { organization(login: $login) { samlIdentityProvider {"
                + " externalIdentities(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { user {"
                + " login } samlIdentity { nameId } } } } membersWithRole(first: 2) { totalCount nodes { login } } } }";
        String body = "{\"query\":\"" + query + "\",\"variables\":{\"login\":\"larkfield\",\"after\":null}}";
        JsonNode organization = client.gitHub("POST", "/graphql", client.installationToken(), body)
                .json()
                .path("data")
                .path("organization");
        JsonNode identities = organization.path("samlIdentityProvider").path("externalIdentities");
        assertThat(identities.path("pageInfo").path("hasNextPage").asBoolean()).isFalse();
        assertThat(identities.path("nodes").toString())
                .contains(
                        "{\"user\":{\"login\":\"danacole\"},\"samlIdentity\":{\"nameId\":\"dana.cole@larkfield.example\"}}");
        assertThat(organization.path("membersWithRole").path("nodes")).hasSize(2);
    }

    @Test
    void graphQlReportsUnknownFieldWithStatus200() {
        String token = client.installationToken();
        var unknown = client.gitHub(
                "POST", "/graphql", token, "{\"query\":\"{ organization(login: \\\"larkfield\\\") { shoeSize } }\"}");
        assertThat(unknown.status()).isEqualTo(200);
        assertThat(unknown.body()).contains("shoeSize").contains("errors");
        assertThat(client.gitHub("POST", "/graphql", token, "{\"query\":\"nonsense\"}")
                        .body())
                .contains("errors");
    }

    @Test
    void returnsNotFoundForSecondRevocation() {
        String token = client.installationToken();
        long pat = simulator.company().gitHub().tokens().all().getFirst().id();
        String path = "/orgs/larkfield/personal-access-tokens/" + pat;
        String revoke = "{\"action\":\"revoke\"}";
        assertThat(client.gitHub("POST", path, token, revoke).status()).isEqualTo(204);
        assertThat(client.gitHub("POST", path, token, revoke).status()).isEqualTo(404);
        long hook = simulator.company().gitHub().hooks().all().getFirst().id();
        assertThat(client.gitHub("DELETE", "/orgs/larkfield/hooks/" + hook, token, "")
                        .status())
                .isEqualTo(204);
        assertThat(client.gitHub("DELETE", "/orgs/larkfield/hooks/" + hook, token, "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void addsAuditRowForRevocation() {
        long pat = simulator.company().gitHub().tokens().all().getFirst().id();
        client.gitHub(
                "POST",
                "/orgs/larkfield/personal-access-tokens/" + pat,
                client.installationToken(),
                "{\"action\":\"revoke\"}");
        simulator.clock().advance(Duration.ofHours(6));
        assertThat(walk("/orgs/larkfield/audit-log?phrase=action:personal_access_token.access_revoked"))
                .singleElement()
                .satisfies(row -> assertThat(row.path("actor").asString()).isEqualTo("grantkeeper[bot]"));
    }
}
