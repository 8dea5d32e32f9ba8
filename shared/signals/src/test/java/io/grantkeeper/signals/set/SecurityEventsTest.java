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
import io.grantkeeper.ledger.entry.Happening;
import io.grantkeeper.signals.Keys;
import io.grantkeeper.signals.Told;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("A security event token")
class SecurityEventsTest {
    private static final Keys KEYS = Keys.make();
    private static final String ISSUER = "https://signals.acme.com";
    private final SecurityEvents events = new SecurityEvents(ISSUER);
    private final TokenSigner signer = new TokenSigner(ISSUER, KEYS.alone("2026-11"));

    private SecurityEvent event(Happening what) {
        return events.of(Told.entry("entry", what)).orElseThrow();
    }

    private String sign(Happening what) {
        return signer.sign("jti-1", List.of("https://idp.example.com"), Told.NOON, event(what), Optional.of("entry"));
    }

    @Test
    void isMadeOfWhatOthersCanActOn() {
        Set<String> types = new HashSet<>();
        Told.all().forEach(entry -> events.of(entry).ifPresent(event -> types.add(event.type())));
        assertThat(types).containsExactlyInAnyOrderElementsOf(SecurityEvents.SUPPORTED);
    }

    @Test
    void holdsOneEventAndWhatRfc8417AsksFor() throws Exception {
        JWSObject token = JWSObject.parse(sign(new Happening.RevocationDone("r", "done")));
        assertThat(token.getHeader().getType().getType()).isEqualTo("secevent+jwt");
        JsonNode claims = ModelJson.mapper().readTree(token.getPayload().toString());
        assertThat(claims.path("iss").asString()).isEqualTo(ISSUER);
        assertThat(claims.path("jti").asString()).isEqualTo("jti-1");
        assertThat(claims.path("iat").asLong()).isEqualTo(Told.NOON.getEpochSecond());
        assertThat(claims.path("aud").asString()).isEqualTo("https://idp.example.com");
        assertThat(claims.path("txn").asString()).isEqualTo("entry");
        assertThat(claims.path("sub_id").path("format").asString()).isEqualTo("iss_sub");
        assertThat(claims.path("sub_id").path("sub").asString()).isEqualTo(Told.AGENT.toString());
        assertThat(claims.path("events").size()).isEqualTo(1);
        assertThat(claims.path("events")
                        .path(SecurityEvents.SESSION_REVOKED)
                        .path("event_timestamp")
                        .asLong())
                .isEqualTo(Told.NOON.getEpochSecond());
        assertThat(claims.has("exp")).isFalse();
        assertThat(claims.has("sub")).isFalse();
    }

    @Test
    void isSignedWithAKeyThatTheSetShows() throws Exception {
        String published =
                SigningKey.publicSet(List.of(KEYS.named("2026-11"), Keys.make().named("2026-05")));
        assertThat(published).doesNotContain("\"d\"", "\"p\"", "\"q\"");
        JWKSet set = JWKSet.parse(published);
        assertThat(set.getKeys()).hasSize(2);
        JWSObject token = JWSObject.parse(sign(new Happening.RevocationDone("r", "done")));
        assertThat(token.verify(new RSASSAVerifier(
                        set.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey())))
                .isTrue();
    }

    @Test
    void hasTheSameBytesAgain() {
        Happening what = new Happening.FindingOpened("f", FindingType.SHADOW_AI, Severity.HIGH);
        assertThat(sign(what)).isEqualTo(sign(what));
    }

    @Test
    void tellsRiskAndWhatAccessIsNow() {
        JsonNode risk = event(new Happening.FindingOpened("f", FindingType.SHADOW_AI, Severity.CRITICAL))
                .claims();
        assertThat(risk.path("current_level").asString()).isEqualTo("HIGH");
        JsonNode access = event(Told.change("grant/sha256:g", "changed")).claims();
        assertThat(access.path("claims").path("scope").get(0).asString()).isEqualTo("mail.read");
        JsonNode gone = event(Told.change("grant/sha256:g", "vanished")).claims();
        assertThat(gone.path("claims").path("scope")).isEmpty();
        assertThat(events.of(
                        Told.entry("entry", new Happening.FindingOpened("f", FindingType.EXPIRING, Severity.UNKNOWN))))
                .isEmpty();
    }

    @Test
    void isNotSignedWithWhatIsNoKeyAndDoesNotShowIt() {
        assertThatThrownBy(() -> SigningKey.of("2026-11", Secret.of("hunter2-hunter2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("openssl genpkey")
                .hasMessageNotContaining("hunter2");
        assertThat(KEYS.named("2026-11").toString()).isEqualTo("the key 2026-11");
    }
}
