package io.grantkeeper.simulator.okta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.http.SimulatorJson;
import io.grantkeeper.simulator.okta.OktaObjectTypes.Agent;
import io.grantkeeper.simulator.okta.OktaObjectTypes.ApiService;
import io.grantkeeper.simulator.okta.OktaObjectTypes.ApiToken;
import io.grantkeeper.simulator.okta.OktaObjectTypes.App;
import io.grantkeeper.simulator.okta.OktaObjectTypes.Row;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Tests that the responses of the Okta double have only members that Okta documents, with the correct types. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OktaResponseJsonIT {
    /** The name of the SDK's model for one row, keyed by route; {@code any} if the SDK has no model for the route. */
    private static final Map<String, String> MODELS = new TreeMap<>(Map.ofEntries(
            Map.entry("/api/v1/users", "User"),
            Map.entry("/api/v1/users/{id}", "User"),
            Map.entry("/api/v1/users/{userId}/grants", "OAuth2ScopeConsentGrant"),
            Map.entry("/api/v1/users/{userId}/roles", "StandardRole"),
            Map.entry("/api/v1/iam/assignees/users", "RoleAssignedUser"),
            Map.entry("/api/v1/users/{userId}/roles/{roleAssignmentId}/targets/groups", "Group"),
            Map.entry("/api/v1/users/{userId}/roles/{roleAssignmentId}/targets/catalog/apps", "CatalogApplication"),
            Map.entry("/oauth2/v1/clients/{clientId}/roles", "StandardRole"),
            Map.entry("/api/v1/api-tokens", "ApiToken"),
            Map.entry("/api/v1/api-tokens/{apiTokenId}", "ApiToken"),
            Map.entry("/api/v1/apps", "by its signOnMode"),
            Map.entry("/api/v1/apps/{appId}", "by its signOnMode"),
            Map.entry("/api/v1/apps/{appId}/grants", "OAuth2ScopeConsentGrant"),
            Map.entry("/api/v1/apps/{appId}/credentials/secrets", "OAuth2ClientSecret"),
            Map.entry("/api/v1/apps/{appId}/credentials/jwks", "any"),
            Map.entry("/api/v1/apps/{appId}/tokens", "OAuth2RefreshToken"),
            Map.entry("/api/v1/apps/{appId}/users", "AppUser"),
            Map.entry("/api/v1/apps/{appId}/users/{userId}", "AppUser"),
            Map.entry("/integrations/api/v1/api-services", "APIServiceIntegrationInstance"),
            Map.entry("/integrations/api/v1/api-services/{apiServiceId}", "APIServiceIntegrationInstance"),
            Map.entry(
                    "/integrations/api/v1/api-services/{apiServiceId}/credentials/secrets",
                    "APIServiceIntegrationInstanceSecret"),
            Map.entry("/api/v1/logs", "LogEvent"),
            Map.entry("/privileged-access/api/v1/service-accounts", "AppServiceAccount"),
            Map.entry("/privileged-access/api/v1/service-accounts/{id}", "AppServiceAccount"),
            Map.entry("/privileged-access/api/v1/okta-service-accounts", "any"),
            Map.entry("/privileged-access/api/v1/okta-service-accounts/{id}", "any"),
            Map.entry("/workload-principals/api/v1/ai-agents", "AIAgent"),
            Map.entry("/workload-principals/api/v1/ai-agents/{agentId}", "AIAgent"),
            Map.entry("/workload-principals/api/v1/ai-agents/{agentId}/credentials/jwks", "any"),
            Map.entry("/workload-principals/api/v1/ai-agents/{agentId}/connections", "any")));

    private static final Map<String, String> APPS =
            Map.of("OPENID_CONNECT", "OpenIdConnectApplication", "SAML_2_0", "SamlApplication");

    private final ProviderSimulator simulator = ProviderSimulator.start(Company.demo());
    private final HttpClient http = HttpClient.newHttpClient();
    private OktaSdkModels models;

    @BeforeAll
    void fetchTheModels() {
        models = OktaSdkModels.fetch();
    }

    @AfterAll
    void stop() {
        http.close();
        simulator.close();
    }

    @TestFactory
    Stream<DynamicTest> everyRowMatchesOktasModel() {
        return MODELS.entrySet().stream()
                .map(entry -> dynamicTest(entry.getKey(), () -> check(entry.getKey(), entry.getValue())));
    }

    @TestFactory
    Stream<DynamicTest> everyDescribedResponseMatchesOktasOpenApiDescription() {
        OktaOpenApiDescription description = OktaOpenApiDescription.fetch();
        List<String> described =
                MODELS.keySet().stream().filter(description::describes).toList();
        assertThat(described).as("routes in Okta's description").hasSize(14);
        return described.stream()
                .map(template -> dynamicTest(template, () -> {
                    JsonNode answer = get(path(template));
                    assertThat(answer)
                            .as("the demo company has data for this route")
                            .isNotEmpty();
                    assertThat(description.problems(template, answer)).isEmpty();
                }));
    }

    @Test
    void detectsMismatchWithOpenApiDescription() {
        JsonNode wrong = SimulatorJson.read("[{\"id\":7}]".getBytes(StandardCharsets.UTF_8));
        assertThat(OktaOpenApiDescription.fetch().problems("/api/v1/users", wrong))
                .isNotEmpty();
    }

    @Test
    void modelsCoverEveryReadOperation() {
        Set<String> read = new TreeSet<>();
        simulator.oktaDouble().routes().stream()
                .filter(route -> route.method().equals("GET"))
                .forEach(route -> read.add(route.template()));
        assertThat(MODELS.keySet()).isEqualTo(read);
    }

    @Test
    void detectsMismatchWithModel() {
        JsonNode wrong = SimulatorJson.read("{\"id\":7,\"nickname\":\"x\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(models.problems("ApiToken", wrong)).hasSize(2);
    }

    private void check(String template, String model) throws IOException, InterruptedException {
        JsonNode body = get(path(template));
        int rows = 0;
        for (JsonNode row : rows(body)) {
            String name =
                    model.startsWith("by ") ? APPS.get(row.path("signOnMode").asString("")) : model;
            assertThat(models.problems(String.valueOf(name), row)).isEmpty();
            rows++;
        }
        assertThat(rows).as("the demo company has data for this route").isPositive();
    }

    private static Iterable<JsonNode> rows(JsonNode body) {
        if (body.has("jwks")) {
            return body.path("jwks").path("keys");
        }
        if (body.has("data") || body.has("value")) {
            return body.path(body.has("data") ? "data" : "value");
        }
        return body.isArray() ? body : List.of(body);
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(
                HttpRequest.newBuilder(simulator.okta().resolve(path))
                        .header(
                                "Authorization",
                                "SSWS " + simulator.oktaDouble().apiToken())
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return SimulatorJson.read(response.body());
    }

    /**
     * Returns a path for a route: the template with ids of objects in place of its variables. The route returns data
     * for these ids.
     */
    private String path(String template) {
        OktaOrganization organization = simulator.oktaDouble().organization();
        String app = id(App.class, template.endsWith("jwks") || template.endsWith("grants") ? "Terraform" : "Otter.ai");
        String role = organization
                .all(OktaObjectTypes.Role.class, each -> each.holder().startsWith("00u"))
                .getFirst()
                .holder();
        String person = template.endsWith("grants") || template.contains("{appId}/users")
                ? organization
                        .all(
                                OktaObjectTypes.ScopeGrant.class,
                                each -> each.userId().isPresent())
                        .getFirst()
                        .userId()
                        .orElseThrow()
                : role;
        String limited = first(
                OktaObjectTypes.RoleTarget.class,
                target -> target.kind().equals(template.endsWith("groups") ? "group" : "app"));
        String since = "?since=" + simulator.clock().instant().minus(Duration.ofDays(80));
        return template.replace("{appId}", app)
                        .replace("{clientId}", id(App.class, "Terraform"))
                        .replace(
                                "{roleAssignmentId}",
                                organization
                                        .find(OktaObjectTypes.RoleTarget.class, limited)
                                        .orElseThrow()
                                        .role())
                        .replace("{userId}", person)
                        .replace("{apiTokenId}", first(ApiToken.class, _ -> true))
                        .replace("okta-service-accounts/{id}", "okta-service-accounts/" + account(true))
                        .replace("service-accounts/{id}", "service-accounts/" + account(false))
                        .replace("{id}", person)
                        .replace("{apiServiceId}", id(ApiService.class, "Posture Cloud"))
                        .replace("{agentId}", id(Agent.class, "Support triage agent"))
                + (template.endsWith("/logs") ? since : "");
    }

    private String account(boolean isOktaUser) {
        return first(
                OktaObjectTypes.Account.class, account -> account.oktaUser().isPresent() == isOktaUser);
    }

    private <T extends Row> String id(Class<T> type, String name) {
        return first(type, row -> row.toString().contains(name));
    }

    private <T extends Row> String first(Class<T> type, Predicate<T> condition) {
        return simulator
                .oktaDouble()
                .organization()
                .all(type, condition)
                .getFirst()
                .id();
    }
}
