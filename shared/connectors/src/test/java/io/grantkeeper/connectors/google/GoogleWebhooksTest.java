package io.grantkeeper.connectors.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.webhook.ChannelSecret;
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

    private final Script script = new Script().withSecret(ChannelSecret.SLOT, Tenant.CHANNEL_SECRET);
    private final GoogleWebhooks webhooks = new GoogleWebhooks();

    private Map<String, String> headers() throws ConnectorException {
        return new HashMap<>(
                Map.of(
                        "X-Goog-Channel-ID", CHANNEL,
                        "X-Goog-Channel-Token", ChannelSecret.required(script).proof("token/" + CHANNEL),
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
        return "/" + ChannelSecret.required(script).pathPart() + "/" + application;
    }

    @Test
    void aRowMeansTheSameAsInTheLog() throws ConnectorException {
        Accepted accepted = (Accepted) accept(headers(), Rows.authorize());
        Evidence log = Rows.token(Rows.authorize());

        assertThat(accepted.event()).isEqualTo("authorize");
        assertThat(accepted.evidence()).isEqualTo(log.observations()).hasOnlyElementsOfType(EventObserved.class);
        assertThat(accepted.rereads()).isEqualTo(log.rereads());
    }

    @Test
    void theSameRowHasTheSameDeliveryIdOnEveryChannelAndWithEveryNumber() throws ConnectorException {
        Accepted one = (Accepted) accept(headers(), Rows.authorize());
        Map<String, String> again = headers();
        again.put("X-Goog-Channel-ID", "another");
        again.put("X-Goog-Channel-Token", ChannelSecret.required(script).proof("token/" + "another"));
        again.put("X-Goog-Message-Number", "3");
        assertThat(((Accepted) accept(again, Rows.authorize())).deliveryId()).isEqualTo(one.deliveryId());
    }

    @Test
    void theFirstMessageOfAChannelIsNoEvent() throws ConnectorException {
        Map<String, String> headers = headers();
        headers.put("X-Goog-Resource-State", "sync");
        assertThat(accept(headers, "")).isInstanceOf(Ignored.class);
    }

    @Test
    void anAdminRowComesOnTheAdminChannel() throws ConnectorException {
        String row =
                Rows.row("admin", Rows.event("AUTHORIZE_API_CLIENT_ACCESS", Rows.parameter("API_CLIENT_NAME", "1234")));
        assertThat(accept(path("admin"), headers(), row.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Accepted.class);
        assertThat(status(accept(headers(), row))).isEqualTo(400);
    }

    @Test
    void whatChangesNoAccessIsIgnored() throws ConnectorException {
        String row = Rows.row("admin", Rows.event("CHANGE_PASSWORD", ""));
        assertThat(accept(path("admin"), headers(), row.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Ignored.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Goog-Channel-Token", "X-Goog-Channel-ID"})
    void withoutItsTokenOrForAnotherChannelItIsForged(String header) throws ConnectorException {
        Map<String, String> missing = headers();
        missing.remove(header);
        Map<String, String> other = headers();
        other.put(header, "something else");
        Map<String, String> cut = headers();
        cut.computeIfPresent(header, (_, value) -> value.substring(1));

        assertThat(status(accept(missing, Rows.authorize()))).isEqualTo(401);
        assertThat(status(accept(other, Rows.authorize()))).isEqualTo(401);
        assertThat(status(accept(cut, Rows.authorize()))).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/token", "/guess/token", "token"})
    void atAGuessedAddressItIsForged(String path) throws ConnectorException {
        assertThat(status(accept(path, headers(), Rows.authorize().getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(401);
    }

    @Test
    void theTokenOfAnotherConnectionIsForged() throws ConnectorException {
        Script other = new Script().withSecret(ChannelSecret.SLOT, "another secret, as long as it has to be");
        Map<String, String> headers = headers();
        headers.put("X-Goog-Channel-Token", ChannelSecret.required(other).proof("token/" + CHANNEL));
        assertThat(status(accept(headers, Rows.authorize()))).isEqualTo(401);
    }

    @Test
    void afterTheChannelHasEndedItIsStale() throws ConnectorException {
        Map<String, String> headers = headers();
        headers.put("X-Goog-Channel-Expiration", "Tue, 24 Nov 2026 09:00:00 GMT");
        assertThat(status(accept(headers, Rows.authorize()))).isEqualTo(401);
    }

    @Test
    void aWrongShapeIsRefusedWithoutTellingItsContent() throws ConnectorException {
        for (String body :
                new String[] {"", "{", "[]", "{}", "null", Rows.authorize().substring(0, 100)}) {
            assertThat(status(accept(headers(), body))).isEqualTo(400);
        }
        Map<String, String> headers = headers();
        headers.put("X-Goog-Message-Number", "x");
        assertThat(status(accept(headers, Rows.authorize()))).isEqualTo(400);
        assertThat(status(accept(headers(), "a".repeat(300_000)))).isEqualTo(413);
        assertThat(status(webhooks.accept(
                        script, new WebhookRequest("GET", path("token"), Map.of(), headers(), new byte[0]))))
                .isEqualTo(400);
    }

    @Test
    void withoutASecretOrWithAWeakOneNothingCanBeProven() {
        for (Script weak : new Script[] {new Script(), new Script().withSecret(ChannelSecret.SLOT, "short")}) {
            ConnectorException refused = catchThrowableOfType(
                    ConnectorException.class,
                    () -> webhooks.accept(
                            weak, new WebhookRequest("POST", "/x/token", Map.of(), Map.of(), new byte[0])));
            assertThat(refused.problem()).isInstanceOf(Misconfigured.class);
            assertThat(refused).hasMessageContaining("channel-secret");
        }
    }

    /** Bodies with bytes changed, cut out and put in: each is read, ignored or refused, and nothing else happens. */
    @Test
    void noBodyWhateverMakesItThrow() throws ConnectorException {
        Random random = new Random(4711);
        byte[][] seeds = {
            Rows.authorize().getBytes(StandardCharsets.UTF_8),
            Rows.call(random).getBytes(StandardCharsets.UTF_8),
            Rows.row("token", Rows.event("revoke", Rows.parameter("client_id", "c")))
                    .getBytes(StandardCharsets.UTF_8)
        };
        Map<String, String> headers = headers();
        String path = path("token");
        int read = 0;
        for (int i = 0; i < 30_000; i++) {
            WebhookOutcome outcome = accept(path, headers, mutated(seeds[i % seeds.length], random));
            read += outcome instanceof Refused ? 0 : 1;
        }
        assertThat(read).isPositive();
    }

    /** Headers and addresses changed: without the whole proof nothing is let in. */
    @Test
    void noChangeOfTheProofIsLetIn() throws ConnectorException {
        Random random = new Random(1147);
        byte[] body = Rows.authorize().getBytes(StandardCharsets.UTF_8);
        String token = ChannelSecret.required(script).proof("token/" + CHANNEL);
        for (int i = 0; i < 5_000; i++) {
            String changed =
                    new String(mutated(token.getBytes(StandardCharsets.UTF_8), random), StandardCharsets.ISO_8859_1);
            Map<String, String> headers = headers();
            headers.put("X-Goog-Channel-Token", changed);
            if (!changed.equals(token)) {
                assertThat(status(accept(path("token"), headers, body))).isEqualTo(401);
            }
        }
    }

    private static byte[] mutated(byte[] seed, Random random) {
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
