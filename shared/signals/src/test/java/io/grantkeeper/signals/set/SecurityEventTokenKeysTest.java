package io.grantkeeper.signals.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.Secret;
import io.grantkeeper.signals.SetTestKeys;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecurityEventTokenKeysTest {
    private static final SetTestKeys NOW = SetTestKeys.make();

    private final List<Secret> stored = new ArrayList<>(List.of(Secret.of("")));
    private final SecurityEventTokenKeys keys =
            new SecurityEventTokenKeys(List.of(new SecurityEventTokenKeys.ConfiguredKey("2026-11", stored::getLast)));

    /**
     * Simulates a new deployment, in which the secrets have no values yet. The error must occur only when a token is
     * signed.
     */
    @Test
    void reportsMissingKeyOnlyWhenSigning() {
        assertThat(keys.isEmpty()).isFalse();
        assertThatThrownBy(keys::signingKey)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the signing key '2026-11' for signals is not an RSA private key");
        stored.add(NOW.pem());
        assertThat(keys.signingKey().key().getKeyID()).isEqualTo("2026-11");
    }

    @Test
    void parsesKeyAgainAfterSecretChanges() {
        stored.add(NOW.pem());
        SecurityEventTokenSigningKey first = keys.signingKey();
        assertThat(keys.signingKey()).isSameAs(first);
        stored.add(SetTestKeys.make().pem());
        assertThat(keys.signingKey().key()).isNotEqualTo(first.key());
    }

    @Test
    void publishesOnlyPublicKeys() {
        stored.add(NOW.pem());
        assertThat(keys.publicSet()).contains("2026-11").doesNotContain("\"d\"", "\"p\"");
    }
}
