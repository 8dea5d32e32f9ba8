package io.grantkeeper.targets.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardWebhookSignatureTest {
    // The example that the libraries of Standard Webhooks use in their tests.
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final long TIMESTAMP = 1_614_265_330;
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    private static final Secret KEY = Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final Instant THEN = Instant.ofEpochSecond(TIMESTAMP);

    @Test
    void matchesPublishedExample() {
        assertThat(StandardWebhookSignature.sign(List.of(KEY), ID, TIMESTAMP, BODY))
                .isEqualTo(SIGNATURE);
        assertThat(genuine(SIGNATURE, THEN)).isTrue();
    }

    private static boolean genuine(String header, Instant now) {
        return StandardWebhookSignature.isGenuine(List.of(KEY), ID, String.valueOf(TIMESTAMP), header, BODY, now);
    }

    @Test
    void acceptsOneOfSeveralSignaturesAndIgnoresUnknownVersions() {
        assertThat(genuine("v1,b3RoZXI= v2,x v1a,y " + SIGNATURE, THEN)).isTrue();
        assertThat(genuine("v1,b3RoZXI= v2," + SIGNATURE.substring(3), THEN)).isFalse();
        assertThat(genuine("", THEN)).isFalse();
        assertThat(genuine(SIGNATURE + " ".repeat(5_000), THEN)).isFalse();
    }

    @Test
    void rejectsMessageOutsideTimeWindow() {
        assertThat(genuine(SIGNATURE, THEN.plusSeconds(300))).isTrue();
        assertThat(genuine(SIGNATURE, THEN.plusSeconds(301))).isFalse();
        assertThat(genuine(SIGNATURE, THEN.minusSeconds(301))).isFalse();
    }

    @Test
    void signsWithEachKeyDuringRotation() {
        String header = StandardWebhookSignature.sign(
                List.of(Secret.of("whsec_" + "T2xkS2V5".repeat(4)), KEY), ID, TIMESTAMP, BODY);
        assertThat(header.split(" ")).hasSize(2).contains(SIGNATURE);
    }

    @Test
    void signsWithEd25519() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
        String header = StandardWebhookSignature.sign(
                List.of(Secret.of("whsk_" + Base64.getEncoder().encodeToString(seed))), ID, TIMESTAMP, BODY);
        assertThat(header).startsWith("v1a,");
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(pair.getPublic());
        verifier.update((ID + "." + TIMESTAMP + ".").getBytes(StandardCharsets.UTF_8));
        verifier.update(BODY);
        assertThat(verifier.verify(Base64.getDecoder().decode(header.substring(4))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "canary", "whsec_canary!", "whsec_Y2FuYXJ5", "whsk_Y2FuYXJ5", "whpk_Y2FuYXJ5"})
    void describesKeyFormatWithoutRepeatingKey(String key) {
        assertThatThrownBy(() -> StandardWebhookSignature.sign(List.of(Secret.of(key)), ID, TIMESTAMP, BODY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("whsec_")
                .hasMessageNotContaining("canary")
                .hasMessageNotContaining("Y2FuYXJ5");
    }
}
