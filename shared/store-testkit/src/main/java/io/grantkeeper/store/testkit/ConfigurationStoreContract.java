package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.Samples.NOON;
import static io.grantkeeper.store.testkit.Samples.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.Bytes;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.entry.EntryJson;
import io.grantkeeper.ledger.entry.Happening;
import io.grantkeeper.ledger.entry.Salts;
import io.grantkeeper.ledger.record.ConfigurationRecorder;
import io.grantkeeper.ledger.record.ConfigurationStore;
import io.grantkeeper.ledger.record.ConfigurationStore.Told;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link ConfigurationStore} does, and what is told of configurations over it. */
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
        return new ConfigurationRecorder(store(), entries, new InMemorySalts());
    }

    private List<Entry> told() {
        return entries.pending(tenant, 99).stream().map(EntryJson::read).toList();
    }

    @Test
    void remembersTheLastAndNeverGoesBack() {
        assertThat(store().last(tenant)).isEmpty();
        assertThat(store().tell(tenant, new Told(0, "sha256:a", "sha256:1"))).isTrue();
        assertThat(store().tell(tenant, new Told(1, "sha256:b", "sha256:2"))).isTrue();
        assertThat(store().tell(tenant, new Told(1, "sha256:c", "sha256:3"))).isFalse();
        assertThat(store().tell(tenant, new Told(0, "sha256:a", "sha256:1"))).isFalse();
        assertThat(store().last(tenant)).contains(new Told(1, "sha256:b", "sha256:2"));
        assertThat(store().last(freshTenant())).isEmpty();
    }

    @Test
    void remembersTheLastAgainWithTheTextItIsReadFromNow() {
        store().tell(tenant, new Told(3, "sha256:a", ""));
        assertThat(store().tell(tenant, new Told(3, "sha256:a", "sha256:1"))).isTrue();
        assertThat(store().last(tenant)).contains(new Told(3, "sha256:a", "sha256:1"));
    }

    @Test
    void tellsAConfigurationOnceHoweverItIsLaidOut() {
        ConfigurationRecorder recorder = recorder();
        assertThat(recorder.inForce(tenant, FIRST, NOON)).isTrue();
        assertThat(recorder.inForce(tenant, SAME, NOON)).isFalse();
        assertThat(told()).hasSize(1);
        assertThat(entries.pending(tenant, 9).stream().map(Bytes::text)).noneMatch(leaf -> leaf.contains("acme.com"));
    }

    @Test
    void readsNothingMoreWhereTheTextIsTheOneItKnows() {
        ConfigurationRecorder recorder = recorder();
        recorder.inForce(tenant, FIRST, NOON);
        recorder.inForce(tenant, SAME, NOON);
        assertThat(new ConfigurationRecorder(store(), entries, new UnreadableSalts()).inForce(tenant, SAME, NOON))
                .isFalse();
    }

    @Test
    void showsWhichPartChanged() {
        ConfigurationRecorder recorder = recorder();
        recorder.inForce(tenant, FIRST, NOON);
        recorder.inForce(tenant, OTHER, NOON.plusSeconds(1));
        var before = ((Happening.ConfigurationChanged) told().getFirst().what()).parts();
        var after = ((Happening.ConfigurationChanged) told().getLast().what()).parts();
        assertThat(before).containsOnlyKeys("tenant", "alerts", "connections/github", "connections/google");
        assertThat(after.keySet()).isEqualTo(before.keySet());
        assertThat(before.keySet().stream().filter(part -> !Objects.equals(before.get(part), after.get(part))))
                .containsExactly("connections/google");
    }

    private static final class UnreadableSalts implements Salts {
        @Override
        public Bytes of(TenantId of, String subject) {
            throw new AssertionError("read the salt of " + subject);
        }

        @Override
        public void erase(TenantId of, String subject) {
            throw new AssertionError("erased the salt of " + subject);
        }
    }

    @Test
    void tellsOneThatReturnsAgain() {
        ConfigurationRecorder recorder = recorder();
        recorder.inForce(tenant, FIRST, NOON);
        recorder.inForce(tenant, OTHER, NOON.plusSeconds(1));
        recorder.inForce(tenant, FIRST, NOON.plusSeconds(2));
        assertThat(told()).hasSize(3);
    }

    @Test
    void tellsOneOnceWhereSomebodyDiedBeforeItWasRemembered() {
        InMemorySalts salts = new InMemorySalts();
        ConfigurationStore dying = new ConfigurationStore() {
            @Override
            public Optional<Told> last(TenantId of) {
                return store().last(of);
            }

            @Override
            public boolean tell(TenantId of, Told next) {
                throw new IllegalStateException("died");
            }
        };
        assertThatThrownBy(() -> new ConfigurationRecorder(dying, entries, salts).inForce(tenant, FIRST, NOON))
                .hasMessage("died");
        new ConfigurationRecorder(store(), entries, salts).inForce(tenant, FIRST, NOON.plusSeconds(9));
        assertThat(told()).hasSize(1);
        assertThat(store().last(tenant).orElseThrow().number()).isZero();
    }
}
