package io.grantkeeper.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A key")
class TableKeysTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "x", "xy"})
    void truncatesTooLongKeyWithoutSplittingCharacter(String start) {
        String key = TableKeys.sk(start + "\uD83D\uDE00".repeat(1_000));
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(key)).isTrue();
        assertThat(key.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(1_024);
        assertThat(key).isNotEqualTo(TableKeys.sk(start + "\uD83D\uDE00".repeat(1_001)));
    }

    @Test
    void formatsInstantsIndependentlyOfLocaleAndTimeZone() {
        Locale before = Locale.getDefault();
        String here = TableAttributes.sortable(Instant.EPOCH.plusSeconds(42));
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(TableAttributes.sortable(Instant.EPOCH.plusSeconds(42)))
                    .isEqualTo(here)
                    .isEqualTo("000000000042000000000");
        } finally {
            Locale.setDefault(before);
        }
    }
}
