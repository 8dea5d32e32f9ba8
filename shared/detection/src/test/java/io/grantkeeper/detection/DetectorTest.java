package io.grantkeeper.detection;

import static io.grantkeeper.detection.Samples.CALENDAR_READ;
import static io.grantkeeper.detection.Samples.DANA;
import static io.grantkeeper.detection.Samples.DEPLOYER;
import static io.grantkeeper.detection.Samples.MAIL;
import static io.grantkeeper.detection.Samples.MAIL_READ;
import static io.grantkeeper.detection.Samples.MONDAY;
import static io.grantkeeper.detection.Samples.OTTER;
import static io.grantkeeper.detection.Samples.PAYROLL;
import static io.grantkeeper.detection.Samples.TUESDAY;
import static io.grantkeeper.detection.Samples.baseline;
import static io.grantkeeper.detection.Samples.danas;
import static io.grantkeeper.detection.Samples.dossier;
import static io.grantkeeper.detection.Samples.installation;
import static io.grantkeeper.detection.Samples.person;
import static io.grantkeeper.detection.Samples.removed;
import static io.grantkeeper.detection.Samples.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.Employment;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.Stored;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Detection")
class DetectorTest {
    private final Detector detector = Detector.standard(Approvals.none(), DetectionSettings.standard());

    private List<Finding> onGrant(NonHumanIdentity identity, Stored<Grant> before, Stored<Grant> after) {
        return detector.findings(
                new Change.OfGrant(Optional.of(before), after),
                seen(identity, MONDAY),
                Optional.of(detector.summary(dossier(identity, before), MONDAY)),
                TUESDAY);
    }

    private List<Finding> onNewIdentity(NonHumanIdentity identity, Stored<Grant> grant) {
        return detector.findings(
                new Change.OfGrant(Optional.empty(), grant),
                seen(identity, grant.firstSeen()),
                Optional.empty(),
                TUESDAY);
    }

    private static List<FindingType> types(List<Finding> findings) {
        return findings.stream().map(Finding::type).toList();
    }

    @Nested
    class ShadowAi {
        @Test
        void isFoundInTheFirstSweepToo() {
            List<Finding> findings = onNewIdentity(OTTER, baseline(danas(CALENDAR_READ)));
            assertThat(types(findings)).containsExactly(FindingType.SHADOW_AI);
            Finding finding = findings.getFirst();
            assertThat(finding.key()).isEqualTo("shadow-ai");
            assertThat(finding.headline()).contains("nobody has approved");
            assertThat(finding.cause()).isEqualTo(Knowledge.known(DANA));
            assertThat(finding.reasons()).isNotEmpty();
        }

        @Test
        void isNotFoundWhereTheProductIsApproved() {
            Detector approving = Detector.standard(Approvals.of(Set.of("OTTER")), DetectionSettings.standard());
            assertThat(approving.findings(
                            new Change.OfGrant(Optional.empty(), baseline(danas(MAIL))),
                            seen(OTTER, MONDAY),
                            Optional.empty(),
                            TUESDAY))
                    .isEmpty();
        }

        @Test
        void isNotFoundForWhatWasOnlyAskedFor() {
            Grant request = danas(MAIL).withStanding(Standing.REQUESTED);
            assertThat(onNewIdentity(OTTER, baseline(request))).isEmpty();
        }

        @Test
        void isNotFoundForWhatIsRestricted() {
            assertThat(onNewIdentity(OTTER, baseline(danas(MAIL).withStanding(Standing.SUSPENDED))))
                    .isEmpty();
        }

        @Test
        void isNotFoundInAnOrdinaryApp() {
            assertThat(onNewIdentity(PAYROLL, baseline(danas(MAIL)))).isEmpty();
        }
    }

    @Nested
    class Appearance {
        @Test
        void ofANewIdentityIsToldOnceWithWhatItReaches() {
            List<Finding> findings = onNewIdentity(PAYROLL, seen(danas(MAIL), TUESDAY));
            assertThat(types(findings)).containsExactly(FindingType.IDENTITY_APPEARED);
            assertThat(findings.getFirst().after()).anyMatch(words -> words.contains("mail"));
            assertThat(findings.getFirst().severity()).isNotEqualTo(Severity.UNKNOWN);
        }

        @Test
        void inTheFirstCompleteSweepIsNoNews() {
            assertThat(onNewIdentity(PAYROLL, baseline(danas(MAIL)))).isEmpty();
        }

        @Test
        void ofAGrantThatWasGoneIsNewAgain() {
            Stored<Grant> gone = removed(danas(MAIL), MONDAY);
            assertThat(types(onGrant(PAYROLL, gone, seen(danas(MAIL), TUESDAY))))
                    .containsExactly(FindingType.GRANT_APPEARED);
        }

        @Test
        void ofWhatIsRestrictedIsNotToldAsAccess() {
            List<Finding> findings =
                    onNewIdentity(PAYROLL, seen(danas(MAIL).withStanding(Standing.SUSPENDED), TUESDAY));
            assertThat(types(findings)).containsExactly(FindingType.IDENTITY_APPEARED);
            assertThat(findings.getFirst().headline())
                    .contains("can use nothing")
                    .doesNotContain("given");
            assertThat(findings.getFirst().severity()).isEqualTo(Severity.LOW);
            assertThat(findings.getFirst().after()).containsExactly("no access that could be used");
        }

        @Test
        void ofAPersonsAccessThatWasSuspendedIsNoNews() {
            Stored<Grant> suspended = seen(danas(MAIL).withStanding(Standing.SUSPENDED), MONDAY);
            assertThat(onGrant(PAYROLL, suspended, seen(danas(MAIL), TUESDAY))).isEmpty();
        }

        @Test
        void ofARequestThatWasApprovedIsToldAsAccess() {
            Stored<Grant> request = seen(danas(MAIL).withStanding(Standing.REQUESTED), MONDAY);
            List<Finding> findings = onGrant(PAYROLL, request, seen(danas(MAIL), TUESDAY));
            assertThat(types(findings)).containsExactly(FindingType.GRANT_APPEARED);
            assertThat(findings.getFirst().headline()).startsWith("was given access");
        }
    }

    @Nested
    class Expansion {
        @Test
        void ofScopesIsToldInPlainWordsWithBeforeAndAfter() {
            List<Finding> findings = onGrant(
                    PAYROLL, seen(danas(CALENDAR_READ), MONDAY), seen(danas(CALENDAR_READ, MAIL_READ), TUESDAY));
            assertThat(types(findings)).containsExactly(FindingType.SCOPES_EXPANDED);
            Finding finding = findings.getFirst();
            assertThat(finding.headline())
                    .startsWith("can now ")
                    .contains("mail")
                    .doesNotContain("googleapis");
            assertThat(finding.before()).noneMatch(words -> words.contains("mail"));
            assertThat(finding.after()).anyMatch(words -> words.contains("mail"));
        }

        @Test
        void staysSilentOnAnEquivalentRewrite() {
            assertThat(onGrant(PAYROLL, seen(danas(MAIL), MONDAY), seen(danas(MAIL, MAIL_READ), TUESDAY)))
                    .isEmpty();
        }

        @Test
        void staysSilentWhenAccessShrinks() {
            assertThat(onGrant(PAYROLL, seen(danas(MAIL, CALENDAR_READ), MONDAY), seen(danas(MAIL), TUESDAY)))
                    .isEmpty();
        }

        @Test
        void fromSelectedToAllRepositoriesIsOneFinding() {
            List<Finding> findings = onGrant(
                    DEPLOYER,
                    seen(installation(ResourceReach.SELECTED, "contents:write"), MONDAY),
                    seen(installation(ResourceReach.ALL, "contents:write"), TUESDAY));
            assertThat(types(findings)).containsExactly(FindingType.REACH_EXPANDED);
            assertThat(findings.getFirst().headline()).startsWith("can now ");
        }

        @Test
        void fromUnknownReachIsNotClaimed() {
            assertThat(onGrant(
                            DEPLOYER,
                            seen(installation(ResourceReach.UNKNOWN, "contents:write"), MONDAY),
                            seen(installation(ResourceReach.ALL, "contents:write"), TUESDAY)))
                    .isEmpty();
        }

        @Test
        void hasTheSameKeyWhenTheSameWriteIsDeliveredAgain() {
            Stored<Grant> before = seen(danas(CALENDAR_READ), MONDAY);
            Stored<Grant> after = seen(danas(MAIL), TUESDAY);
            assertThat(onGrant(PAYROLL, before, after)).isEqualTo(onGrant(PAYROLL, before, after));
        }

        @Test
        void ofALifetimeIsTold() {
            Grant ending = danas(MAIL).withExpires(Moment.at(TUESDAY.plus(Duration.ofDays(3))));
            List<Finding> findings =
                    onGrant(PAYROLL, seen(ending, MONDAY), seen(ending.withExpires(Moment.never()), TUESDAY));
            assertThat(types(findings)).containsExactly(FindingType.LIFETIME_EXTENDED);
            assertThat(onGrant(PAYROLL, seen(ending.withExpires(Moment.unknown()), MONDAY), seen(ending, TUESDAY)))
                    .isEmpty();
        }
    }

    @Nested
    class Credentials {
        private final Credential key = Credential.of("key-1", CredentialType.SSH_KEY, "laptop");

        @Test
        void addedToAKnownIdentityAreTold() {
            List<Finding> findings = detector.findings(
                    new Change.OfCredential(Optional.empty(), seen(key, TUESDAY)),
                    seen(DEPLOYER, MONDAY),
                    Optional.of(detector.summary(dossier(DEPLOYER), MONDAY)),
                    TUESDAY);
            assertThat(types(findings)).containsExactly(FindingType.CREDENTIAL_ADDED);
            assertThat(findings.getFirst().headline()).isEqualTo("has a new ssh key (laptop) to sign in with");
        }

        @Test
        void ofANewIdentityAreNoNewsOfTheirOwn() {
            assertThat(detector.findings(
                            new Change.OfCredential(Optional.empty(), seen(key, TUESDAY)),
                            seen(DEPLOYER, TUESDAY),
                            Optional.empty(),
                            TUESDAY))
                    .isEmpty();
        }
    }

    @Nested
    class Time {
        @Test
        void tellsOfAnEndThatIsNear() {
            Grant ending = danas(MAIL).withExpires(Moment.at(TUESDAY.plus(Duration.ofDays(3))));
            IdentitySummary summary = detector.summary(dossier(PAYROLL, seen(ending, MONDAY)), TUESDAY);
            List<Finding> findings = detector.findings(summary, TUESDAY);
            assertThat(types(findings)).containsExactly(FindingType.EXPIRING);
            assertThat(findings.getFirst().headline()).isEqualTo("stops working in 3 days");
        }

        @Test
        void tellsOfSilenceOnlyWhereUseWasEverSeen() {
            Grant silent = danas(MAIL).withLastUsed(Moment.at(TUESDAY.minus(Duration.ofDays(120))));
            assertThat(types(detector.findings(
                            detector.summary(dossier(PAYROLL, seen(silent, MONDAY)), TUESDAY), TUESDAY)))
                    .containsExactly(FindingType.FELL_SILENT);
            assertThat(detector.findings(
                            detector.summary(dossier(PAYROLL, seen(danas(MAIL), MONDAY)), TUESDAY), TUESDAY))
                    .isEmpty();
        }
    }

    @Nested
    class Leavers {
        @Test
        void areNoticedOnceWhenTheyLeave() {
            var here = seen(person(DANA, "Dana", Employment.ACTIVE), MONDAY);
            var gone = seen(person(DANA, "Dana", Employment.SUSPENDED), TUESDAY);
            assertThat(detector.left(Optional.of(here), gone)).isTrue();
            assertThat(detector.left(Optional.of(gone), gone)).isFalse();
            assertThat(detector.left(Optional.empty(), gone))
                    .as("known as a leaver from the start")
                    .isFalse();
        }

        @Test
        void leaveIdentitiesWithoutAnOwner() {
            Finding finding = detector.leaverFinding(
                    detector.summary(dossier(PAYROLL, seen(danas(MAIL), MONDAY)), TUESDAY),
                    seen(person(DANA, "Dana", Employment.LEFT), TUESDAY),
                    true,
                    TUESDAY);
            assertThat(finding.headline()).isEqualTo("has lost its owner: Dana has left");
        }
    }

    @Test
    void aGrantThatIsGoneIsKeptForTheRecord() {
        List<Finding> findings = onGrant(PAYROLL, seen(danas(MAIL), MONDAY), removed(danas(MAIL), TUESDAY));
        assertThat(types(findings)).containsExactly(FindingType.GRANT_VANISHED);
        assertThat(findings.getFirst().severity()).isEqualTo(Severity.LOW);
    }
}
