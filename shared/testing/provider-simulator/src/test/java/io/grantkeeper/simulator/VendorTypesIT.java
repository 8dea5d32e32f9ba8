package io.grantkeeper.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.simulator.anthropic.AnthropicDouble;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.http.SimulatorJson;
import io.grantkeeper.simulator.openai.OpenAiDouble;
import io.grantkeeper.simulator.openai.OpenAiTenant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Tests that the responses of the model providers' doubles match the types that the vendors' client libraries declare.
 */
class VendorTypesIT {
    private static final String OPENAI = "openai@7.57.0";
    private static final String ANTHROPIC = "@anthropic-ai/sdk@1.13.0";
    private static final String OPENAI_ADMIN = "openai/resources/admin/organization/";
    private static final String ANTHROPIC_ADMIN = "@anthropic-ai/sdk/resources/beta/organization/";

    private final ProviderSimulator simulator = ProviderSimulator.start(Company.demo());
    private final TypeScriptTypes types = TypeScriptTypes.of(OPENAI, ANTHROPIC);

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void openAiResponsesMatchVendorTypes() throws IOException {
        String project = simulator.openAiDouble().tenant().keys().all().stream()
                .map(OpenAiTenant.ApiKey::project)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
        openAi("admin-api-keys", "AdminAPIKey", "/admin_api_keys");
        openAi("projects/projects", "Project", "/projects?include_archived=true");
        openAi("projects/api-keys", "ProjectAPIKey", "/projects/" + project + "/api_keys?owner_project_access=any");
        openAi(
                "projects/service-accounts/service-accounts",
                "ProjectServiceAccount",
                "/projects/" + project + "/service_accounts");
        openAi("users/users", "OrganizationUser", "/users");
        openAi("invites", "Invite", "/invites");
        openAi("certificates", "CertificateListResponse", "/certificates");
        openAi("audit-logs", "AuditLogListResponse", "/audit_logs?limit=100");
        String usage = "?bucket_width=1d&limit=31&group_by[]=api_key_id&start_time="
                + simulator.clock().instant().minusSeconds(20L * 86_400).getEpochSecond();
        types.add(OPENAI_ADMIN + "usage", "UsageCompletionsResponse", getOpenAi("/usage/completions" + usage));
        types.add(OPENAI_ADMIN + "usage", "UsageEmbeddingsResponse", getOpenAi("/usage/embeddings" + usage));
        assertThat(types.problems()).isEmpty();
    }

    @Test
    void anthropicResponsesMatchVendorTypes() throws IOException {
        anthropic("service-accounts/service-accounts", "BetaServiceAccount", "/service_accounts");
        anthropic("federation/rules/rules", "BetaFederationRule", "/federation_rules");
        anthropic("users", "BetaOrganizationUser", "/users");
        anthropic("invites", "BetaOrganizationInvite", "/invites");
        assertThat(types.problems()).isEmpty();
    }

    @Test
    void detectsMismatchWithVendorTypes() throws IOException {
        types.add(
                OPENAI_ADMIN + "invites",
                "Invite",
                SimulatorJson.read("{\"id\":7,\"surprise\":true}".getBytes(StandardCharsets.UTF_8)));
        assertThat(types.problems()).isNotEmpty();
    }

    private void openAi(String module, String type, String path) {
        JsonNode rows = getOpenAi(path).path("data");
        assertThat(rows).as("rows of " + path).isNotEmpty();
        rows.forEach(row -> types.add(OPENAI_ADMIN + module, type, row));
    }

    private JsonNode getOpenAi(String path) {
        String key = simulator.openAiDouble().issueAdminKey(OpenAiDouble.FULL_SCOPES);
        return successfulBody(
                SimulatorTestClient.send("GET", encoded(simulator.openAi() + "/organization" + path), key, ""));
    }

    private void anthropic(String module, String type, String path) {
        String key = simulator.anthropicDouble().issueAdminKey(AnthropicDouble.FULL_SCOPES);
        JsonNode rows = successfulBody(SimulatorTestClient.send(
                        "GET",
                        encoded(simulator.anthropic() + "/organizations" + path),
                        "",
                        "",
                        "x-api-key",
                        key,
                        "anthropic-version",
                        "2023-06-01"))
                .path("data");
        assertThat(rows).as("rows of " + path).isNotEmpty();
        rows.forEach(row -> types.add(ANTHROPIC_ADMIN + module, type, row));
    }

    private static JsonNode successfulBody(SimulatorTestClient.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static String encoded(String address) {
        return address.replace("[", "%5B").replace("]", "%5D");
    }
}
