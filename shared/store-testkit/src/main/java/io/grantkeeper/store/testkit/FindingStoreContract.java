package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.Samples.DANA;
import static io.grantkeeper.store.testkit.Samples.ERIN;
import static io.grantkeeper.store.testkit.Samples.appId;
import static io.grantkeeper.store.testkit.Samples.finding;
import static io.grantkeeper.store.testkit.Samples.freshTenant;
import static io.grantkeeper.store.testkit.Samples.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.FindingStore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link FindingStore} does. */
@DisplayName("A finding store")
public abstract class FindingStoreContract {
    private static final IdentityId NOTES = appId("notes");

    private final TenantId tenant = freshTenant();

    protected abstract FindingStore store();

    @Test
    void opensAFindingOnceHoweverOftenItIsFound() {
        Finding finding = finding(NOTES, "f1", Severity.HIGH);
        assertThat(store().open(tenant, finding, Optional.of(DANA))).isTrue();
        assertThat(store().open(tenant, finding, Optional.of(ERIN))).isFalse();
        assertThat(store().openOf(tenant, NOTES)).containsExactly(finding);
        assertThat(ofOwner()).containsExactly(finding);
    }

    @Test
    void opensSeveralTogetherAndSaysWhichWereNew() {
        Finding known = finding(NOTES, "known", Severity.HIGH);
        Finding first = finding(NOTES, "first", Severity.LOW);
        Finding second = finding(NOTES, "second", Severity.CRITICAL);
        store().open(tenant, known, Optional.of(DANA));

        assertThat(store().openAll(
                                tenant,
                                List.of(
                                        new FindingStore.Listed(first, Optional.of(DANA)),
                                        new FindingStore.Listed(known, Optional.of(ERIN)),
                                        new FindingStore.Listed(second, Optional.empty()))))
                .containsExactly(first, second);
        assertThat(all()).containsExactly(second, known, first);
        assertThat(ofOwner()).containsExactly(known, first);
        assertThat(store().openAll(tenant, List.of())).isEmpty();
    }

    @Test
    void neverOpensAClosedFindingAgain() {
        Finding finding = finding(NOTES, "f1", Severity.HIGH);
        store().open(tenant, finding, Optional.of(DANA));
        store().close(tenant, NOTES, "f1", minute(1));
        store().close(tenant, NOTES, "f1", minute(2));
        assertThat(store().open(tenant, finding, Optional.of(DANA))).isFalse();
        assertThat(store().openOf(tenant, NOTES)).isEmpty();
        assertThat(ofOwner()).isEmpty();
        assertThat(all()).isEmpty();
    }

    @Test
    void takesAnAcceptedFindingOffEveryListUntilItIsOpenedAgain() {
        Finding finding = finding(NOTES, "f1", Severity.HIGH);
        store().open(tenant, finding, Optional.of(DANA));
        store().accept(tenant, NOTES, "f1", minute(1));
        assertThat(store().openOf(tenant, NOTES)).isEmpty();
        assertThat(ofOwner()).isEmpty();
        assertThat(all()).isEmpty();
        store().reopen(tenant, finding, minute(2), Optional.of(ERIN));
        assertThat(store().openOf(tenant, NOTES)).containsExactly(finding);
        assertThat(all()).containsExactly(finding);
        assertThat(ofOwner()).as("of its first owner").isEmpty();
        assertThat(store().openOfOwner(tenant, ERIN, 9, Optional.empty()).items())
                .containsExactly(finding);
    }

    @Test
    void acceptsOnlyWhatIsOpenAndOpensAgainOnlyWhatIsAccepted() {
        Finding finding = finding(NOTES, "f1", Severity.HIGH);
        store().open(tenant, finding, Optional.of(DANA));
        store().close(tenant, NOTES, "f1", minute(1));
        store().accept(tenant, NOTES, "f1", minute(2));
        store().reopen(tenant, finding, minute(3), Optional.of(DANA));
        store().accept(tenant, NOTES, "never-found", minute(4));
        store().reopen(tenant, finding(NOTES, "never-found", Severity.LOW), minute(4), Optional.empty());
        assertThat(all()).isEmpty();
    }

    @Test
    void closesNothingThatIsNotThere() {
        store().close(tenant, NOTES, "never-found", minute(1));
        assertThat(store().open(tenant, finding(NOTES, "never-found", Severity.LOW), Optional.empty()))
                .isTrue();
    }

    @Test
    void listsTheGravestFirstInSlicesOfAnySize() {
        store().open(tenant, finding(NOTES, "low", Severity.LOW), Optional.of(DANA));
        store().open(tenant, finding(NOTES, "critical", Severity.CRITICAL), Optional.of(DANA));
        store().open(tenant, finding(appId("other"), "unknown", Severity.UNKNOWN), Optional.of(DANA));
        store().open(tenant, finding(appId("other"), "high", Severity.HIGH), Optional.of(ERIN));
        store().open(tenant, finding(NOTES, "medium", Severity.MEDIUM), Optional.empty());

        assertThat(all()).extracting(Finding::key).containsExactly("critical", "high", "medium", "low", "unknown");
        assertThat(ofOwner()).extracting(Finding::key).containsExactly("critical", "low", "unknown");
        assertThat(store().openOf(tenant, NOTES)).extracting(Finding::key).containsExactly("critical", "medium", "low");
    }

    @Test
    void keepsTheSameKeyOfTwoIdentitiesApart() {
        store().open(tenant, finding(NOTES, "f1", Severity.HIGH), Optional.empty());
        assertThat(store().open(tenant, finding(appId("other"), "f1", Severity.HIGH), Optional.empty()))
                .isTrue();
        store().close(tenant, NOTES, "f1", minute(1));
        assertThat(all()).extracting(Finding::identity).containsExactly(appId("other"));
    }

    @Test
    void keepsTenantsApart() {
        store().open(tenant, finding(NOTES, "f1", Severity.HIGH), Optional.of(DANA));
        TenantId stranger = freshTenant();
        assertThat(store().openOf(stranger, NOTES)).isEmpty();
        assertThat(store().open(stranger, 9, Optional.empty()).items()).isEmpty();
        assertThat(store().openOfOwner(stranger, DANA, 9, Optional.empty()).items())
                .isEmpty();
    }

    private List<Finding> all() {
        return Slices.all(from -> store().open(tenant, 2, from));
    }

    private List<Finding> ofOwner() {
        return Slices.all(from -> store().openOfOwner(tenant, DANA, 1, from));
    }
}
