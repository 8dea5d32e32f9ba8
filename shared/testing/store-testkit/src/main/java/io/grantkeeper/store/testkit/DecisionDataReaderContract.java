package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.store.DecisionDataReader;
import io.grantkeeper.policy.store.DecisionDataReader.Start;
import io.grantkeeper.policy.store.PolicyStore;
import io.grantkeeper.policy.store.StoredPolicy;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Tests that every implementation of {@link DecisionDataReader} must pass. A reader must return the same data as
 * the two stores that it reads.
 */
@DisplayName("The initial read of a decision")
public abstract class DecisionDataReaderContract {
    private static final String TEXT = """
            policy: calendars
            intent: Agents read calendars.
            rules:
              - allow: read calendars
            """;

    private final TenantId tenant = freshTenant();

    protected abstract DecisionDataReader reads();

    protected abstract PolicyStore policies();

    protected abstract AccessStore access();

    private void save(long revision) {
        policies()
                .save(
                        tenant,
                        StoredPolicy.of("calendars", TEXT, PolicyStage.ENFORCEMENT, ModelSamples.NOON)
                                .withRevision(revision));
    }

    private IdentityId observed(String name) {
        IdentityId id = ModelSamples.appId(name);
        var _ = access().apply(
                        tenant,
                        new ObservationBatch(
                                ModelSamples.NOON,
                                true,
                                List.of(new AccessObservation.IdentityObserved(
                                        NonHumanIdentity.of(id, ModelSamples.GOOGLE, "oauth-client", name)))));
        return id;
    }

    @Test
    void returnsNothingFromEmptyStores() {
        Start start = reads().start(tenant, ModelSamples.appId("nobody"));
        assertThat(start.revision()).isZero();
        assertThat(start.outline()).isEmpty();
    }

    @Test
    void returnsPolicyRevisionAndIdentityOutline() {
        IdentityId id = observed("notes");
        save(0);
        save(1);
        Start start = reads().start(tenant, id);
        assertThat(start.revision()).isEqualTo(policies().revision(tenant)).isEqualTo(2);
        assertThat(start.outline()).isEqualTo(access().outline(tenant, id)).isPresent();
    }

    @Test
    void returnsPolicyRevisionForUnknownIdentity() {
        save(0);
        Start start = reads().start(tenant, ModelSamples.appId("nobody"));
        assertThat(start.revision()).isEqualTo(1);
        assertThat(start.outline()).isEmpty();
    }

    @Test
    void returnsIdentityEvenIfNoPolicyExists() {
        IdentityId id = observed("notes");
        Start start = reads().start(tenant, id);
        assertThat(start.revision()).isZero();
        assertThat(start.outline()).isPresent();
    }

    @Test
    void returnsNoDataOfOtherTenants() {
        IdentityId id = observed("notes");
        save(0);
        Start start = reads().start(freshTenant(), id);
        assertThat(start.revision()).isZero();
        assertThat(start.outline()).isEmpty();
    }
}
