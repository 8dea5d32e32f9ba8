package io.grantkeeper.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.TenantId;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The configuration that was recorded last")
class StoredItemVerifierTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final String SECOND = "configuration.changed/2/sha256:b";

    /** Returns the problems of a log whose latest configuration has number 2. */
    private static List<String> problems(Optional<StoredLedgerItem.Configuration> stored) {
        StoredLedgerItems items = (StoredLedgerItems) Proxy.newProxyInstance(
                StoredLedgerItems.class.getClassLoader(),
                new Class<?>[] {StoredLedgerItems.class},
                (_, method, arguments) -> switch (method.getName()) {
                    case "configuration" -> stored;
                    case "keyOf" -> arguments[1];
                    case "isWaiting" -> false;
                    default -> throw new IllegalStateException(method.getName());
                });
        return new StoredItemVerifier(ACME, items)
                .compare(new StoredItemVerifier.LogContent(
                        2,
                        true,
                        Map.of("configuration.changed/1/sha256:a", 0L, SECOND, 1L),
                        0,
                        List.of(),
                        Set.of(),
                        Map.of()));
    }

    private static List<String> problems(long number, String entry) {
        return problems(Optional.of(new StoredLedgerItem.Configuration("CONFIG", number, entry)));
    }

    @Test
    void acceptsLatestRecordedConfiguration() {
        assertThat(problems(2, SECOND)).isEmpty();
    }

    @Test
    void reportsEarlierConfiguration() {
        assertThat(problems(1, "configuration.changed/1/sha256:a"))
                .singleElement()
                .asString()
                .startsWith("CONFIG: its number is 1, but the log's latest configuration has number 2");
    }

    @Test
    void reportsUnrecordedConfiguration() {
        assertThat(problems(3, "configuration.changed/3/sha256:c"))
                .containsExactly("CONFIG: the ledger does not record this configuration");
    }

    @Test
    void reportsMissingConfiguration() {
        assertThat(problems(Optional.empty())).singleElement().asString().contains("is missing");
    }
}
