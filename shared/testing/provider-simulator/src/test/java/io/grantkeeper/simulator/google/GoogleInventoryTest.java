package io.grantkeeper.simulator.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.SimulatorTestClient;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.simulator.company.GoogleAccountStatus;
import io.grantkeeper.simulator.company.GoogleGrant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tests Google's listings, reports and quotas. */
class GoogleInventoryTest {

    private static final String USERS = "/admin/directory/v1/users?customer=my_customer";
    private static final String TOKENS = "/admin/reports/v1/activity/users/all/applications/token";

    private final ProviderSimulator simulator = ProviderSimulator.start(Company.demo());
    private final SimulatorTestClient client = new SimulatorTestClient(simulator);
    private final String token = client.googleToken(
            GoogleDoubleScopes.USERS_READ,
            GoogleDoubleScopes.USER_SECURITY,
            GoogleDoubleScopes.REPORTS,
            GoogleDoubleScopes.CLOUD_PLATFORM_READ);

    @AfterEach
    void stop() {
        simulator.close();
    }

    private JsonNode get(String path) {
        var answer = client.google("GET", path, token, "");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private List<JsonNode> walk(String path, String rows) {
        List<JsonNode> all = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = get(path + (next.isEmpty() ? "" : "&pageToken=" + next));
            page.path(rows).forEach(all::add);
            next = page.path("nextPageToken").asString("");
        } while (!next.isEmpty());
        return all;
    }

    private CompanyPerson person(String local) {
        return simulator.company().people().find(local + "@larkfield.example").orElseThrow();
    }

    @Test
    void returnsEveryUserOnceAcrossPages() {
        List<JsonNode> users = walk(USERS + "&maxResults=9", "users");
        assertThat(new HashSet<>(users)).hasSameSizeAs(users);
        assertThat(users).hasSize(62); // 60 active people, one suspended, one archived
    }

    @Test
    void listsDeletedUsersSeparatelyOnRequest() {
        assertThat(walk(USERS + "&showDeleted=true", "users"))
                .singleElement()
                .satisfies(
                        user -> assertThat(user.path("deletionTime").asString()).isNotEmpty());
    }

    @Test
    void includesManagerOnlyInFullProjection() {
        String path = "/admin/directory/v1/users/dana.cole@larkfield.example";
        assertThat(get(path).has("relations")).isFalse();
        JsonNode relation = get(path + "?projection=full").path("relations").path(0);
        assertThat(relation.path("type").asString()).isEqualTo("manager");
        assertThat(relation.path("value").asString()).isEqualTo("lena.fischer@larkfield.example");
    }

    @Test
    void omitsEmptyLists() {
        assertThat(get("/admin/directory/v1/users/dana.cole@larkfield.example/tokens")
                        .has("items"))
                .isTrue();
        assertThat(get("/admin/directory/v1/users/helena.voss@larkfield.example/asps")
                        .has("items"))
                .isFalse();
    }

    @Test
    void failsSomeCallsAboutSuspendedUsers() {
        Set<Integer> statuses = new HashSet<>();
        for (CompanyPerson someone : simulator.company().people().active()) {
            simulator.company().people().setStatus(someone.id(), GoogleAccountStatus.SUSPENDED);
            String admin = simulator.googleDouble().issueToken("ben.carter@larkfield.example", GoogleDoubleScopes.FULL);
            if (!someone.administrator()) {
                statuses.add(client.google("GET", "/admin/directory/v1/users/" + someone.id() + "/tokens", admin, "")
                        .status());
            }
        }
        assertThat(statuses).containsExactlyInAnyOrder(200, 400);
    }

    @Test
    void revokesTokenOnceAndReportsRevocation() {
        CompanyPerson dana = person("dana.cole");
        GoogleGrant grant = simulator.company().google().grantsOf(dana.id()).getFirst();
        String path = "/admin/directory/v1/users/" + dana.id() + "/tokens/"
                + grant.app().clientId();
        assertThat(client.google("DELETE", path, token, "").status()).isEqualTo(204);
        assertThat(client.google("DELETE", path, token, "").status()).isEqualTo(404);
        simulator.clock().advance(Duration.ofMinutes(50));
        simulator.company();
        var late = simulator.company().google().report("token").firstEntry().getValue();
        assertThat(late.detail().eventName()).isEqualTo("revoke");
    }

    @Test
    void deletesAppPasswordAndReturnsNotFoundForSecondDeletion() {
        String path = "/admin/directory/v1/users/luca.ferrari@larkfield.example/asps/2";
        assertThat(get(path).path("lastTimeUsed").asString()).isEqualTo("0");
        assertThat(client.google("DELETE", path, token, "").status()).isEqualTo(204);
        assertThat(client.google("DELETE", path, token, "").status()).isEqualTo(404);
    }

    @Test
    void requiresCloudScopeToDisableKeyAndKeepsDisabledKeyListed() {
        var account = simulator.company().google().serviceAccounts().all().getFirst();
        String keys = "/v1/projects/%s/serviceAccounts/%s/keys".formatted(account.projectId(), account.email());
        String path = keys + "/" + account.keys().getFirst().id() + ":disable";
        assertThat(client.google("POST", path, token, "").status()).isEqualTo(403);
        String cloud = simulator
                .googleDouble()
                .issueToken("ben.carter@larkfield.example", Set.of(GoogleDoubleScopes.CLOUD_PLATFORM));
        assertThat(client.google("POST", keys + "/0000:disable", cloud, "").status())
                .isEqualTo(404);
        assertThat(client.google("POST", path, cloud, "").status()).isEqualTo(200);
        assertThat(client.google("POST", path, cloud, "").status()).isEqualTo(200);
        assertThat(client.google("GET", keys, cloud, "").json().path("keys"))
                .filteredOn(key -> key.path("disabled").asBoolean())
                .extracting(key -> "/v1/" + key.path("name").asString() + ":disable")
                .contains(path);
    }

    @Test
    void pagesActivitiesNewestFirstWithoutDuplicates() {
        List<JsonNode> rows = walk(TOKENS + "?maxResults=40", "items");
        assertThat(rows).hasSizeGreaterThan(100);
        List<String> times =
                rows.stream().map(row -> row.path("id").path("time").asString()).toList();
        assertThat(times.stream().map(Instant::parse)).isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(rows.stream().map(row -> row.path("id").toString()).distinct())
                .hasSameSizeAs(rows);
    }

    @Test
    void returnsScopesOfAuthorizeEventInMultiValueParameter() {
        JsonNode event = get(TOKENS + "?eventName=authorize&maxResults=1")
                .path("items")
                .path(0)
                .path("events")
                .path(0);
        assertThat(event.path("name").asString()).isEqualTo("authorize");
        List<String> names = event.path("parameters").findValuesAsString("name");
        assertThat(names).contains("client_id", "app_name", "scope", "scope_data");
        event.path("parameters")
                .forEach(parameter -> assertThat(parameter.has("multiValue"))
                        .isEqualTo(parameter.path("name").asString().equals("scope")));
    }

    @Test
    void filtersActivitiesByTimePersonAndEvent() {
        String since = "2026-11-01T00:00:00.000Z";
        assertThat(walk(TOKENS + "?startTime=" + since, "items"))
                .allSatisfy(row ->
                        assertThat(row.path("id").path("time").asString()).isGreaterThanOrEqualTo(since));
        assertThat(walk(TOKENS.replace("/all/", "/dana.cole@larkfield.example/") + "?maxResults=1000", "items"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.path("actor").path("email").asString())
                        .isEqualTo("dana.cole@larkfield.example"));
        assertThat(client.google("GET", TOKENS + "?startTime=yesterday", token, "")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void showsDomainWideDelegationInAdminReport() {
        JsonNode items = get("/admin/reports/v1/activity/users/all/applications/admin"
                        + "?eventName=AUTHORIZE_API_CLIENT_ACCESS")
                .path("items");
        assertThat(items).hasSize(1);
        assertThat(items.toString()).contains("API_CLIENT_NAME", "110458723349061283741", "API_SCOPES");
    }

    @Test
    void someReportRowsAppearLate() {
        CompanyPerson dana = person("dana.cole");
        GoogleGrant grant = simulator.company().google().grantsOf(dana.id()).getFirst();
        String since = simulator.clock().instant().toString();
        for (int i = 0; i < 60; i++) {
            simulator
                    .company()
                    .onGoogle()
                    .use(
                            dana,
                            grant.app(),
                            "gmail",
                            "gmail.users.messages.list",
                            1,
                            simulator.clock().instant());
        }
        simulator.clock().advance(Duration.ofMinutes(20));
        int soon = walk(TOKENS + "?startTime=" + since, "items").size();
        simulator.clock().advance(Duration.ofMinutes(39));
        int later = walk(TOKENS + "?startTime=" + since, "items").size();
        assertThat(soon).isBetween(30, 59);
        assertThat(later).isBetween(soon, 60);
    }

    @Test
    void limitsFilteredReportToSmallQuotaAndOmitsRetryAfter() {
        List<Integer> refusals = new ArrayList<>();
        for (int i = 0; i < 253; i++) {
            var answer = client.google("GET", TOKENS + "?eventName=authorize&maxResults=1", token, "");
            if (answer.status() != 200) {
                refusals.add(answer.status());
                assertThat(answer.header("retry-after")).isEmpty();
            }
        }
        assertThat(refusals).containsExactly(503, 403, 403);
        assertThat(client.google("GET", TOKENS + "?maxResults=1", token, "").status())
                .isEqualTo(200);
        simulator.clock().advance(Duration.ofMinutes(1));
        assertThat(client.google("GET", TOKENS + "?eventName=authorize&maxResults=1", token, "")
                        .status())
                .isEqualTo(200);
        assertThat(simulator.quotas().usage().get("google reports filtered").refused())
                .isEqualTo(3);
    }

    @Test
    void listsServiceAccountKeysIncludingNonExpiringOnes() {
        JsonNode accounts = get("/v1/projects/larkfield-backup/serviceAccounts").path("accounts");
        String email = accounts.path(0).path("email").asString();
        JsonNode key = get("/v1/projects/larkfield-backup/serviceAccounts/" + email + "/keys?keyTypes=USER_MANAGED")
                .path("keys")
                .path(0);
        assertThat(key.path("validBeforeTime").asString()).startsWith("9999-");
    }
}
