package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.ModelSamples.NOON;
import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEntryJson;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.entry.SaltStore;
import io.grantkeeper.ledger.record.ConfigurationRecorder;
import io.grantkeeper.ledger.record.ConfigurationStore;
import io.grantkeeper.ledger.record.ConfigurationStore.RecordedConfiguration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Tests that every implementation of {@link ConfigurationStore} must pass, including tests of the recorder that uses
 * the store.
 */
@DisplayName("A configuration store")
public abstract class ConfigurationStoreContract {
    private static final String FIRST =
            "{\"tenant\":\"acme\",\"connections\":[{\"id\":\"github\"},{\"id\":\"google\"}],"
                    + "\"alerts\":{\"from\":\"keeper@acme.com\"}}";
    private static final String SAME = "{ \"alerts\": {\"from\": \"keeper@acme.com\"},\n \"connections\":"
            + " [{\"id\": \"github\"}, {\"id\": \"google\"}], \"tenant\": \"acme\" }";
    private static final String OTHER =
            FIRST.replace("{\"id\":\"google\"}", "{\"id\":\"google\",\"provider\":\"google\"}");

    private final TenantId tenant = freshTenant();
    private final InMemoryLogStore entries = new InMemoryLogStore();

    protected abstract ConfigurationStore store();

    private ConfigurationRecorder recorder() {
        return new ConfigurationRecorder(store(), entries, new InMemorySaltStore());
    }

    private List<LedgerEntry> recordedEntries() {
        return entries.pending(tenant, 99).stream().map(LedgerEntryJson::read).toList();
    }

    @Test
    void keepsConfigurationWithHighestNumber() {
        assertThat(store().last(tenant)).isEmpty();
        assertThat(store().save(tenant, new RecordedConfiguration(0, "sha256:a", "sha256:1")))
                .isTrue();
        assertThat(store().save(tenant, new RecordedConfiguration(1, "sha256:b", "sha256:2")))
                .isTrue();
        assertThat(store().save(tenant, new RecordedConfiguration(1, "sha256:c", "sha256:3")))
                .isFalse();
        assertThat(store().save(tenant, new RecordedConfiguration(0, "sha256:a", "sha256:1")))
                .isFalse();
        assertThat(store().last(tenant)).contains(new RecordedConfiguration(1, "sha256:b", "sha256:2"));
        assertThat(store().last(freshTenant())).isEmpty();
    }

    @Test
    void updatesTextDigestOfLatestConfiguration() {
        store().save(tenant, new RecordedConfiguration(3, "sha256:a", ""));
        assertThat(store().save(tenant, new RecordedConfiguration(3, "sha256:a", "sha256:1")))
                .isTrue();
        assertThat(store().last(tenant)).contains(new RecordedConfiguration(3, "sha256:a", "sha256:1"));
    }

    @Test
    void recordsConfigurationOnceIfOnlyItsLayoutChanges() {
        ConfigurationRecorder recorder = recorder();
        assertThat(recorder.recordActive(tenant, FIRST, NOON)).isTrue();
        assertThat(recorder.recordActive(tenant, SAME, NOON)).isFalse();
        assertThat(recordedEntries()).hasSize(1);
        assertThat(entries.pending(tenant, 9).stream().map(ImmutableBytes::text))
                .noneMatch(leaf -> leaf.contains("acme.com"));
    }

    @Test
    void readsNoSaltsIfTextIsUnchanged() {
        ConfigurationRecorder recorder = recorder();
        recorder.recordActive(tenant, FIRST, NOON);
        recorder.recordActive(tenant, SAME, NOON);
        assertThat(new ConfigurationRecorder(store(), entries, new UnreadableSalts()).recordActive(tenant, SAME, NOON))
                .isFalse();
    }

    @Test
    void recordsDifferentDigestOnlyForChangedPart() {
        ConfigurationRecorder recorder = recorder();
        recorder.recordActive(tenant, FIRST, NOON);
        recorder.recordActive(tenant, OTHER, NOON.plusSeconds(1));
        var before =
                ((LedgerEvent.ConfigurationChanged) recordedEntries().getFirst().what()).parts();
        var after =
                ((LedgerEvent.ConfigurationChanged) recordedEntries().getLast().what()).parts();
        assertThat(before).containsOnlyKeys("tenant", "alerts", "connections/github", "connections/google");
        assertThat(after.keySet()).isEqualTo(before.keySet());
        assertThat(before.keySet().stream().filter(part -> !Objects.equals(before.get(part), after.get(part))))
                .containsExactly("connections/google");
    }

    private static final class UnreadableSalts implements SaltStore {
        @Override
        public ImmutableBytes of(TenantId of, String subject) {
            throw new AssertionError("read the salt of " + subject);
        }

        @Override
        public Optional<ImmutableBytes> find(TenantId of, String subject) {
            throw new AssertionError("read the salt of " + subject);
        }

        @Override
        public void erase(TenantId of, String subject) {
            throw new AssertionError("erased the salt of " + subject);
        }
    }

    @Test
    void recordsConfigurationThatBecomesActiveAgain() {
        ConfigurationRecorder recorder = recorder();
        recorder.recordActive(tenant, FIRST, NOON);
        recorder.recordActive(tenant, OTHER, NOON.plusSeconds(1));
        recorder.recordActive(tenant, FIRST, NOON.plusSeconds(2));
        assertThat(recordedEntries()).hasSize(3);
    }

    @Test
    void recordsConfigurationOnceDespiteInterruption() {
        InMemorySaltStore saltStore = new InMemorySaltStore();
        ConfigurationStore failing = new ConfigurationStore() {
            @Override
            public Optional<RecordedConfiguration> last(TenantId of) {
                return store().last(of);
            }

            @Override
            public boolean save(TenantId of, RecordedConfiguration next) {
                throw new IllegalStateException("died");
            }
        };
        assertThatThrownBy(
                        () -> new ConfigurationRecorder(failing, entries, saltStore).recordActive(tenant, FIRST, NOON))
                .hasMessage("died");
        new ConfigurationRecorder(store(), entries, saltStore).recordActive(tenant, FIRST, NOON.plusSeconds(9));
        assertThat(recordedEntries()).hasSize(1);
        assertThat(store().last(tenant).orElseThrow().number()).isZero();
    }
}
