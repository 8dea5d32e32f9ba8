package io.grantkeeper.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.entry.EntryActor;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEntryJson;
import io.grantkeeper.ledger.entry.LedgerEvent;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An entry that waits for a position")
class WaitingEntryVerificationTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId GLOBEX = new TenantId("globex");

    private static ImmutableBytes leaf(TenantId tenant) {
        return LedgerEntryJson.write(LedgerEntry.of(
                "identity.registered/google/oauth-client/1",
                tenant,
                Instant.parse("2026-11-23T09:00:00Z"),
                new LedgerEvent.IdentityRegistered("oauth-client", false),
                EntryActor.function("detect-changes")));
    }

    private static List<String> problems(ImmutableBytes leaf) {
        StoredLedgerItems items = (StoredLedgerItems) Proxy.newProxyInstance(
                StoredLedgerItems.class.getClassLoader(),
                new Class<?>[] {StoredLedgerItems.class},
                (_, method, arguments) -> switch (method.getName()) {
                    case "forEach" -> {
                        @SuppressWarnings("unchecked")
                        Consumer<StoredLedgerItem> consumer = (Consumer<StoredLedgerItem>) arguments[1];
                        consumer.accept(new StoredLedgerItem.Waiting("WAITING", List.of(leaf)));
                        yield arguments;
                    }
                    case "configuration" -> Optional.empty();
                    default -> throw new IllegalStateException(method.getName());
                });
        StoredItemVerifier verifier = new StoredItemVerifier(ACME, items);
        verifier.read();
        return verifier.compare(new StoredItemVerifier.LogContent(0, true, Map.of(), 0, List.of(), Set.of(), Map.of()));
    }

    @Test
    void belongsToTheTenantWhoseLedgerContainsIt() {
        assertThat(problems(leaf(ACME))).isEmpty();
    }

    @Test
    void isReportedIfItBelongsToAnotherTenant() {
        assertThat(problems(leaf(GLOBEX)))
                .containsExactly(
                        "WAITING: the entry 'identity.registered/google/oauth-client/1' belongs to tenant globex");
    }

    @Test
    void isReportedIfItIsNotInCanonicalForm() {
        ImmutableBytes spaced = ImmutableBytes.utf8(leaf(ACME).text() + " ");
        assertThat(problems(spaced))
                .singleElement()
                .asString()
                .startsWith("WAITING: ")
                .contains("canonical");
    }
}
