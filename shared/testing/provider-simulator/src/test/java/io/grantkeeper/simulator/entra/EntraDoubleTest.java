package io.grantkeeper.simulator.entra;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.SimulatorTestClient;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanySize;
import io.grantkeeper.simulator.http.SimulatorJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tests Graph's paging, permissions, quotas and peculiarities, as the double implements them. */
class EntraDoubleTest {
    private final ProviderSimulator simulator = ProviderSimulator.start(Company.demo());

    @AfterEach
    void close() {
        simulator.close();
    }

    private static String token(ProviderSimulator of) throws Exception {
        EntraCredentials credentials = of.entraDouble().credentials();
        String form = "grant_type=client_credentials&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default&client_id="
                + credentials.clientId() + "&client_secret="
                + credentials.clientSecret().replace("~", "%7E");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(of.entraToken())
                            .POST(HttpRequest.BodyPublishers.ofString(form))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            return SimulatorJson.read(answer.body()).path("access_token").asString("");
        }
    }

    private SimulatorTestClient.Answer get(String path) throws Exception {
        return SimulatorTestClient.send("GET", simulator.entra() + path, token(simulator), "");
    }

    @Test
    void nextLinkIsOpaqueAndKeepsQuery() throws Exception {
        Set<String> seen = new HashSet<>();
        String path = "/v1.0/users?$top=25&$select=id";
        while (!path.isEmpty()) {
            JsonNode page = get(path).json();
            page.path("value").forEach(user -> {
                assertThat(user.propertyNames()).containsExactly("id");
                assertThat(seen.add(user.path("id").asString(""))).isTrue();
            });
            String next = page.path("@odata.nextLink").asString("");
            path = next.isEmpty()
                    ? ""
                    : next.substring(simulator.entra().toString().length());
        }
        assertThat(seen).hasSizeGreaterThan(50);
    }

    @Test
    void refusesCallsThatGraphRefuses() throws Exception {
        assertThat(get("/v1.0/users?$top=1000").status()).isEqualTo(400);
        assertThat(get("/v1.0/users?$count=true").status()).isEqualTo(400);
        assertThat(get("/v1.0/reports/servicePrincipalSignInActivities").status())
                .isEqualTo(400);
        assertThat(get("/v1.0/users/microsoft.graph.agentUser").status()).isEqualTo(400);
        simulator.entraDouble().restrictPermissions(Set.of("User.Read.All"));
        assertThat(get("/v1.0/applications").status()).isEqualTo(403);
        assertThat(get("/v1.0/users?$select=id,employeeLeaveDateTime").status()).isEqualTo(403);
    }

    @Test
    void returnsBatchResponsesInDifferentOrder() throws Exception {
        String body = """
                {"requests":[{"id":"1","method":"GET","url":"/servicePrincipals?$top=1"},
                 {"id":"2","method":"GET","url":"/servicePrincipals/none"}]}""";
        JsonNode answers = SimulatorTestClient.send("POST", simulator.entra() + "/v1.0/$batch", token(simulator), body)
                .json()
                .path("responses");
        assertThat(answers.get(0).path("id").asString("")).isEqualTo("2");
        assertThat(answers.get(0).path("status").asInt(0)).isEqualTo(404);
        assertThat(answers.get(1).path("status").asInt(0)).isEqualTo(200);
    }

    @Test
    void returnsEachChangeThroughDeltaLinkThatExpiresAfterOneWeek() throws Exception {
        String link = get("/v1.0/oauth2PermissionGrants/delta?$deltatoken=latest")
                .json()
                .path("@odata.deltaLink")
                .asString("");
        String path = URI.create(link).getRawPath() + "?" + URI.create(link).getRawQuery();
        DirectoryTable grants = simulator.entraDouble().tenant().grants();
        String id = String.valueOf(grants.all().iterator().next().get("id"));
        grants.set(id, "scope", "User.Read");
        grants.remove(id);
        JsonNode rows = get(path).json().path("value");
        assertThat(rows)
                .hasSize(2)
                .allSatisfy(
                        row -> assertThat(row.path("@removed").path("reason").asString(""))
                                .isEqualTo("deleted"));
        simulator.clock().advance(Duration.ofDays(8));
        assertThat(get(path).status()).isIn(400, 410);
    }

    @Test
    void limitsReportCallsToFiveInTenSeconds() throws Exception {
        String path = "/v1.0/auditLogs/directoryAudits";
        for (int i = 0; i < 5; i++) {
            assertThat(get(path).status()).isEqualTo(200);
        }
        SimulatorTestClient.Answer refused = get(path);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("retry-after")).isNotEmpty();
        simulator.clock().advance(Duration.ofSeconds(10));
        assertThat(get(path).status()).isEqualTo(200);
    }

    @Test
    void seedsLargeTenant() throws Exception {
        try (ProviderSimulator large = ProviderSimulator.start(
                Company.generate(7, CompanySize.ofPeople(2_000)), SimulatorOptions.defaults())) {
            EntraTenant tenant = large.entraDouble().tenant();
            assertThat(tenant.users().size()).isGreaterThan(1_500);
            assertThat(tenant.grants().size()).isGreaterThan(2_000);
            assertThat(token(large)).isNotEmpty();
        }
    }
}
