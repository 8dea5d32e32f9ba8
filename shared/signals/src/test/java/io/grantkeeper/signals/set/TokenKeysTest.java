package io.grantkeeper.signals.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.Secret;
import io.grantkeeper.signals.Keys;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenKeysTest {
    private static final Keys NOW = Keys.make();

    private final List<Secret> stored = new ArrayList<>(List.of(Secret.of("")));
    private final TokenKeys keys = new TokenKeys(List.of(new TokenKeys.Named("2026-11", stored::getLast)));

    /** As when it is deployed before its secrets are filled: what is wrong is told when a token is to be signed. */
    @Test
    void aKeyThatIsNotThereYetIsMissedWhenItIsNeeded() {
        assertThat(keys.isEmpty()).isFalse();
        assertThatThrownBy(keys::signing)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the key '2026-11' that signs signals is no RSA private key");
        stored.add(NOW.pem());
        assertThat(keys.signing().key().getKeyID()).isEqualTo("2026-11");
    }

    @Test
    void aKeyIsParsedAgainWhenItsSecretIsAnother() {
        stored.add(NOW.pem());
        SigningKey first = keys.signing();
        assertThat(keys.signing()).isSameAs(first);
        stored.add(Keys.make().pem());
        assertThat(keys.signing().key()).isNotEqualTo(first.key());
    }

    @Test
    void allAreShownAndNoneOfThemWhole() {
        stored.add(NOW.pem());
        assertThat(keys.publicSet()).contains("2026-11").doesNotContain("\"d\"", "\"p\"");
    }
}
