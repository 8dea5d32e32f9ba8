package io.grantkeeper.functions.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/**
 * An address counts as a person's own only if the issuer verified it: according to a claim in each token, or always if
 * the configuration says so.
 */
class VerifyingIssuerTest {
    private static ConsoleConfig config(String more) {
        return ConsoleConfig.parse(
                "{\"issuer\": \"https://login.acme.example\", \"clientId\": \"console\"%s}".formatted(more));
    }

    @Test
    void treatsMissingClaimAsVerifiedOnlyIfIssuerIsConfiguredAsVerifying() {
        assertThat(config("").isVerified(null)).isFalse();
        assertThat(config(", \"issuerVerifiesEmail\": false").isVerified(null)).isFalse();
        assertThat(config(", \"issuerVerifiesEmail\": true").isVerified(null)).isTrue();
    }

    @Test
    void usesEmailVerifiedClaimRegardlessOfConfiguration() {
        for (String setting : new String[] {"", ", \"issuerVerifiesEmail\": true"}) {
            assertThat(config(setting).isVerified(true)).isTrue();
            assertThat(config(setting).isVerified("TRUE")).isTrue();
            assertThat(config(setting).isVerified(false)).isFalse();
            assertThat(config(setting).isVerified("false")).isFalse();
            assertThat(config(setting).isVerified("")).isFalse();
        }
    }

    @Test
    void rejectsSettingOfWrongType() {
        assertThatThrownBy(() -> config(", \"issuerVerifiesEmail\": \"yes\""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("issuerVerifiesEmail");
        assertThatThrownBy(() -> ConsoleConfig.parse("{\"issuerVerifiesEmail\": true}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("issuer");
    }
}
