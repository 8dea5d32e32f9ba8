package io.grantkeeper.detection;

import static io.grantkeeper.detection.DetectionSamples.CALENDAR_READ;
import static io.grantkeeper.detection.DetectionSamples.DANA;
import static io.grantkeeper.detection.DetectionSamples.GOOGLE;
import static io.grantkeeper.detection.DetectionSamples.MAIL;
import static io.grantkeeper.detection.DetectionSamples.MONDAY;
import static io.grantkeeper.detection.DetectionSamples.OTTER;
import static io.grantkeeper.detection.DetectionSamples.PAYROLL;
import static io.grantkeeper.detection.DetectionSamples.TUESDAY;
import static io.grantkeeper.detection.DetectionSamples.danas;
import static io.grantkeeper.detection.DetectionSamples.identityRecord;
import static io.grantkeeper.detection.DetectionSamples.removed;
import static io.grantkeeper.detection.DetectionSamples.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.OwnerEvidenceItem;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.OwnerCandidate;
import io.grantkeeper.identity.store.StoredRecord;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The summary of an identity")
class SummarizerTest {
    private final Detector detector = Detector.standard(ApprovedIdentities.none(), DetectionSettings.standard());

    @Test
    void namesProductAndEvidenceForAiVerdict() {
        IdentitySummary summary = detector.summary(identityRecord(OTTER, seen(danas(CALENDAR_READ), MONDAY)), TUESDAY);
        assertThat(summary.ai()).isEqualTo(AiVerdict.YES);
        assertThat(summary.product()).isPresent();
        assertThat(summary.recognition()).isNotEmpty();
    }

    @Test
    void setsStatusToGoneWhenLastGrantIsRemoved() {
        assertThat(detector.summary(identityRecord(PAYROLL, removed(danas(MAIL), TUESDAY)), TUESDAY)
                        .status())
                .isEqualTo(IdentityStatus.GONE);
    }

    @Test
    void setsStatusToRequestedWhileNothingIsGranted() {
        Grant request = danas(MAIL).withStanding(ProviderStatus.REQUESTED);
        assertThat(detector.summary(identityRecord(PAYROLL, seen(request, MONDAY)), TUESDAY)
                        .status())
                .isEqualTo(IdentityStatus.REQUESTED);
    }

    @Test
    void ranksInstallerBeforeConsentingUser() {
        PersonId lee = new PersonId(GOOGLE, "1002");
        var identity =
                PAYROLL.withOwnerClues(Set.of(new OwnerEvidenceItem(lee, OwnerRole.INSTALLER, Timestamp.at(MONDAY))));
        List<OwnerCandidate> owners = detector.summary(identityRecord(identity, seen(danas(MAIL), MONDAY)), TUESDAY)
                .owners();
        assertThat(owners).extracting(OwnerCandidate::person).containsExactly(lee, DANA);
        assertThat(owners.getFirst().evidence()).containsExactly("installed it on 2026-11-23");
    }

    /** Tests that the summary is the same whether derived from all rows or extended row by row, in any order. */
    @Property(seed = "20", tries = 20)
    void derivesSameSummaryInAnyOrder(@ForAll("grants") List<StoredRecord<Grant>> grants) {
        IdentitySummary whole = detector.summary(identityRecord(PAYROLL, grants), TUESDAY);
        Optional<IdentitySummary> grown = Optional.empty();
        for (StoredRecord<Grant> grant : grants.reversed()) {
            grown = Optional.of(detector.summaryWithAddedRows(
                    PAYROLL, MONDAY, grown, List.of(grant), List.of(), Timestamp.unknown(), TUESDAY));
        }
        assertThat(grown.orElseThrow().severity()).isEqualTo(whole.severity());
        assertThat(grown.orElseThrow().status()).isEqualTo(whole.status());
        assertThat(grown.orElseThrow().reaches()).containsExactlyInAnyOrderElementsOf(whole.reaches());
        assertThat(grown.orElseThrow().ai()).isEqualTo(whole.ai());
    }

    /** Returns the grants of up to eight people, in any order. */
    @Provide
    Arbitrary<List<StoredRecord<Grant>>> grants() {
        List<String> scopes = List.of(MAIL, CALENDAR_READ, "openid", "https://www.googleapis.com/auth/drive.readonly");
        return Combinators.combine(
                        Arbitraries.integers().between(0, 7),
                        Arbitraries.integers().between(1, scopes.size()),
                        Arbitraries.integers().between(0, 999))
                .as((person, count, second) ->
                        grantOf(new PersonId(GOOGLE, "20" + person), scopes.subList(0, count), second))
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .uniqueElements(grant -> grant.content().key());
    }

    private static StoredRecord<Grant> grantOf(PersonId person, List<String> scopes, int second) {
        Grant grant = Grant.of(
                        "user/" + person.externalId(),
                        GrantSubject.person(person),
                        "google",
                        PermissionKind.DELEGATED,
                        scopes)
                .withStanding(ProviderStatus.ACTIVE)
                .withGranted(Knowledge.known(person), Timestamp.at(MONDAY.plusSeconds(second)));
        return seen(grant, MONDAY);
    }
}
