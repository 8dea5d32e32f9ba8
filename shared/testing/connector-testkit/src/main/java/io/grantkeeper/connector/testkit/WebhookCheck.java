package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.connector.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Checks that genuine webhooks are accepted, that forged, stale and malformed ones are refused, and that replays can be
 * detected.
 */
final class WebhookCheck {
    private final ContractContext run;

    WebhookCheck(ContractContext run) {
        this.run = run;
    }

    WebhookFixture fixture() {
        return run.contract().webhooks(run.provider());
    }

    void genuineIsAccepted(WebhookFixture.Sample sample) throws ConnectorException {
        WebhookRequest signed = fixture().signer().sign(sample.unsigned(), now());
        WebhookOutcome outcome = accept(signed, run.provider());
        assertThat(outcome).isInstanceOf(sample.becomes());
        if (outcome instanceof WebhookOutcome.Accepted accepted) {
            assertThat(accepted.deliveryId()).isNotBlank();
            assertThat(accepted.rereads().isEmpty() && accepted.evidence().isEmpty())
                    .as("an accepted webhook causes a reread or contains evidence")
                    .isFalse();
        }
        assertThat(accept(signed, run.provider()))
                .as("the same delivery has the same outcome and delivery ID, by which a replay is detected")
                .isEqualTo(outcome);
    }

    /**
     * Checks that headers other than the signature or token headers cannot turn a webhook into a different one: if such
     * a header is changed or removed, the webhook is refused or irrelevant, or has the same delivery id and evidence.
     * Otherwise, one genuine webhook could be replayed as many different ones.
     */
    void unprovedHeadersChangeNothing(WebhookFixture.Sample sample) throws ConnectorException {
        WebhookFixture fixture = fixture();
        WebhookRequest signed = fixture.signer().sign(sample.unsigned(), now());
        if (!(accept(signed, run.provider()) instanceof WebhookOutcome.Accepted genuine)) {
            return;
        }
        for (String header : signed.headers().keySet()) {
            if (!fixture.signer().proofHeaders().contains(header)) {
                for (WebhookRequest other : List.of(
                        with(signed, header, forge(signed.header(header).orElseThrow())), without(signed, header))) {
                    if (accept(other, run.provider()) instanceof WebhookOutcome.Accepted accepted) {
                        assertThat(accepted.deliveryId())
                                .as("the id with another '%s'", header)
                                .isEqualTo(genuine.deliveryId());
                        assertThat(accepted.evidence())
                                .as("the evidence with another '%s'", header)
                                .isEqualTo(genuine.evidence());
                    }
                }
            }
        }
    }

    void forgedIsRefused(WebhookFixture.Sample sample) throws ConnectorException {
        WebhookFixture fixture = fixture();
        WebhookRequest signed = fixture.signer().sign(sample.unsigned(), now());
        for (String proof : fixture.signer().proofHeaders()) {
            assertRefused("without '%s'".formatted(proof), without(signed, proof));
            assertRefused(
                    "with another '%s'".formatted(proof),
                    with(signed, proof, forge(signed.header(proof).orElseThrow())));
            assertRefused("with an empty '%s'".formatted(proof), with(signed, proof, ""));
        }
        assertRefused("without any signature or token", sample.unsigned());
        if (fixture.signer().coversBody()) {
            byte[] changed = signed.body().clone();
            for (int at = 0; at < changed.length; at += Math.max(1, changed.length / 5)) {
                changed[at] ^= 1;
                assertRefused("with byte %d changed".formatted(at), with(signed, changed));
                changed[at] ^= 1;
            }
        }
    }

    void staleIsRefused(WebhookFixture.Sample sample) throws ConnectorException {
        WebhookFixture fixture = fixture();
        if (fixture.signer().coversTime()) {
            assertRefused(
                    "signed an hour ago", fixture.signer().sign(sample.unsigned(), now().minus(Duration.ofHours(1))));
            assertRefused(
                    "signed an hour in the future",
                    fixture.signer().sign(sample.unsigned(), now().plus(Duration.ofHours(1))));
        }
    }

    void malformedIsRefused(WebhookFixture.Sample sample) throws ConnectorException {
        WebhookFixture fixture = fixture();
        byte[] whole = sample.unsigned().body();
        if (whole.length > 1) {
            byte[] half = Arrays.copyOf(whole, whole.length / 2);
            if (fixture.signer().coversBody()) {
                assertRefused("truncated after signing", with(fixture.signer().sign(sample.unsigned(), now()), half));
            }
            assertRefused("truncated before signing", fixture.signer().sign(with(sample.unsigned(), half), now()));
            byte[] senseless = "[1, \"senseless\"".getBytes(StandardCharsets.UTF_8);
            assertRefused("senseless", fixture.signer().sign(with(sample.unsigned(), senseless), now()));
        }
    }

    void oversizedIsRefused(WebhookFixture.Sample sample) throws ConnectorException {
        int most = run.contract().connector().webhooks().orElseThrow().maxBytes();
        assertThat(most).as("the maximum body size").isBetween(1024, 30 * 1024 * 1024);
        assertRefused("too large", fixture().signer().sign(with(sample.unsigned(), new byte[most + 1]), now()));
    }

    void otherConnectionIsRefused(WebhookFixture.Sample sample) throws ConnectorException {
        try (ProviderDouble other = run.contract().startDouble(ProviderDoubleOptions.named("two"))) {
            if (!other.credentials().equals(run.provider().credentials())) {
                WebhookRequest signed = run.contract().webhooks(other).signer().sign(sample.unsigned(), now());
                assertRefused("signed for another connection", signed);
            }
        }
    }

    private void assertRefused(String what, WebhookRequest request) throws ConnectorException {
        WebhookOutcome outcome = accept(request, run.provider());
        assertThat(outcome).as("a webhook %s", what).isInstanceOf(WebhookOutcome.Refused.class);
        if (outcome instanceof WebhookOutcome.Refused(int status, String reason)) {
            assertThat(status).as("a webhook %s", what).isIn(400, 401, 413);
            assertThat(reason).isNotBlank();
        }
    }

    private WebhookOutcome accept(WebhookRequest request, ProviderDouble provider) throws ConnectorException {
        try (ConnectorTestRig testRig = run.rig(ConnectorTestRig.LONG_WAIT)) {
            TestConnection connected = testRig.connect(provider, "one", TrafficInterceptor.NONE);
            WebhookOutcome outcome =
                    testRig.connector().webhooks().orElseThrow().accept(connected.session(), request);
            assertThat(connected.calls())
                    .as("calls made while verifying a webhook")
                    .isEmpty();
            assertThat(connected.canaries().findLeak("the outcome", outcome.toString()))
                    .isEmpty();
            return outcome;
        }
    }

    private Instant now() {
        return run.provider().clock().instant();
    }

    private static String forge(String proof) {
        char last = proof.charAt(proof.length() - 1);
        return proof.substring(0, proof.length() - 1) + (last == '0' ? '1' : '0');
    }

    private static WebhookRequest without(WebhookRequest request, String header) {
        Map<String, String> headers = new TreeMap<>(request.headers());
        headers.remove(header);
        return new WebhookRequest(request.method(), request.path(), request.query(), headers, request.body());
    }

    private static WebhookRequest with(WebhookRequest request, String header, String value) {
        Map<String, String> headers = new TreeMap<>(request.headers());
        headers.put(header, value);
        return new WebhookRequest(request.method(), request.path(), request.query(), headers, request.body());
    }

    private static WebhookRequest with(WebhookRequest request, byte[] body) {
        return new WebhookRequest(request.method(), request.path(), request.query(), request.headers(), body.clone());
    }
}
