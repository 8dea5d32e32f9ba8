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
import static io.grantkeeper.detection.DetectionSamples.dossier;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

@DisplayName("The summary of an identity")
class SummarizerTest {
    private final Detector detector = Detector.standard(ApprovedIdentities.none(), DetectionSettings.standard());

    @Test
    void namesProductAndEvidenceForAiVerdict() {
        IdentitySummary summary = detector.summary(dossier(OTTER, seen(danas(CALENDAR_READ), MONDAY)), TUESDAY);
        assertThat(summary.ai()).isEqualTo(AiVerdict.YES);
        assertThat(summary.product()).isPresent();
        assertThat(summary.recognition()).isNotEmpty();
    }

    @Test
    void setsStatusToGoneWhenLastGrantIsRemoved() {
        assertThat(detector.summary(dossier(PAYROLL, removed(danas(MAIL), TUESDAY)), TUESDAY)
                        .status())
                .isEqualTo(IdentityStatus.GONE);
    }

    @Test
    void setsStatusToRequestedWhileNothingIsGranted() {
        Grant request = danas(MAIL).withStanding(ProviderStatus.REQUESTED);
        assertThat(detector.summary(dossier(PAYROLL, seen(request, MONDAY)), TUESDAY)
                        .status())
                .isEqualTo(IdentityStatus.REQUESTED);
    }

    @Test
    void ranksInstallerBeforeConsentingUser() {
        PersonId lee = new PersonId(GOOGLE, "1002");
        var identity =
                PAYROLL.withOwnerClues(Set.of(new OwnerEvidenceItem(lee, OwnerRole.INSTALLER, Timestamp.at(MONDAY))));
        List<OwnerCandidate> owners = detector.summary(dossier(identity, seen(danas(MAIL), MONDAY)), TUESDAY)
                .owners();
        assertThat(owners).extracting(OwnerCandidate::person).containsExactly(lee, DANA);
        assertThat(owners.getFirst().evidence()).containsExactly("installed it on 2026-11-23");
    }

    @RepeatedTest(20)
    @DisplayName("is the same whether derived from all rows or extended row by row, in any order")
    void derivesSameSummaryInAnyOrder(RepetitionInfo info) {
        Random random = new Random(info.getCurrentRepetition());
        List<String> scopes = List.of(MAIL, CALENDAR_READ, "openid", "https://www.googleapis.com/auth/drive.readonly");
        List<StoredRecord<Grant>> grants = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            PersonId person = new PersonId(GOOGLE, "20" + i);
            Grant grant = Grant.of(
                            "user/20" + i,
                            GrantSubject.person(person),
                            "google",
                            PermissionKind.DELEGATED,
                            scopes.subList(0, 1 + random.nextInt(scopes.size())))
                    .withStanding(ProviderStatus.ACTIVE)
                    .withGranted(Knowledge.known(person), Timestamp.at(MONDAY.plusSeconds(random.nextInt(1_000))));
            grants.add(seen(grant, MONDAY));
        }
        IdentitySummary whole = detector.summary(dossier(PAYROLL, grants), TUESDAY);
        Optional<IdentitySummary> grown = Optional.empty();
        List<StoredRecord<Grant>> rest = new ArrayList<>(grants);
        while (!rest.isEmpty()) {
            List<StoredRecord<Grant>> batch = List.of(rest.remove(random.nextInt(rest.size())));
            grown = Optional.of(
                    detector.grownSummary(PAYROLL, MONDAY, grown, batch, List.of(), Timestamp.unknown(), TUESDAY));
        }
        assertThat(grown.orElseThrow().severity()).isEqualTo(whole.severity());
        assertThat(grown.orElseThrow().status()).isEqualTo(whole.status());
        assertThat(grown.orElseThrow().reaches()).containsExactlyInAnyOrderElementsOf(whole.reaches());
        assertThat(grown.orElseThrow().ai()).isEqualTo(whole.ai());
    }
}
