package io.grantkeeper.functions.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.ledger.note.SignatureType;
import io.grantkeeper.ledger.note.SigningKeyFile;
import io.grantkeeper.ledger.witness.Witness;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The configuration member 'ledger'")
class LedgerConfigTest {
    private static final String KEY = key("witness.example.com/w1", SignatureType.COSIGNATURE);

    private static String key(String name, SignatureType type) {
        return SigningKeyFile.generate(name, type).key().toString();
    }

    private static String witness(String key, String url) {
        return "{\"witnesses\": [{\"key\": \"%s\", \"url\": \"%s\"}]}".formatted(key, url);
    }

    @Test
    void readsWitnessesWithKeyAndUrl() {
        assertThat(LedgerConfig.parse(witness(KEY, "https://witness.example.com/prefix"))
                        .allWitnesses()
                        .all())
                .singleElement()
                .satisfies(witness -> {
                    assertThat(witness.key()).hasToString(KEY);
                    assertThat(witness.url()).hasValue(URI.create("https://witness.example.com/prefix"));
                });
        assertThat(LedgerConfig.parse("{\"witnesses\": [{\"key\": \"%s\"}]}".formatted(KEY))
                        .allWitnesses()
                        .all())
                .singleElement()
                .extracting(Witness::url)
                .isEqualTo(Optional.empty());
        assertThat(LedgerConfig.parse("{}").allWitnesses().all()).isEmpty();
        assertThat(LedgerConfig.none().allWitnesses().all()).isEmpty();
    }

    /** A witness may change its key and keep its name. */
    @Test
    void allowsSameNameWithDifferentKey() {
        String both = "{\"witnesses\": [{\"key\": \"%s\"}, {\"key\": \"%s\"}]}";
        assertThat(LedgerConfig.parse(both.formatted(KEY, key("witness.example.com/w1", SignatureType.COSIGNATURE)))
                        .allWitnesses()
                        .all())
                .hasSize(2);
        assertThatThrownBy(() -> LedgerConfig.parse(both.formatted(KEY, KEY)))
                .hasMessageContaining("'witnesses[1].key' is also the key of another witness");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://witness.example.com",
                "https://user@witness.example.com",
                "https://witness.example.com?a=b",
                "https://witness.example.com/#a",
                "witness.example.com",
                "file:/etc/passwd",
                "https://"
            })
    void rejectsUrlsThatAreNotHttps(String url) {
        assertThatThrownBy(() -> LedgerConfig.parse(witness(KEY, url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("ledger: 'witnesses[0].url' must be the https URL");
    }

    @Test
    void rejectsWitnessKeysThatAreDamagedOrBelongToLogs() {
        assertThatThrownBy(() -> LedgerConfig.parse(
                        witness(key("example.com/log", SignatureType.ED25519), "https://witness.example.com")))
                .hasMessageContaining("'witnesses[0].key' this is the key of a log");
        assertThatThrownBy(() -> LedgerConfig.parse(witness("nonsense", "https://witness.example.com")))
                .hasMessageContaining("'witnesses[0].key' a public key must have the form");
        assertThatThrownBy(() -> LedgerConfig.parse("{\"witnesses\": [{\"url\": \"https://w.example\"}]}"))
                .hasMessageContaining("'witnesses[0].key' is missing");
        assertThatThrownBy(() -> LedgerConfig.parse("{\"witnesses\": 7}"))
                .hasMessageContaining("'ledger' must look like");
    }
}
