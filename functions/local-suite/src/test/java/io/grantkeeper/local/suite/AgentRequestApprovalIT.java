package io.grantkeeper.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.functions.decide.DecideConfig;
import io.grantkeeper.functions.decide.DecideDependencies;
import io.grantkeeper.functions.detectchanges.DetectionConfig;
import io.grantkeeper.functions.messaging.AlertTargets;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.local.doubles.LocalMailServer;
import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.store.AccessApproval;
import io.grantkeeper.policy.store.StoredPolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tests the session that docs/decisions.md describes. An agent that no provider lists requests a decision, appears in
 * the inventory, requests access, and may act after a person has allowed it with the link in an email. Nobody owns the
 * agent, so the security team answers.
 */
@DisplayName("An unknown agent's request")
class AgentRequestApprovalIT {
    private static final TenantId TENANT = new TenantId("acme");
    private static final String KEY = "key-of-the-gateway";
    private static final String SECURITY = "security@acme.example";
    private static final Pattern LINK = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/\\S{1,2000}");
    private static final String POLICY = """
            policy: mail-needs-approval
            intent: An agent asks before it sends mail, known or not.
            covers: {strangers: included}
            rules:
              - ask: send mail
            stage: enforcement
            """;
    private static final String ASK =
            "{\"subject\":{\"type\":\"agent\",\"id\":\"expense-bot\"},\"action\":{\"name\":\"send\"},\"resource\":{\"type\":\"mail\",\"id\":\"x\"}}";

    private final HttpClient http = HttpClient.newHttpClient();

    private static LocalSuiteOptions options(LocalMailServer mail) {
        return MailedSuiteOptions.of(
                TENANT,
                mail,
                SECURITY,
                AlertTargets.none(),
                DetectionConfig.standard(),
                new DecideDependencies(TENANT, DecideConfig.withKey("gateway", KEY), List.of()));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode post(LocalSuite suite, String path, String body) throws Exception {
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(URI.create(suite.address().orElseThrow() + path))
                        .header("Content-Type", "application/json")
                        .header("X-API-Key", KEY)
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 202);
        return new JsonMapper().readTree(response.body());
    }

    private boolean isPermitted(LocalSuite suite) throws Exception {
        return post(suite, "/access/v1/evaluation", ASK).path("decision").booleanValue();
    }

    /** Runs the suite until a condition is met, for at most a minute. */
    private static void runUntil(LocalSuite suite, BooleanSupplier condition) {
        for (int second = 0; second < 60 && !condition.getAsBoolean(); second++) {
            var _ = suite.runUntilQuiet(_ -> {}, Duration.ofSeconds(1));
        }
    }

    private static List<String> inventory(LocalSuite suite) {
        return suite
                .stores()
                .access()
                .identities(TENANT, new IdentityQuery.OfConnection(ConnectionId.DECISION_POINT), 10, Optional.empty())
                .items()
                .stream()
                .map(identity -> identity.id().toString())
                .toList();
    }

    /** Returns the link, from the email, that opens the page on which the recipient can allow the request. */
    private Optional<URI> linkToAllow(LocalMailServer mail) throws Exception {
        for (LocalMailServer.Received received : mail.received()) {
            for (String link : LINK.matcher(received.text())
                    .results()
                    .map(found -> found.group())
                    .toList()) {
                if (send(HttpRequest.newBuilder(URI.create(link)).GET()).body().contains("Yes, allow it")) {
                    assertThat(received.to()).contains(SECURITY);
                    return Optional.of(URI.create(link));
                }
            }
        }
        return Optional.empty();
    }

    @Test
    void deniesAndListsAgentThenPermitsItAfterPersonAllowsIt() throws Exception {
        try (LocalMailServer mail = LocalMailServer.start();
                LocalSuite suite = LocalSuite.start(options(mail))) {
            suite.stores()
                    .policies()
                    .save(
                            TENANT,
                            StoredPolicy.of("mail-needs-approval", POLICY, PolicyStage.ENFORCEMENT, Instant.now()));
            JsonNode denied = post(suite, "/access/v1/evaluation", ASK);
            assertThat(denied.path("decision").booleanValue()).isFalse();
            runUntil(suite, () -> !inventory(suite).isEmpty());
            assertThat(inventory(suite)).containsExactly("decision-point/ai-agent/expense-bot");

            String token = denied.at("/context/access_request/binding_token").stringValue();
            String task = post(
                            suite,
                            "/access/v1/requests",
                            ASK.replaceFirst("\\{", "{\"denial\":{\"binding_token\":\"%s\"},".formatted(token)))
                    .at("/task/id")
                    .stringValue();
            assertThat(isPermitted(suite)).as("before anyone has answered").isFalse();
            runUntil(suite, () -> !mail.received().isEmpty());

            URI allow = linkToAllow(mail).orElseThrow();
            assertThat(isPermitted(suite)).as("opening the link allows nothing").isFalse();
            HttpResponse<String> answered = send(HttpRequest.newBuilder(allow)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.noBody()));
            assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
            assertThat(answered.body()).contains("Allowed");

            assertThat(isPermitted(suite)).isTrue();
            AccessApproval approval =
                    suite.stores().approvals().approval(TENANT, task).orElseThrow();
            assertThat(approval.decidedBy())
                    .hasValueSatisfying(by -> assertThat(by).contains("security"));
        }
    }
}
