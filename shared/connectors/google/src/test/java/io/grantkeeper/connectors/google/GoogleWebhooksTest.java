package io.grantkeeper.connectors.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.testkit.ScriptedSession;
import io.grantkeeper.connector.webhook.PushChannelSecret;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.connector.webhook.WebhookOutcome.Accepted;
import io.grantkeeper.connector.webhook.WebhookOutcome.Ignored;
import io.grantkeeper.connector.webhook.WebhookOutcome.Refused;
import io.grantkeeper.connector.webhook.WebhookRequest;
import io.grantkeeper.identity.AccessObservation.EventObserved;
import io.grantkeeper.property.testkit.InputMutations;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoogleWebhooksTest {
    private static final String CHANNEL = "01234567-89ab-cdef-0123-456789abcdef";

    private final ScriptedSession script =
            GoogleScript.session().withSecret(PushChannelSecret.SLOT, GoogleTestTenant.CHANNEL_SECRET);
    private final GoogleWebhooks webhooks = new GoogleWebhooks();

    private Map<String, String> headers() throws ConnectorException {
        return new HashMap<>(
                Map.of(
                        "X-Goog-Channel-ID", CHANNEL,
                        "X-Goog-Channel-Token",
                                PushChannelSecret.required(script).proof("token/" + CHANNEL),
                        "X-Goog-Channel-Expiration", "Tue, 24 Nov 2026 15:00:00 GMT",
                        "X-Goog-Message-Number", "1187",
                        "X-Goog-Resource-ID", "o3hgv1538sdjfh",
                        "X-Goog-Resource-State", "authorize",
                        "X-Goog-Resource-URI",
                                "https://admin.googleapis.com/admin/reports/v1/activity/users/all/applications/token?alt=json"));
    }

    private WebhookOutcome accept(String path, Map<String, String> headers, byte[] body) throws ConnectorException {
        return webhooks.accept(script, new WebhookRequest("POST", path, Map.of(), headers, body));
    }

    private WebhookOutcome accept(Map<String, String> headers, String body) throws ConnectorException {
        return accept(path("token"), headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private String path(String application) throws ConnectorException {
        return "/" + PushChannelSecret.required(script).pathPart() + "/" + application;
    }

    @Test
    void interpretsRowAsLogStreamDoes() throws ConnectorException {
        Accepted accepted = (Accepted) accept(headers(), GoogleTestRows.authorize());
        GoogleEvidenceCollector log = GoogleTestRows.token(GoogleTestRows.authorize());

        assertThat(accepted.event()).isEqualTo("authorize");
        assertThat(accepted.evidence()).isEqualTo(log.observations()).hasOnlyElementsOfType(EventObserved.class);
        assertThat(accepted.rereads()).isEqualTo(log.rereads());
    }

    @Test
    void derivesSameDeliveryIdRegardlessOfChannelAndMessageNumber() throws ConnectorException {
        Accepted one = (Accepted) accept(headers(), GoogleTestRows.authorize());
        Map<String, String> again = headers();
        again.put("X-Goog-Channel-ID", "another");
        again.put("X-Goog-Channel-Token", PushChannelSecret.required(script).proof("token/" + "another"));
        again.put("X-Goog-Message-Number", "3");
        assertThat(((Accepted) accept(again, GoogleTestRows.authorize())).deliveryId())
                .isEqualTo(one.deliveryId());
    }

    @Test
    void ignoresSyncMessage() throws ConnectorException {
        Map<String, String> headers = headers();
        headers.put("X-Goog-Resource-State", "sync");
        assertThat(accept(headers, "")).isInstanceOf(Ignored.class);
    }

    @Test
    void acceptsAdminRowOnlyOnAdminChannel() throws ConnectorException {
        String row = GoogleTestRows.row(
                "admin",
                GoogleTestRows.event(
                        "AUTHORIZE_API_CLIENT_ACCESS", GoogleTestRows.parameter("API_CLIENT_NAME", "1234")));
        assertThat(accept(path("admin"), headers(), row.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Accepted.class);
        assertThat(status(accept(headers(), row))).isEqualTo(400);
    }

    @Test
    void ignoresEventsThatDoNotAffectAccess() throws ConnectorException {
        String row = GoogleTestRows.row("admin", GoogleTestRows.event("CHANGE_PASSWORD", ""));
        assertThat(accept(path("admin"), headers(), row.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Ignored.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Goog-Channel-Token", "X-Goog-Channel-ID"})
    void rejectsMissingOrWrongToken(String header) throws ConnectorException {
        Map<String, String> missing = headers();
        missing.remove(header);
        Map<String, String> other = headers();
        other.put(header, "something else");
        Map<String, String> cut = headers();
        cut.computeIfPresent(header, (_, value) -> value.substring(1));

        assertThat(status(accept(missing, GoogleTestRows.authorize()))).isEqualTo(401);
        assertThat(status(accept(other, GoogleTestRows.authorize()))).isEqualTo(401);
        assertThat(status(accept(cut, GoogleTestRows.authorize()))).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/token", "/guess/token", "token"})
    void rejectsGuessedPath(String path) throws ConnectorException {
        assertThat(status(accept(path, headers(), GoogleTestRows.authorize().getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(401);
    }

    @Test
    void rejectsTokenOfAnotherConnection() throws ConnectorException {
        ScriptedSession other =
                GoogleScript.session().withSecret(PushChannelSecret.SLOT, "another secret, which must be long enough");
        Map<String, String> headers = headers();
        headers.put("X-Goog-Channel-Token", PushChannelSecret.required(other).proof("token/" + CHANNEL));
        assertThat(status(accept(headers, GoogleTestRows.authorize()))).isEqualTo(401);
    }

    @Test
    void rejectsDeliveryAfterChannelExpiry() throws ConnectorException {
        Map<String, String> headers = headers();
        headers.put("X-Goog-Channel-Expiration", "Tue, 24 Nov 2026 09:00:00 GMT");
        assertThat(status(accept(headers, GoogleTestRows.authorize()))).isEqualTo(401);
    }

    @Test
    void rejectsMalformedRequestsWithoutQuotingThem() throws ConnectorException {
        for (String body : new String[] {
            "", "{", "[]", "{}", "null", GoogleTestRows.authorize().substring(0, 100)
        }) {
            assertThat(status(accept(headers(), body))).isEqualTo(400);
        }
        Map<String, String> headers = headers();
        headers.put("X-Goog-Message-Number", "x");
        assertThat(status(accept(headers, GoogleTestRows.authorize()))).isEqualTo(400);
        assertThat(status(accept(headers(), "a".repeat(300_000)))).isEqualTo(413);
        assertThat(status(webhooks.accept(
                        script, new WebhookRequest("GET", path("token"), Map.of(), headers(), new byte[0]))))
                .isEqualTo(400);
    }

    @Test
    void rejectsMissingOrShortSecret() {
        for (ScriptedSession weak : new ScriptedSession[] {
            GoogleScript.session(), GoogleScript.session().withSecret(PushChannelSecret.SLOT, "short")
        }) {
            ConnectorException refused = catchThrowableOfType(
                    ConnectorException.class,
                    () -> webhooks.accept(
                            weak, new WebhookRequest("POST", "/x/token", Map.of(), Map.of(), new byte[0])));
            assertThat(refused.problem()).isInstanceOf(Misconfigured.class);
            assertThat(refused).hasMessageContaining("channel-secret");
        }
    }

    @Property(seed = "4711", tries = 15_000)
    void handlesEveryMutatedBodyWithoutException(@ForAll("bodies") byte[] body) throws ConnectorException {
        WebhookOutcome outcome = accept(path("token"), headers(), body);
        Statistics.collect(outcome instanceof Refused);
        Statistics.coverage(refused -> refused.check(false).count(count -> count > 0));
    }

    @Provide
    Arbitrary<byte[]> bodies() {
        return InputMutations.of(
                GoogleTestRows.authorize(),
                GoogleTestRows.row(
                        "token",
                        GoogleTestRows.event("activity", GoogleTestRows.parameter("method_name", "drive.files.get"))),
                GoogleTestRows.row(
                        "token", GoogleTestRows.event("revoke", GoogleTestRows.parameter("client_id", "c"))));
    }

    /** Only a delivery with the complete proof may be accepted. */
    @Property(seed = "1147", tries = 5_000)
    void rejectsEveryMutatedProof(@ForAll("proofs") String changed) throws ConnectorException {
        Map<String, String> headers = headers();
        if (!changed.equals(headers.put("X-Goog-Channel-Token", changed))) {
            assertThat(status(accept(headers, GoogleTestRows.authorize()))).isEqualTo(401);
        }
    }

    @Provide
    Arbitrary<String> proofs() throws ConnectorException {
        return InputMutations.text(headers().get("X-Goog-Channel-Token"));
    }

    private static int status(WebhookOutcome outcome) {
        assertThat(outcome).isInstanceOf(Refused.class);
        return ((Refused) outcome).status();
    }
}
