package io.grantkeeper.connectors.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.connector.webhook.WebhookOutcome.Accepted;
import io.grantkeeper.connector.webhook.WebhookOutcome.Handshake;
import io.grantkeeper.connector.webhook.WebhookOutcome.Ignored;
import io.grantkeeper.connector.webhook.WebhookOutcome.Refused;
import io.grantkeeper.connector.webhook.WebhookRequest;
import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.work.Partition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("GitHub's webhooks")
class GitHubWebhookVerifierTest {
    private static final String REQUEST = """
            {"action":"created","personal_access_token_request":{"id":4711,"owner":{"login":"dana","id":9001},
             "permissions_result":{"organization":{"members":"read"},"repository":{"contents":"write"},"other":{}},
             "repository_selection":"subset","created_at":"2026-11-20T10:00:00Z","token_id":88,"token_name":"ci"},
             "organization":{"login":"acme","id":77},"sender":{"login":"dana","id":9001},"installation":{"id":100}}""";

    private static final List<String> HANDLED = List.of(
            "installation",
            "installation_repositories",
            "installation_target",
            "github_app_authorization",
            "personal_access_token_request",
            "organization",
            "member",
            "deploy_key",
            "repository",
            "secret_scanning_alert",
            "meta");

    @Test
    void acceptsSignatureFromGitHubDocumentation() {
        // docs.github.com, "Validating webhook deliveries", "Testing the webhook payload validation".
        byte[] body = "Hello, World!".getBytes(StandardCharsets.UTF_8);
        String header = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
        assertThat(GitHubWebhookSignature.matches(
                        io.grantkeeper.identity.Secret.of("It's a Secret to Everybody"),
                        body,
                        GitHubWebhookSignature.parse(header).orElseThrow()))
                .isTrue();
    }

    @Test
    void reportsTokenRequestAndRereadsTokensAndRequests() throws ConnectorException {
        Accepted accepted = (Accepted) GitHubTestWebhooks.deliver("acme", "personal_access_token_request", REQUEST);
        assertThat(accepted.deliveryId())
                .isEqualTo(GitHubTestWebhooks.request("any", REQUEST.getBytes(StandardCharsets.UTF_8))
                        .bodyDigest());
        assertThat(accepted.event()).isEqualTo("personal_access_token_request.created");
        assertThat(accepted.rereads())
                .containsExactly(
                        Partition.whole(GitHubTokenRequestsStream.ID),
                        Partition.whole(GitHubFineGrainedTokensStream.ID));
        AccessEvent event = event(accepted);
        assertThat(event.type()).isEqualTo(AccessEventType.GRANT_REQUESTED);
        assertThat(event.about().toOptional().orElseThrow().externalId()).isEqualTo("token/88");
        assertThat(event.actor().toOptional().orElseThrow().externalId()).isEqualTo("dana");
        assertThat(event.at()).isEqualTo(Timestamp.at(Instant.parse("2026-11-20T10:00:00Z")));
        assertThat(event.details())
                .containsEntry("permissions", "contents:write members:read")
                .containsEntry("repository-selection", "subset");
    }

    @ParameterizedTest
    @CsvSource({
        "created, GRANT_GIVEN",
        "deleted, GRANT_REVOKED",
        "suspend, IDENTITY_SUSPENDED",
        "unsuspend, IDENTITY_RESUMED",
        "new_permissions_accepted, GRANT_CHANGED",
        "something_new, GRANT_CHANGED"
    })
    void reportsChangesToGrantkeepersInstallation(String action, AccessEventType type) throws ConnectorException {
        Accepted accepted = (Accepted) GitHubTestWebhooks.deliver("acme", "installation", """
                {"action":"%s","installation":{"id":2,"account":{"login":"Acme"},"app_id":5725,"app_slug":"grantkeeper",
                 "client_id":"Iv1.abc","created_at":1525109898,"updated_at":1525109899,"suspended_at":"2018-04-30T20:58:18+03:00"},
                 "sender":{"login":"octocat"}}""".formatted(action));
        assertThat(event(accepted).type()).isEqualTo(type);
        assertThat(event(accepted).about().toOptional().orElseThrow().externalId())
                .isEqualTo("Iv1.abc");
        assertThat(accepted.rereads()).containsExactly(Partition.whole(GitHubInstallationsStream.ID));
    }

    @Test
    void countsSignedBodyOnceRegardlessOfDeliveryId() throws ConnectorException {
        byte[] body = REQUEST.getBytes(StandardCharsets.UTF_8);
        String signature = "sha256=" + GitHubTestWebhooks.signature(GitHubTenantDouble.WEBHOOK_SECRET, body);
        Set<WebhookOutcome> outcomes = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            outcomes.add(accept(
                    GitHubTestWebhooks.request("personal_access_token_request", "delivery-" + i, body, signature)));
        }
        assertThat(outcomes).hasSize(1);
    }

    /**
     * GitHub signs only the body, and many events that are not handled name an organization. Source of the bodies:
     * https://docs.github.com/en/webhooks/webhook-events-and-payloads
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'action':'deleted','projects_v2':{'id':5},%s}",
                "{'action':'edited','projects_v2_item':{'id':5},'changes':{},%s}",
                "{'action':'created','definition':{'property_name':'cost'},%s}",
                "{'action':'deleted','package':{'id':3},%s}",
                "{'action':'edited','repository_ruleset':{'id':3},'changes':{},%s}",
                "{'action':'published','security_advisory':{'ghsa_id':'x'},%s}",
                "{'action':'started',%s}"
            })
    void takesNoEvidenceFromBodyOfEventThatIsNotHandled(String body) throws ConnectorException {
        String signed = body.formatted(
                        "'organization':{'login':'acme','id':77},'sender':{'login':'mallory','id':666},'installation':{'id':100}")
                .replace('\'', '"');
        for (String event : HANDLED) {
            WebhookOutcome outcome = GitHubTestWebhooks.deliver("acme", event, signed);
            if (outcome instanceof Accepted accepted) {
                assertThat(accepted.evidence()).as(event).isEmpty();
            }
        }
    }

    @Test
    void refusesSignedBodyUnderNameOfAnotherEvent() throws ConnectorException {
        for (var payload : GitHubWebhookMutationTest.PAYLOADS.entrySet()) {
            assertThat(GitHubTestWebhooks.deliver("acme", payload.getKey(), payload.getValue()))
                    .as(payload.getKey())
                    .isInstanceOf(Accepted.class);
            for (String other : HANDLED) {
                if (!other.equals(payload.getKey())) {
                    assertThat(GitHubTestWebhooks.deliver("acme", other, payload.getValue()))
                            .as("%s as %s", payload.getKey(), other)
                            .isInstanceOf(Refused.class);
                }
            }
        }
    }

    @Test
    void leavesTimeUnknownIfPayloadStatesNone() throws ConnectorException {
        Accepted accepted = (Accepted) GitHubTestWebhooks.deliver("acme", "organization", """
                {"action":"member_removed","membership":{"user":{"login":"kim"}},"organization":{"login":"acme"},
                 "sender":{"login":"dana"}}""");
        assertThat(event(accepted).at()).isEqualTo(Timestamp.unknown());
    }

    @Test
    void rereadsDeployKeysOfOneRepository() throws ConnectorException {
        Accepted accepted = (Accepted) GitHubTestWebhooks.deliver("acme", "deploy_key", """
                {"action":"created","key":{"id":100,"title":"ci","read_only":false,"created_at":"2026-11-20T10:00:00Z"},
                 "repository":{"id":33,"name":"app","full_name":"acme/app","owner":{"login":"acme"}},"sender":{"login":"dana"}}""");
        assertThat(accepted.rereads())
                .containsExactly(GitHubRepositoryPartitions.singleRepository(GitHubDeployKeysStream.ID, 33, "app"));
        assertThat(event(accepted).about().toOptional().orElseThrow().externalId())
                .isEqualTo("deploy-key/100");
    }

    @Test
    void answersPing() throws ConnectorException {
        assertThat(GitHubTestWebhooks.deliver("acme", "ping", "{\"zen\":\"Keep it logically awesome.\",\"hook_id\":1}"))
                .isEqualTo(new Handshake(200, "text/plain", "pong"));
    }

    @Test
    void ignoresEventsOfAnotherAccount() throws ConnectorException {
        assertThat(GitHubTestWebhooks.deliver("other", "personal_access_token_request", REQUEST))
                .isInstanceOfSatisfying(
                        Ignored.class, ignored -> assertThat(ignored.reason()).contains("an account other than"));
    }

    @Test
    void acceptsEventsFromRenamedOrganization() throws ConnectorException {
        assertThat(GitHubTestWebhooks.deliver("acme", "organization", """
                        {"action":"renamed","changes":{"login":{"from":"acme"}},"organization":{"login":"acme-group"},"sender":{"login":"dana"}}""")).isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"team", "membership", "sponsorship", "org_block", "pull_request", "never_heard_of"})
    void ignoresIrrelevantEventsAndStatesReason(String event) throws ConnectorException {
        assertThat(GitHubTestWebhooks.deliver(
                        "acme", event, "{\"action\":\"created\",\"organization\":{\"login\":\"acme\"}}"))
                .isInstanceOfSatisfying(
                        Ignored.class, ignored -> assertThat(ignored.reason()).isNotBlank());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "42", "{", "payload=%7B%7D", "{\"action\":7}", "{\"installation\":[]}"})
    void rejectsMalformedBodies(String body) throws ConnectorException {
        WebhookOutcome outcome = GitHubTestWebhooks.deliver("acme", "installation", body);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.status()).isEqualTo(400));
    }

    @Test
    void rejectsInvalidSignatures() throws ConnectorException {
        byte[] body = REQUEST.getBytes(StandardCharsets.UTF_8);
        String genuine = GitHubTestWebhooks.signature(GitHubTenantDouble.WEBHOOK_SECRET, body);
        for (String signature : new String[] {
            "",
            "sha256=",
            "sha1=" + genuine,
            "sha256=" + genuine.substring(1),
            "sha256=" + genuine + "00",
            "sha256=" + "z".repeat(64),
            "sha256=" + GitHubTestWebhooks.signature("another secret", body)
        }) {
            assertThat(accept(GitHubTestWebhooks.request("personal_access_token_request", body, signature)))
                    .as(signature)
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.status()).isEqualTo(401));
        }
        byte[] changed = REQUEST.replace("dana", "hana").getBytes(StandardCharsets.UTF_8);
        assertThat(accept(GitHubTestWebhooks.request("personal_access_token_request", changed, "sha256=" + genuine)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void rejectsRequestsWithMissingHeadersOrWrongMethod() throws ConnectorException {
        WebhookRequest valid = GitHubTestWebhooks.request("ping", "{}".getBytes(StandardCharsets.UTF_8));
        Map<String, String> headers = new java.util.TreeMap<>(valid.headers());
        headers.remove("x-github-delivery");
        assertThat(accept(new WebhookRequest("POST", "", Map.of(), headers, valid.body())))
                .isInstanceOf(Refused.class);
        assertThat(accept(new WebhookRequest("GET", "", Map.of(), valid.headers(), valid.body())))
                .isInstanceOf(Refused.class);
    }

    @Test
    void requiresWebhookSecret() {
        ScriptedGitHub receiver = GitHubTestWebhooks.receiver("acme");
        receiver.credentials.clear();
        assertThatThrownBy(() -> new GitHubWebhooks()
                        .accept(receiver, GitHubTestWebhooks.request("ping", "{}".getBytes(StandardCharsets.UTF_8))))
                .hasMessageContaining("requires the credential 'webhook-secret'");
    }

    private static WebhookOutcome accept(WebhookRequest request) throws ConnectorException {
        return new GitHubWebhooks().accept(GitHubTestWebhooks.receiver("acme"), request);
    }

    private static AccessEvent event(Accepted accepted) {
        return ((AccessObservation.EventObserved) accepted.evidence().getFirst()).event();
    }
}
