package io.grantkeeper.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.SimulatorTestClient;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.GitHubAccount;
import io.grantkeeper.simulator.company.GitHubInstallation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("Traps in listings")
class InconsistentListingsTest {
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");
    private static final String MEMBERS = "/orgs/larkfield/members?per_page=100";

    private final ProviderSimulator simulator = ProviderSimulator.start(Company.demo());
    private final SimulatorTestClient client = new SimulatorTestClient(simulator);
    private final InconsistentListings traps = simulator.traps();

    @AfterEach
    void stop() {
        simulator.close();
    }

    private List<String> members() {
        String token = client.installationToken();
        List<String> logins = new ArrayList<>();
        String next = simulator.github() + MEMBERS;
        while (!next.isEmpty()) {
            var answer = SimulatorTestClient.send("GET", next, token, "");
            assertThat(answer.status()).isEqualTo(200);
            for (JsonNode row : answer.json()) {
                logins.add(row.path("login").asString());
            }
            Matcher matcher = NEXT.matcher(answer.header("link"));
            next = matcher.find() ? matcher.group(1) : "";
        }
        return logins;
    }

    private String member(int place) {
        return simulator.company().gitHub().members().all().get(place).login();
    }

    @Test
    void shortensPages() {
        long before = simulator.faults().calls();
        traps.pagesOf(10);
        List<String> members = members();
        assertThat(new HashSet<>(members))
                .hasSameSizeAs(members)
                .hasSize(simulator.company().gitHub().members().size());
        assertThat(simulator.faults().calls() - before).isGreaterThan(members.size() / 10);
    }

    @Test
    void shufflesRowsOfEachPage() {
        List<String> ordered = members();
        traps.shuffleRows(7);
        assertThat(members()).isNotEqualTo(ordered).containsExactlyInAnyOrderElementsOf(ordered);
    }

    @Test
    void hidesEachRowOnceOnLaterPages() {
        List<String> all = members();
        traps.pagesOf(10);
        traps.hideRows(1);
        List<String> first = members();
        List<String> second = members();
        assertThat(all).containsAll(first).containsAll(second);
        assertThat(first).hasSizeLessThan(all.size()).contains(member(0)).doesNotContain(member(10));
        assertThat(second).contains(member(10));
    }

    @Test
    void movesRowToPageAlreadyReadIfEarlierRowDisappears() {
        String moved = member(10);
        GitHubAccount first = simulator.company().gitHub().members().all().getFirst();
        traps.pagesOf(10);
        traps.changeBetweenPages(1, () -> simulator.company().gitHub().members().remove(first.login()));
        assertThat(members()).contains(first.login()).doesNotContain(moved);
    }

    @Test
    void repeatsRowIfEarlierRowAppears() {
        String repeated = member(9);
        traps.pagesOf(10);
        traps.changeBetweenPages(1, () -> simulator.company().gitHub().members().put(new GitHubAccount(1, "0-first")));
        assertThat(members())
                .doesNotContain("0-first")
                .filteredOn(repeated::equals)
                .hasSize(2);
    }

    @Test
    void repeatsLastRowOfPreviousPage() {
        String repeated = member(9);
        traps.pagesOf(10);
        traps.repeatRows(1);
        assertThat(members()).filteredOn(repeated::equals).hasSize(2);
    }

    @Test
    void repeatsRowInItsCurrentState() {
        GitHubInstallation moved =
                simulator.company().gitHub().installations().all().getFirst();
        traps.pagesOf(1);
        traps.repeatRows(1);
        traps.changeBetweenPages(
                1,
                () -> simulator
                        .company()
                        .onGitHub()
                        .acceptPermissions(moved, Map.of("secrets", "write"), "owner", moved.updatedAt()));
        JsonNode first =
                client.gitHub("/orgs/larkfield/installations?per_page=1").json().path("installations");
        assertThat(first.get(0).path("permissions").has("secrets")).isFalse();
        JsonNode repeated = client.gitHub("/orgs/larkfield/installations?per_page=1&page=2")
                .json()
                .path("installations");
        assertThat(repeated).hasSize(2);
        assertThat(repeated.get(0).path("id").asLong()).isEqualTo(moved.id());
        assertThat(repeated.get(0).path("permissions").path("secrets").asString())
                .isEqualTo("write");
    }

    @Test
    void replacesRowOfSecondPageWithRowOfFirst() {
        List<String> all = members();
        traps.pagesOf(10);
        traps.replaceRows();
        List<String> trapped = members();
        assertThat(trapped).hasSameSizeAs(all).doesNotContain(member(10));
        assertThat(trapped).filteredOn(member(9)::equals).hasSize(2);
    }

    @Test
    void statesTotalOfDistinctRowsIfRowIsReplaced() {
        String path = "/orgs/larkfield/installations";
        long before = client.gitHub(path).json().path("total_count").asLong();
        traps.replaceRows();
        assertThat(client.gitHub(path).json().path("total_count").asLong()).isEqualTo(before - 1);
    }

    @Test
    void statesTotalThatDisagreesWithRows() {
        String path = "/orgs/larkfield/installations";
        JsonNode before = client.gitHub(path).json();
        traps.disagreeingTotals(1);
        JsonNode after = client.gitHub(path).json();
        assertThat(after.path("total_count").asLong())
                .isEqualTo(before.path("total_count").asLong() + 1);
        assertThat(after.path("installations")).isEqualTo(before.path("installations"));
    }

    @Test
    void shortensPagesRequestedWithFormParameters() {
        traps.pagesOf(3);
        String body = SimulatorTestClient.send(
                        "POST",
                        simulator.slack().api() + "/admin.users.list",
                        simulator.slack().issueUserToken(),
                        "limit=100&team_id=T01LARKHQ00",
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .body();
        assertThat(SimulatorJson.read(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .path("users"))
                .hasSize(3);
    }

    @Test
    void leavesLogsUnchanged() {
        var log = client.gitHub("/orgs/larkfield/audit-log?per_page=100").json();
        traps.pagesOf(3);
        traps.shuffleRows(7);
        assertThat(client.gitHub("/orgs/larkfield/audit-log?per_page=100").json())
                .isEqualTo(log);
    }

    @Test
    void leavesListingsUnchangedAfterAllTrapsAreRemoved() {
        List<String> ordered = members();
        traps.shuffleRows(7);
        traps.clear();
        assertThat(members()).isEqualTo(ordered);
    }
}
