package io.grantkeeper.detection;

import static io.grantkeeper.detection.DetectionSamples.CALENDAR_READ;
import static io.grantkeeper.detection.DetectionSamples.DANA;
import static io.grantkeeper.detection.DetectionSamples.DEPLOYER;
import static io.grantkeeper.detection.DetectionSamples.MONDAY;
import static io.grantkeeper.detection.DetectionSamples.OTTER;
import static io.grantkeeper.detection.DetectionSamples.PAYROLL;
import static io.grantkeeper.detection.DetectionSamples.TUESDAY;
import static io.grantkeeper.detection.DetectionSamples.danas;
import static io.grantkeeper.detection.DetectionSamples.identityRecord;
import static io.grantkeeper.detection.DetectionSamples.installation;
import static io.grantkeeper.detection.DetectionSamples.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.AccessEvidenceKind;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.OwnerEvidenceItem;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.RowType;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.basis.Assumption;
import io.grantkeeper.identity.basis.Certainty;
import io.grantkeeper.identity.basis.StatementBasis;
import io.grantkeeper.identity.basis.StatementSource;
import io.grantkeeper.identity.basis.StatementTopic;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StoredRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FindingBasisResolverTest {
    private static final StreamId TOKENS = new StreamId("tokens");

    private final Detector detector = Detector.standard(ApprovedIdentities.none(), DetectionSettings.standard());

    private static <T> StoredRecord<T> listed(T content) {
        return new StoredRecord<>(content, TUESDAY, TUESDAY, Optional.empty(), false, true, Optional.of(TOKENS));
    }

    private Finding found(FindingType type, RowChange change, NonHumanIdentity identity) {
        return detector.findings(change, seen(identity, TUESDAY), Optional.empty(), List::of, TUESDAY).stream()
                .filter(finding -> finding.type() == type)
                .findFirst()
                .orElseThrow();
    }

    private StatementBasis appeared(NonHumanIdentity identity, Grant grant) {
        return found(FindingType.IDENTITY_APPEARED, new RowChange.OfGrant(Optional.empty(), listed(grant)), identity)
                .restsOn();
    }

    @Test
    void namesListingAndTimeAtWhichIdentityAppeared() {
        assertThat(appeared(PAYROLL, danas(CALENDAR_READ)))
                .isEqualTo(new StatementBasis(
                        Certainty.OBSERVED,
                        List.of(new StatementSource(
                                AccessEvidenceKind.INVENTORY,
                                Optional.of(RowType.GRANT),
                                Optional.of(TOKENS),
                                Optional.of(TUESDAY))),
                        List.of()));
    }

    @Test
    void statesThatPermissionMeaningIsInferredFromName() {
        StatementBasis basis = appeared(PAYROLL, danas("https://www.googleapis.com/auth/calendar.zzz.readonly"));

        assertThat(basis.certainty()).isEqualTo(Certainty.INFERRED);
        assertThat(basis.assumptions()).containsExactly(Assumption.MEANING_INFERRED.sentence());
    }

    @Test
    void statesThatPermissionMeaningIsUnknown() {
        assertThat(appeared(PAYROLL, danas("zzqqy")).assumptions())
                .containsExactly(Assumption.MEANING_UNKNOWN.sentence());
    }

    @Test
    void statesAssumptionOfUnlimitedReachOnlyIfProviderStatesNoLimit() {
        assertThat(appeared(DEPLOYER, installation(ResourceReach.UNKNOWN, "contents:write"))
                        .assumptions())
                .containsExactly(Assumption.REACH_UNBOUNDED.sentence());
        assertThat(appeared(DEPLOYER, installation(ResourceReach.SELECTED, "contents:write"))
                        .assumptions())
                .isEmpty();
    }

    @Test
    void statesThatAiVerdictRestsOnResemblanceUnlessProviderConfirmsIt() {
        RowChange change = new RowChange.OfGrant(Optional.empty(), listed(danas(CALENDAR_READ)));

        assertThat(found(FindingType.SHADOW_AI, change, OTTER).restsOn().assumptions())
                .containsExactly(Assumption.AI_BY_RESEMBLANCE.sentence());
        NonHumanIdentity agent = NonHumanIdentity.of(
                        new IdentityId(DetectionSamples.GOOGLE, IdentityKind.AI_AGENT, "a1"),
                        OTTER.provider(),
                        "agent",
                        "Acme Scheduler")
                .withStanding(ProviderStatus.ACTIVE);
        assertThat(found(FindingType.SHADOW_AI, change, agent).restsOn())
                .extracting(StatementBasis::certainty, StatementBasis::assumptions)
                .containsExactly(Certainty.OBSERVED, List.of());
    }

    @Test
    void makesNoStatementAboutPermissionsOfCredential() {
        StatementBasis basis = found(
                        FindingType.IDENTITY_APPEARED,
                        new RowChange.OfCredential(
                                Optional.empty(), listed(Credential.of("k1", CredentialType.TOKEN, "ends with 1f2e"))),
                        PAYROLL)
                .restsOn();

        assertThat(basis.assumptions()).isEmpty();
        assertThat(basis.sources()).extracting(StatementSource::row).containsExactly(Optional.of(RowType.CREDENTIAL));
    }

    @Test
    void statesThatInactivityIsBasedOnProviderReports() {
        IdentityRecord stored = identityRecord(
                PAYROLL,
                seen(danas(CALENDAR_READ).withLastUsed(Timestamp.at(MONDAY.minus(Duration.ofDays(200)))), MONDAY));

        Finding silent = detector.lifecycle(stored, detector.summary(stored, MONDAY), TUESDAY)
                .toOpen()
                .getFirst();

        assertThat(silent.type()).isEqualTo(FindingType.FELL_SILENT);
        assertThat(silent.restsOn().assumptions()).containsExactly(Assumption.ALL_USE_REPORTED.sentence());
        assertThat(silent.restsOn().certainty()).isEqualTo(Certainty.ASSUMED);
    }

    @Test
    void statesHowOwnershipOfDepartedOwnerWasDetermined() {
        IdentitySummary byConsent =
                detector.summary(identityRecord(PAYROLL, seen(danas(CALENDAR_READ), MONDAY)), MONDAY);
        IdentitySummary named = detector.summary(
                identityRecord(
                        PAYROLL.withOwnerClues(
                                Set.of(new OwnerEvidenceItem(DANA, OwnerRole.DECLARED_OWNER, Timestamp.unknown()))),
                        seen(danas(CALENDAR_READ), MONDAY)),
                MONDAY);
        var dana = listed(DetectionSamples.person(DANA, "Dana", EmploymentStatus.LEFT));

        assertThat(byConsent.assumptionsOn(StatementTopic.OWNER)).containsExactly(Assumption.OWNER_BY_ACTION);
        assertThat(detector.leaverFinding(byConsent, dana, "Dana", true, TUESDAY)
                        .restsOn())
                .extracting(StatementBasis::certainty, StatementBasis::assumptions)
                .containsExactly(Certainty.INFERRED, List.of(Assumption.OWNER_BY_ACTION.sentence()));
        assertThat(detector.leaverFinding(named, dana, "Dana", true, TUESDAY)
                        .restsOn()
                        .certainty())
                .isEqualTo(Certainty.OBSERVED);
    }
}
