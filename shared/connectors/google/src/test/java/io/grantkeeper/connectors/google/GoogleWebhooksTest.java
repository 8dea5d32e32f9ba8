package io.grantkeeper.connectors.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.webhook.PushChannelSecret;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.connector.webhook.WebhookOutcome.Accepted;
import io.grantkeeper.connector.webhook.WebhookOutcome.Ignored;
import io.grantkeeper.connector.webhook.WebhookOutcome.Refused;
import io.grantkeeper.connector.webhook.WebhookRequest;
import io.grantkeeper.identity.Observation.EventObserved;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoogleWebhooksTest {
    private static final String CHANNEL = "01234567-89ab-cdef-0123-456789abcdef";

    private final GoogleScript script =
            new GoogleScript().withSecret(PushChannelSecret.SLOT, GoogleTestTenant.CHANNEL_SECRET);
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
    void interpretsRowLikeLogStream() throws ConnectorException {
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
        GoogleScript other =
                new GoogleScript().withSecret(PushChannelSecret.SLOT, "another secret, which must be long enough");
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
        for (GoogleScript weak :
                new GoogleScript[] {new GoogleScript(), new GoogleScript().withSecret(PushChannelSecret.SLOT, "short")
                }) {
            ConnectorException refused = catchThrowableOfType(
                    ConnectorException.class,
                    () -> webhooks.accept(
                            weak, new WebhookRequest("POST", "/x/token", Map.of(), Map.of(), new byte[0])));
            assertThat(refused.problem()).isInstanceOf(Misconfigured.class);
            assertThat(refused).hasMessageContaining("channel-secret");
        }
    }

    /**
     * Changes, removes and inserts bytes. Every resulting body must be accepted, ignored or refused without an
     * exception.
     */
    @Test
    void handlesEveryMutatedBodyWithoutException() throws ConnectorException {
        Random random = new Random(4711);
        byte[][] seeds = {
            GoogleTestRows.authorize().getBytes(StandardCharsets.UTF_8),
            GoogleTestRows.call(random).getBytes(StandardCharsets.UTF_8),
            GoogleTestRows.row("token", GoogleTestRows.event("revoke", GoogleTestRows.parameter("client_id", "c")))
                    .getBytes(StandardCharsets.UTF_8)
        };
        Map<String, String> headers = headers();
        String path = path("token");
        int read = 0;
        for (int i = 0; i < 30_000; i++) {
            WebhookOutcome outcome = accept(path, headers, mutate(seeds[i % seeds.length], random));
            read += outcome instanceof Refused ? 0 : 1;
        }
        assertThat(read).isPositive();
    }

    /** Changes headers and URLs. Only a delivery with the complete proof may be accepted. */
    @Test
    void rejectsEveryMutatedProof() throws ConnectorException {
        Random random = new Random(1147);
        byte[] body = GoogleTestRows.authorize().getBytes(StandardCharsets.UTF_8);
        String token = PushChannelSecret.required(script).proof("token/" + CHANNEL);
        for (int i = 0; i < 5_000; i++) {
            String changed =
                    new String(mutate(token.getBytes(StandardCharsets.UTF_8), random), StandardCharsets.ISO_8859_1);
            Map<String, String> headers = headers();
            headers.put("X-Goog-Channel-Token", changed);
            if (!changed.equals(token)) {
                assertThat(status(accept(path("token"), headers, body))).isEqualTo(401);
            }
        }
    }

    private static byte[] mutate(byte[] seed, Random random) {
        byte[] body = seed.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes && body.length > 1; i++) {
            int at = random.nextInt(body.length);
            switch (random.nextInt(5)) {
                case 0 -> body[at] = (byte) random.nextInt(256);
                case 1 -> body = Arrays.copyOf(body, at);
                case 2 -> body[at] = (byte) "{}[]\",:0\\nu-".charAt(random.nextInt(12));
                case 3 -> {
                    byte[] longer = Arrays.copyOf(body, body.length + 1);
                    System.arraycopy(body, at, longer, at + 1, body.length - at);
                    body = longer;
                }
                default -> System.arraycopy(body, at, body, random.nextInt(at + 1), body.length - at);
            }
        }
        return body;
    }

    private static int status(WebhookOutcome outcome) {
        assertThat(outcome).isInstanceOf(Refused.class);
        return ((Refused) outcome).status();
    }
}
