package io.grantkeeper.store.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.PathFactRow;
import io.grantkeeper.identity.store.PathFactStore;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link PathFactStore} must pass. */
public abstract class PathFactStoreContract {
    private PathFactStore store;
    private TenantId tenant;

    protected abstract PathFactStore store();

    @BeforeEach
    void open() {
        store = store();
        tenant = ModelSamples.freshTenant();
    }

    private static PathFactRow row(String key, String facts) {
        return new PathFactRow(
                key,
                facts,
                "",
                List.of(new PathFactRow.OpenedPath("tier-zero", key, "path-opened/tier-zero/1", List.of("a", "b"))),
                ModelSamples.minute(1),
                0);
    }

    @Test
    void returnsSavedRowWithNextVersion() {
        PathFactRow saved = store.save(tenant, row("identity/a", "{}"));
        assertThat(saved.version()).isEqualTo(1);
        assertThat(store.find(tenant, "identity/a")).contains(saved);
        assertThat(store.find(tenant, "identity/b")).isEmpty();
    }

    @Test
    void replacesRowIfItsVersionIsStillCurrent() {
        PathFactRow first = store.save(tenant, row("identity/a", "{}"));
        PathFactRow second = store.save(tenant, first.afterExamination().withOpened(List.of()));
        assertThat(second.version()).isEqualTo(2);
        assertThat(store.find(tenant, "identity/a")).contains(second);
    }

    @Test
    void rejectsWriteBasedOnOldVersion() {
        PathFactRow first = store.save(tenant, row("identity/a", "{}"));
        store.save(tenant, first.afterExamination());
        assertThatThrownBy(() -> store.save(tenant, first)).isInstanceOf(ConcurrentWriteException.class);
        assertThatThrownBy(() -> store.save(tenant, row("identity/a", "{}")))
                .isInstanceOf(ConcurrentWriteException.class);
        assertThatThrownBy(() -> store.save(tenant, row("identity/b", "{}").withVersion(1)))
                .isInstanceOf(ConcurrentWriteException.class);
    }

    @Test
    void listsAllRowsOfOneTenantInOrder() {
        store.save(tenant, row("person/z", ""));
        store.save(tenant, row("identity/b", "{}"));
        store.save(tenant, row("identity/a", "{}"));
        store.save(ModelSamples.freshTenant(), row("identity/c", "{}"));
        assertThat(store.all(tenant))
                .extracting(PathFactRow::key)
                .containsExactly("identity/a", "identity/b", "person/z");
    }
}
