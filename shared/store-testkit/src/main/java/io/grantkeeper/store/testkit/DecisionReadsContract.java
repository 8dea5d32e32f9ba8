package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.Samples.freshTenant;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.Stage;
import io.grantkeeper.policy.store.DecisionReads;
import io.grantkeeper.policy.store.DecisionReads.Start;
import io.grantkeeper.policy.store.PolicyStore;
import io.grantkeeper.policy.store.StoredPolicy;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Says the same as the two stores that it is read from. */
@DisplayName("Where a decision starts")
public abstract class DecisionReadsContract {
    private static final String TEXT = """
            policy: calendars
            intent: Agents read calendars.
            rules:
              - allow: read calendars
            """;

    private final TenantId tenant = freshTenant();

    protected abstract DecisionReads reads();

    protected abstract PolicyStore policies();

    protected abstract AccessStore access();

    private void save(long revision) {
        policies()
                .save(
                        tenant,
                        new StoredPolicy(
                                "calendars",
                                TEXT,
                                PolicyVersion.ofText(TEXT),
                                Stage.ENFORCEMENT,
                                Samples.NOON,
                                revision));
    }

    private IdentityId observed(String name) {
        IdentityId id = Samples.appId(name);
        var _ = access().apply(
                        tenant,
                        new ObservationBatch(
                                Samples.NOON,
                                true,
                                List.of(new Observation.IdentityObserved(
                                        NonHumanIdentity.of(id, Samples.GOOGLE, "oauth-client", name)))));
        return id;
    }

    @Test
    void isNothingWhereNothingIsKept() {
        Start start = reads().start(tenant, Samples.appId("nobody"));
        assertThat(start.revision()).isZero();
        assertThat(start.outline()).isEmpty();
    }

    @Test
    void isTheRevisionAndTheOutlineAsTheStoresHaveThem() {
        IdentityId id = observed("notes");
        save(0);
        save(1);
        Start start = reads().start(tenant, id);
        assertThat(start.revision()).isEqualTo(policies().revision(tenant)).isEqualTo(2);
        assertThat(start.outline()).isEqualTo(access().outline(tenant, id)).isPresent();
    }

    @Test
    void isTheRevisionAlsoForAnIdentityThatNobodyKnows() {
        save(0);
        Start start = reads().start(tenant, Samples.appId("nobody"));
        assertThat(start.revision()).isEqualTo(1);
        assertThat(start.outline()).isEmpty();
    }

    @Test
    void isTheIdentityAlsoWhereThereWasNeverAPolicy() {
        IdentityId id = observed("notes");
        Start start = reads().start(tenant, id);
        assertThat(start.revision()).isZero();
        assertThat(start.outline()).isPresent();
    }

    @Test
    void isNothingOfAnotherTenant() {
        IdentityId id = observed("notes");
        save(0);
        Start start = reads().start(freshTenant(), id);
        assertThat(start.revision()).isZero();
        assertThat(start.outline()).isEmpty();
    }
}
