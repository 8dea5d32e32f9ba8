package io.grantkeeper.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.webhook.EventBusEvent;
import io.grantkeeper.connector.webhook.PushChannelSecret;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.connector.webhook.WebhookRequest;
import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.identity.ProviderId;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Delivers webhooks and events with a valid signature or token, so that the fuzzer reaches the parser. An input
 * consists of headers, an empty line and a body.
 */
@Timeout(300)
class WebhookFuzzTest {
    private static final ConnectorRegistry CONNECTORS = ConnectorRegistry.standard();

    static Stream<Arguments> gitHubSeeds() {
        return Seeds.of("""
                X-GitHub-Event: installation
                X-GitHub-Delivery: 72d3162e-cc78-11e3-81ab-4c9367dc0958

                {"action":"created","installation":{"id":2,"account":{"login":"acme"},"app_id":5725,"app_slug":"x","client_id":"Iv1.abc","permissions":{"contents":"read"},"repository_selection":"all","created_at":1525109898,"updated_at":"2018-04-30T20:58:18+03:00"},"requester":{"login":"kim"},"sender":{"login":"octocat"}}""", """
                X-GitHub-Event: personal_access_token_request
                X-GitHub-Delivery: 72d3162e-cc78-11e3-81ab-4c9367dc0958

                {"action":"created","personal_access_token_request":{"id":1,"permissions_result":{"organization":{"members":"read"}},"repository_selection":"subset","created_at":"2026-11-20T10:00:00Z","token_id":88,"token_name":"ci"},"organization":{"login":"acme"},"sender":{"login":"dana"}}""", """
                X-GitHub-Event: deploy_key
                X-GitHub-Delivery: 72d3162e-cc78-11e3-81ab-4c9367dc0958

                {"action":"created","key":{"id":100,"title":"ci","read_only":false,"created_at":"2026-11-20T10:00:00Z"},"repository":{"id":33,"name":"app","full_name":"acme/app","owner":{"login":"acme"}},"sender":{"login":"dana"}}""", """
                X-GitHub-Event: organization
                X-GitHub-Delivery: 72d3162e-cc78-11e3-81ab-4c9367dc0958

                {"action":"member_removed","membership":{"user":{"login":"kim"}},"organization":{"login":"acme"},"sender":{"login":"dana"}}""");
    }

    @MethodSource("gitHubSeeds")
    @FuzzTest
    void gitHub(byte[] input) throws ConnectorException {
        HttpMessage message = HttpMessage.parse(input);
        Map<String, String> headers = new TreeMap<>(message.headers());
        headers.put("x-hub-signature-256", "sha256=" + hmac("", message.body()));
        deliver("github", "", headers, message);
    }

    static Stream<Arguments> slackSeeds() {
        return Seeds.of("""
                Content-Type: application/json

                {"type":"url_verification","challenge":"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"}""", """
                Content-Type: application/json

                {"team_id":"T01MAIN","enterprise_id":"E01ORG","type":"event_callback","event_id":"Ev01ABC","event_time":1795527471,"authorizations":[{"enterprise_id":"E01ORG","team_id":"T01MAIN","is_enterprise_install":true}],"event":{"type":"app_requested","app_request":{"id":"Ar1","app":{"id":"A1","name":"Bot"},"user":{"id":"U1"},"scopes":[{"name":"chat:write"}]}}}""", """
                Content-Type: application/json

                {"type":"app_rate_limited","team_id":"T01MAIN","minute_rate_limited":1795527420}""");
    }

    @MethodSource("slackSeeds")
    @FuzzTest
    void slack(byte[] input) throws ConnectorException {
        HttpMessage message = HttpMessage.parse(input);
        Map<String, String> headers = new TreeMap<>(message.headers());
        String time = Long.toString(FuzzedSession.NOW.getEpochSecond());
        headers.put("x-slack-request-timestamp", time);
        headers.put("x-slack-signature", "v0=" + hmac("v0:%s:".formatted(time), message.body()));
        deliver("slack", "", headers, message);
    }

    static Stream<Arguments> oktaSeeds() {
        return Seeds.of("""
                Content-Type: application/json

                {"eventType":"com.okta.event_hook","data":{"events":[{"uuid":"u-1","published":"2026-11-24T09:00:00.123Z","eventType":"system.api_token.create","actor":{"id":"00u1","type":"User","alternateId":"dana@acme.example"},"outcome":{"result":"SUCCESS"},"target":[{"id":"00T9","type":"Token","displayName":"nightly"}],"debugContext":{"debugData":{}}}]}}""");
    }

    @MethodSource("oktaSeeds")
    @FuzzTest
    void okta(byte[] input) throws ConnectorException {
        HttpMessage message = HttpMessage.parse(input);
        Map<String, String> headers = new TreeMap<>(message.headers());
        headers.put("authorization", FuzzedSession.SECRET.reveal());
        deliver("okta", "", headers, message);
    }

    static Stream<Arguments> googleSeeds() {
        return Seeds.of("""
                X-Goog-Channel-ID: 01234567
                X-Goog-Channel-Expiration: Tue, 24 Nov 2026 15:00:00 GMT
                X-Goog-Message-Number: 1187
                X-Goog-Resource-State: authorize

                {"kind":"admin#reports#activity","id":{"time":"2026-11-24T09:00:00Z","uniqueQualifier":"42","applicationName":"token"},"actor":{"profileId":"1000"},"events":[{"name":"authorize","parameters":[{"name":"client_id","value":"1095.apps.googleusercontent.com"},{"name":"app_name","value":"Sync"},{"name":"client_type","value":"WEB"},{"name":"scope","multiValue":["email"]}]}]}""");
    }

    @MethodSource("googleSeeds")
    @FuzzTest
    void google(byte[] input) throws ConnectorException {
        HttpMessage message = HttpMessage.parse(input);
        PushChannelSecret secret = pushChannelSecret("google");
        Map<String, String> headers = new TreeMap<>(message.headers());
        headers.put("x-goog-channel-token", secret.proof("token/" + message.header("x-goog-channel-id", "")));
        String application = message.header("application", "token");
        deliver("google", "/" + secret.pathPart() + "/" + application, headers, message);
    }

    static Stream<Arguments> entraSeeds() {
        return Seeds.of("""
                Content-Type: application/json

                {"value":[{"id":"n1","subscriptionId":"s1","clientState":"<state>","changeType":"updated","resource":"Users/33333333-cccc-4ccc-8ccc-333333333333","tenantId":"t1","resourceData":{"@odata.type":"#Microsoft.Graph.User","id":"33333333-cccc-4ccc-8ccc-333333333333"}}]}""", """
                Content-Type: application/json

                {"value":[{"subscriptionId":"s1","tenantId":"t1","clientState":"<state>","lifecycleEvent":"missed"}]}""");
    }

    /** Fuzzes notifications from Entra. Replaces {@code <state>} in the body with the valid client state. */
    @MethodSource("entraSeeds")
    @FuzzTest
    void entra(byte[] input) throws ConnectorException {
        HttpMessage message = HttpMessage.parse(input);
        PushChannelSecret secret = pushChannelSecret("microsoft");
        byte[] body = new String(message.body(), UTF_8)
                .replace("<state>", secret.proof("client-state"))
                .getBytes(UTF_8);
        deliver(
                "microsoft",
                "/" + secret.pathPart() + "/notifications",
                message.headers(),
                new HttpMessage(Map.of(), body));
    }

    static Stream<Arguments> oktaEventBusSeeds() {
        return Seeds.of("""
                id: 6f87d04b
                detail-type: SystemLog

                {"uuid":"u-1","published":"2026-11-24T09:00:00.123Z","eventType":"system.api_token.create","actor":{"id":"00u1","type":"User","alternateId":"dana@acme.example"},"outcome":{"result":"SUCCESS"},"target":[{"id":"00T9","type":"Token","displayName":"nightly"}],"debugContext":{"debugData":{}}}""");
    }

    @MethodSource("oktaEventBusSeeds")
    @FuzzTest
    void oktaEventBus(byte[] input) {
        Connector okta = connector("okta");
        HttpMessage message = HttpMessage.parse(input);
        requireDocumented(okta.bus()
                .orElseThrow()
                .accept(
                        new FuzzedSession(okta, List.of(message)),
                        new EventBusEvent(
                                message.header("id", "1"),
                                "aws.partner/okta.com/acme/log",
                                message.header("detail-type", "SystemLog"),
                                message.body())));
    }

    private static Connector connector(String provider) {
        return CONNECTORS.find(new ProviderId(provider)).orElseThrow();
    }

    private static PushChannelSecret pushChannelSecret(String provider) throws ConnectorException {
        return PushChannelSecret.required(new FuzzedSession(connector(provider), List.of()));
    }

    private static void deliver(String provider, String path, Map<String, String> headers, HttpMessage message)
            throws ConnectorException {
        Connector connector = connector(provider);
        requireDocumented(connector
                .webhooks()
                .orElseThrow()
                .accept(
                        new FuzzedSession(connector, List.of(message)),
                        new WebhookRequest("POST", path, Map.of(), headers, message.body())));
    }

    private static void requireDocumented(WebhookOutcome outcome) {
        assertThat(outcome.toString()).doesNotContain(FuzzedSession.SECRET.reveal());
        if (outcome instanceof WebhookOutcome.Refused(int status, String why)) {
            assertThat(status).isBetween(400, 413);
            ErrorChecks.requireExplanation(why);
        }
    }

    private static String hmac(String prefix, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(FuzzedSession.SECRET.revealBytes(), "HmacSHA256"));
            mac.update(prefix.getBytes(UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
