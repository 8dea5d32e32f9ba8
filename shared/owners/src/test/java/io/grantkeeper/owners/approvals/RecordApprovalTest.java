package io.grantkeeper.owners.approvals;

import static io.grantkeeper.store.testkit.ModelSamples.DANA;
import static io.grantkeeper.store.testkit.ModelSamples.NOON;
import static io.grantkeeper.store.testkit.ModelSamples.appId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.approval.ApprovalConditions;
import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalState;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.finding.ApprovalReview;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEvent;
import io.grantkeeper.ledger.record.RecordedApprovalOfRecordStore;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryApprovalOfRecordStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryIdentityAliasStore;
import io.grantkeeper.store.testkit.InMemorySaltStore;
import io.grantkeeper.store.testkit.ManualClock;
import io.grantkeeper.store.testkit.ModelSamples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Recording an approval")
class RecordApprovalTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final IdentityId OTTER = appId("otter");
    private static final IdentityId OTHER = appId("other");
    private static final ApprovalSubject PRODUCT = new ApprovalSubject.OfProduct("otter-ai");

    private final ManualClock clock = new ManualClock(NOON);
    private final InMemoryFindingStore findings = new InMemoryFindingStore();
    private final InMemoryAccessStore access = new InMemoryAccessStore(findings);
    private final InMemoryIdentityAliasStore aliases = new InMemoryIdentityAliasStore();
    private final List<LedgerEntry> told = new ArrayList<>();
    private final RecordApproval record = new RecordApproval(
            new RecordedApprovalOfRecordStore(
                    new InMemoryApprovalOfRecordStore(), (_, entry) -> told.add(entry), new InMemorySaltStore()),
            access,
            aliases,
            findings,
            clock);

    @BeforeEach
    void storeInventory() {
        store(OTTER, Optional.of("otter-ai"));
        store(OTHER, Optional.empty());
    }

    private void store(IdentityId id, Optional<String> product) {
        NonHumanIdentity app = ModelSamples.app(id.externalId())
                .withAliases(Set.of(new Alias("oauth-client-id", id.externalId() + ".apps")));
        Grant grant = ModelSamples.grant(DANA, "mail.read");
        access.apply(ACME, ModelSamples.batch(NOON, new AccessObservation.GrantObserved(app, grant)));
        aliases.save(ACME, id, app.aliases());
        IdentitySummary summary = ModelSamples.summary(id, IdentityStatus.ACTIVE, Severity.HIGH, Optional.of(DANA));
        access.saveSummary(
                ACME,
                product.map(found -> ModelSamples.recognizedAs(found, summary)).orElse(summary));
        Finding sample = ModelSamples.finding(id, "shadow-ai", Severity.HIGH);
        findings.open(
                ACME,
                new Finding(
                        sample.key(),
                        id,
                        FindingType.SHADOW_AI,
                        sample.severity(),
                        FindingStatus.OPEN,
                        sample.headline(),
                        List.of(),
                        sample.after(),
                        List.of(),
                        sample.advice(),
                        sample.cause(),
                        List.of(),
                        NOON,
                        Optional.empty(),
                        Optional.empty()),
                Optional.empty());
    }

    private static ApprovalDecision decision(ApprovalState state) {
        return ApprovalDecision.of(
                state, "erin@acme.example", ApprovalDecision.Source.COMMAND_LINE, NOON, "needed by sales");
    }

    private ApprovalOfRecord decide(ApprovalSubject subject, ApprovalState state) {
        return record.decide(ACME, subject, decision(state), Optional.empty(), ApprovalConditions.none());
    }

    private boolean isFlagged(IdentityId id) {
        return !findings.openByIdentity(ACME, id).isEmpty();
    }

    @Test
    void closesFindingsOfEveryIdentityThatProductApprovalCovers() {
        decide(PRODUCT, ApprovalState.APPROVED);
        assertThat(isFlagged(OTTER)).isFalse();
        assertThat(isFlagged(OTHER)).isTrue();
    }

    @Test
    void approvalOfClientIdAppliesAtEveryProvider() {
        decide(new ApprovalSubject.OfClient("Other.Apps"), ApprovalState.APPROVED);
        assertThat(isFlagged(OTHER)).isFalse();
        assertThat(isFlagged(OTTER)).isTrue();
    }

    @Test
    void leavesFindingsOpenIfRefused() {
        decide(PRODUCT, ApprovalState.REFUSED);
        assertThat(isFlagged(OTTER)).isTrue();
        assertThat(review(OTTER).orElseThrow().state()).isEqualTo(ApprovalState.REFUSED);
    }

    @Test
    void keepsMoreSpecificRefusalInEffect() {
        decide(new ApprovalSubject.OneIdentity(OTTER), ApprovalState.REFUSED);
        decide(PRODUCT, ApprovalState.APPROVED);
        assertThat(isFlagged(OTTER)).isTrue();
        assertThat(review(OTTER).orElseThrow().state()).isEqualTo(ApprovalState.REFUSED);
    }

    private Optional<ApprovalReview> review(IdentityId id) {
        return access.outline(ACME, id).flatMap(IdentityRecord::summary).flatMap(IdentitySummary::approval);
    }

    @Test
    void recordsEveryTransitionWithoutNamesOrReasons() {
        decide(PRODUCT, ApprovalState.APPROVED);
        clock.advance(Duration.ofDays(1));
        record.decide(
                ACME,
                PRODUCT,
                ApprovalDecision.underReview(
                        "erin@acme.example", ApprovalDecision.Source.COMMAND_LINE, clock.instant(), "pilot is over"),
                Optional.empty(),
                ApprovalConditions.none());
        assertThat(told)
                .extracting(LedgerEntry::what)
                .containsExactly(
                        new LedgerEvent.ApprovalChanged(
                                "product:otter-ai", "new", "approved", "command-line", Optional.empty()),
                        new LedgerEvent.ApprovalChanged(
                                "product:otter-ai", "approved", "under-review", "command-line", Optional.empty()));
        assertThat(told.toString()).doesNotContain("erin", "pilot", "sales");
    }

    @Test
    void repeatsInterruptedDecisionWithoutSecondTransition() {
        ApprovalOfRecord first = decide(PRODUCT, ApprovalState.APPROVED);
        assertThat(decide(PRODUCT, ApprovalState.APPROVED)).isEqualTo(first);
        assertThat(told).hasSize(1);
    }

    @Test
    void rejectsTransitionThatStateDoesNotAllow() {
        decide(PRODUCT, ApprovalState.RETIRED);
        assertThatThrownBy(() -> decide(PRODUCT, ApprovalState.APPROVED))
                .hasMessage("product:otter-ai is retired and cannot become approved; review it first");
        assertThat(told).hasSize(1);
    }
}
