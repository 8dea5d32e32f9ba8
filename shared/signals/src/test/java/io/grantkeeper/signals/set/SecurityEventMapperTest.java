package io.grantkeeper.signals.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.signals.SetTestKeys;
import io.grantkeeper.signals.SignalTestEntries;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("A security event token")
class SecurityEventMapperTest {
    private static final SetTestKeys KEYS = SetTestKeys.make();
    private static final String ISSUER = "https://signals.acme.com";
    private final SecurityEventMapper events = new SecurityEventMapper(ISSUER);
    private final SecurityEventTokenSigner signer = new SecurityEventTokenSigner(ISSUER, KEYS.tokenKeys("2026-11"));

    private SecurityEvent event(LedgerEvent what) {
        return events.of(SignalTestEntries.entry("entry", what)).orElseThrow();
    }

    private String sign(LedgerEvent what) {
        return signer.sign(
                "jti-1", List.of("https://idp.example.com"), SignalTestEntries.NOON, event(what), Optional.of("entry"));
    }

    @Test
    void createsEverySupportedEventType() {
        Set<String> types = new HashSet<>();
        SignalTestEntries.all().forEach(entry -> events.of(entry).ifPresent(event -> types.add(event.type())));
        assertThat(types).containsExactlyInAnyOrderElementsOf(SecurityEventMapper.SUPPORTED);
    }

    @Test
    void containsOneEventAndMembersRequiredByRfc8417() throws Exception {
        JWSObject token = JWSObject.parse(sign(new LedgerEvent.RevocationDone("r", "done")));
        assertThat(token.getHeader().getType().getType()).isEqualTo("secevent+jwt");
        JsonNode claims = ModelJson.mapper().readTree(token.getPayload().toString());
        assertThat(claims.path("iss").asString()).isEqualTo(ISSUER);
        assertThat(claims.path("jti").asString()).isEqualTo("jti-1");
        assertThat(claims.path("iat").asLong()).isEqualTo(SignalTestEntries.NOON.getEpochSecond());
        assertThat(claims.path("aud").asString()).isEqualTo("https://idp.example.com");
        assertThat(claims.path("txn").asString()).isEqualTo("entry");
        assertThat(claims.path("sub_id").path("format").asString()).isEqualTo("iss_sub");
        assertThat(claims.path("sub_id").path("sub").asString()).isEqualTo(SignalTestEntries.AGENT.toString());
        assertThat(claims.path("events").size()).isEqualTo(1);
        assertThat(claims.path("events")
                        .path(SecurityEventMapper.SESSION_REVOKED)
                        .path("event_timestamp")
                        .asLong())
                .isEqualTo(SignalTestEntries.NOON.getEpochSecond());
        assertThat(claims.has("exp")).isFalse();
        assertThat(claims.has("sub")).isFalse();
    }

    @Test
    void signsTokenWithPublishedKey() throws Exception {
        String published = SecurityEventTokenSigningKey.publicSet(
                List.of(KEYS.signingKey("2026-11"), SetTestKeys.make().signingKey("2026-05")));
        assertThat(published).doesNotContain("\"d\"", "\"p\"", "\"q\"");
        JWKSet set = JWKSet.parse(published);
        assertThat(set.getKeys()).hasSize(2);
        JWSObject token = JWSObject.parse(sign(new LedgerEvent.RevocationDone("r", "done")));
        assertThat(token.verify(new RSASSAVerifier(
                        set.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey())))
                .isTrue();
    }

    @Test
    void createsIdenticalTokensForIdenticalEvents() {
        LedgerEvent what = new LedgerEvent.FindingOpened("f", FindingType.SHADOW_AI, Severity.HIGH);
        assertThat(sign(what)).isEqualTo(sign(what));
    }

    @Test
    void statesRiskAndCurrentAccess() {
        JsonNode risk = event(new LedgerEvent.FindingOpened("f", FindingType.SHADOW_AI, Severity.CRITICAL))
                .claims();
        assertThat(risk.path("current_level").asString()).isEqualTo("HIGH");
        JsonNode access =
                event(SignalTestEntries.change("grant/sha256:g", "changed")).claims();
        assertThat(access.path("claims").path("scope").get(0).asString()).isEqualTo("mail.read");
        JsonNode gone =
                event(SignalTestEntries.change("grant/sha256:g", "vanished")).claims();
        assertThat(gone.path("claims").path("scope")).isEmpty();
        assertThat(events.of(SignalTestEntries.entry(
                        "entry", new LedgerEvent.FindingOpened("f", FindingType.EXPIRING, Severity.UNKNOWN))))
                .isEmpty();
    }

    @Test
    void rejectsInvalidKeyWithoutRevealingIt() {
        assertThatThrownBy(() -> SecurityEventTokenSigningKey.of("2026-11", Secret.of("hunter2-hunter2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("openssl genpkey")
                .hasMessageNotContaining("hunter2");
        assertThat(KEYS.signingKey("2026-11").toString()).isEqualTo("the key 2026-11");
    }
}
