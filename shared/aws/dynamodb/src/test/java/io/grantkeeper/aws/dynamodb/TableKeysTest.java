package io.grantkeeper.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A key")
class TableKeysTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "x", "xy"})
    void truncatesLongKeyWithoutSplittingCharacter(String start) {
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

    /** The prefixes must not change, because the keys of stored rows contain them and IAM policies name them. */
    @Test
    void keepsPrefixOfEachKindOfPartition() {
        TenantId tenant = new TenantId("acme");
        assertThat(TableKeys.policyRevision(tenant).pk()).isEqualTo("T#acme#POLICIES");
        assertThat(TableKeys.enforcementSwitch(tenant).pk()).isEqualTo("T#acme#ENFORCEMENT");
        assertThat(TableKeys.question(tenant, "q").pk()).isEqualTo("T#acme#QUESTION#q");
        assertThat(TableKeys.approvalPointer(tenant, "a").pk()).isEqualTo("T#acme#APPROVAL#a");
        assertThat(TableKeys.openDecisionBatch(tenant).pk()).isEqualTo("T#acme#DECBATCH");
        assertThat(TableKeys.decisionBatch(tenant, "b").pk()).isEqualTo("T#acme#DECBATCH#b");
        assertThat(TableKeys.connection(tenant, new ConnectionId("github")).pk())
                .isEqualTo("T#acme#C#github");
        assertThat(LedgerItemKeys.head(tenant).pk()).isEqualTo("T#acme#L#STATE");
        assertThat(LedgerItemKeys.entry(tenant, "e").pk()).startsWith("T#acme#L#N#");
        assertThat(LedgerItemKeys.checkpoint(tenant, 1).pk()).isEqualTo("T#acme#L#C");
        assertThat(LedgerItemKeys.waiting(tenant, 0)).isEqualTo("T#acme#L#WAITING");
        assertThat(SignalItemKeys.followed(tenant).pk()).isEqualTo("T#acme#SIGNAL#STATE");
    }

    /** A pattern that matched the keys of another kind would grant too much. */
    @Test
    void matchesNoOtherKindOfPartition() {
        TenantId tenant = new TenantId("acme");
        for (TablePartition granted : TablePartition.values()) {
            String pattern =
                    TablePartition.keyPatterns(tenant, Stream.of(granted)).getFirst();
            for (TablePartition other : TablePartition.values()) {
                String key = "T#acme#" + other.prefix();
                boolean matches = pattern.endsWith("*")
                        ? key.startsWith(pattern.substring(0, pattern.length() - 1))
                        : key.equals(pattern);
                assertThat(matches).as("%s matches %s", pattern, key).isEqualTo(granted == other);
            }
        }
    }
}
