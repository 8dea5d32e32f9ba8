package io.grantkeeper.detection;

import static io.grantkeeper.detection.DetectionSamples.CALENDAR_READ;
import static io.grantkeeper.detection.DetectionSamples.DANA;
import static io.grantkeeper.detection.DetectionSamples.DEPLOYER;
import static io.grantkeeper.detection.DetectionSamples.MAIL;
import static io.grantkeeper.detection.DetectionSamples.MAIL_READ;
import static io.grantkeeper.detection.DetectionSamples.MONDAY;
import static io.grantkeeper.detection.DetectionSamples.OTTER;
import static io.grantkeeper.detection.DetectionSamples.PAYROLL;
import static io.grantkeeper.detection.DetectionSamples.TUESDAY;
import static io.grantkeeper.detection.DetectionSamples.baseline;
import static io.grantkeeper.detection.DetectionSamples.danas;
import static io.grantkeeper.detection.DetectionSamples.identityRecord;
import static io.grantkeeper.detection.DetectionSamples.installation;
import static io.grantkeeper.detection.DetectionSamples.person;
import static io.grantkeeper.detection.DetectionSamples.removed;
import static io.grantkeeper.detection.DetectionSamples.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.StoredRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Detection")
class DetectorTest {
    private final Detector detector = Detector.standard(ApprovedIdentities.none(), DetectionSettings.standard());

    private List<Finding> onGrant(NonHumanIdentity identity, StoredRecord<Grant> before, StoredRecord<Grant> after) {
        return detector.findings(
                new RowChange.OfGrant(Optional.of(before), after),
                seen(identity, MONDAY),
                Optional.of(detector.summary(identityRecord(identity, before), MONDAY)),
                () -> List.of(after),
                TUESDAY);
    }

    private List<Finding> onNewIdentity(NonHumanIdentity identity, StoredRecord<Grant> grant) {
        return detector.findings(
                new RowChange.OfGrant(Optional.empty(), grant),
                seen(identity, grant.firstSeen()),
                Optional.empty(),
                () -> List.of(grant),
                TUESDAY);
    }

    private List<Finding> onListedIdentity(NonHumanIdentity identity, Grant... grants) {
        StoredRecord<NonHumanIdentity> listed =
                new StoredRecord<>(identity, MONDAY, MONDAY, Optional.empty(), true, true);
        return detector.findings(
                new RowChange.OfIdentity(Optional.empty(), listed),
                listed,
                Optional.empty(),
                () -> Stream.of(grants).map(DetectionSamples::baseline).toList(),
                TUESDAY);
    }

    private static List<FindingType> types(List<Finding> findings) {
        return findings.stream().map(Finding::type).toList();
    }

    @Nested
    class ShadowAi {
        @Test
        void reportsShadowAiInFirstSweep() {
            List<Finding> findings = onNewIdentity(OTTER, baseline(danas(CALENDAR_READ)));
            assertThat(types(findings)).containsExactly(FindingType.SHADOW_AI);
            Finding finding = findings.getFirst();
            assertThat(finding.key()).isEqualTo("shadow-ai");
            assertThat(finding.headline()).contains("nobody has approved");
            assertThat(finding.cause()).isEqualTo(KnownOrUnknown.known(DANA));
            assertThat(finding.reasons()).isNotEmpty();
        }

        @Test
        void reportsArrivalOfShadowAiAsOneFinding() {
            List<Finding> findings = onNewIdentity(OTTER, seen(danas(MAIL), TUESDAY));
            assertThat(types(findings)).containsExactly(FindingType.SHADOW_AI);
            assertThat(findings.getFirst().reasons()).startsWith(Finding.ARRIVED);
            assertThat(onNewIdentity(OTTER, baseline(danas(MAIL))).getFirst().reasons())
                    .doesNotContain(Finding.ARRIVED);
        }

        @Test
        void ignoresApprovedProduct() {
            Detector approving =
                    Detector.standard(ApprovedIdentities.of(Set.of("OTTER")), DetectionSettings.standard());
            assertThat(approving.findings(
                            new RowChange.OfGrant(Optional.empty(), baseline(danas(MAIL))),
                            seen(OTTER, MONDAY),
                            Optional.empty(),
                            List::of,
                            TUESDAY))
                    .isEmpty();
        }

        @Test
        void ignoresRequestedGrantInFirstSweep() {
            Grant request = danas(MAIL).withStanding(ProviderStatus.REQUESTED);
            assertThat(onNewIdentity(OTTER, baseline(request))).isEmpty();
        }

        @Test
        void ignoresSuspendedGrantInFirstSweep() {
            assertThat(onNewIdentity(OTTER, baseline(danas(MAIL).withStanding(ProviderStatus.SUSPENDED))))
                    .isEmpty();
        }

        @Test
        void reportsAgentThatProviderListsWithoutAnyGrant() {
            assertThat(types(onListedIdentity(OTTER))).containsExactly(FindingType.SHADOW_AI);
            assertThat(onListedIdentity(OTTER.withStanding(ProviderStatus.SUSPENDED)))
                    .isEmpty();
            assertThat(onListedIdentity(PAYROLL)).isEmpty();
            assertThat(onListedIdentity(OTTER, danas(MAIL).withStanding(ProviderStatus.REQUESTED)))
                    .isEmpty();
        }

        @Test
        void ignoresOrdinaryApp() {
            assertThat(onNewIdentity(PAYROLL, baseline(danas(MAIL)))).isEmpty();
        }
    }

    @Nested
    class Appearance {
        @Test
        void reportsNewIdentityOnceWithItsReach() {
            List<Finding> findings = onNewIdentity(PAYROLL, seen(danas(MAIL), TUESDAY));
            assertThat(types(findings)).containsExactly(FindingType.IDENTITY_APPEARED);
            assertThat(findings.getFirst().after()).anyMatch(words -> words.contains("mail"));
            assertThat(findings.getFirst().severity()).isNotEqualTo(Severity.UNKNOWN);
        }

        @Test
        void ignoresAccessFoundByFirstCompleteSweep() {
            assertThat(onNewIdentity(PAYROLL, baseline(danas(MAIL)))).isEmpty();
        }

        /**
         * According to GitHub's documentation ("Managing deploy keys"), a deploy key is an SSH key for a single
         * repository.
         */
        @Test
        void saysWholeOrganizationOnlyIfGrantIsNotLimitedToSelectedResources() {
            assertThat(headline(ResourceReach.SELECTED)).isEqualTo("is new, with access to selected resources");
            assertThat(headline(ResourceReach.ALL)).isEqualTo("is new, with access across the whole organization");
            assertThat(headline(ResourceReach.UNKNOWN)).isEqualTo("is new, with access to the organization");
            assertThat(headline(ResourceReach.NONE)).isEqualTo("is new, with access to the organization");
        }

        private String headline(ResourceReach reach) {
            return onNewIdentity(DEPLOYER, seen(installation(reach, "contents:write"), TUESDAY))
                    .getFirst()
                    .headline();
        }

        @Test
        void reportsGrantThatReturnsAfterRemoval() {
            StoredRecord<Grant> gone = removed(danas(MAIL), MONDAY);
            assertThat(types(onGrant(PAYROLL, gone, seen(danas(MAIL), TUESDAY))))
                    .containsExactly(FindingType.GRANT_APPEARED);
        }

        @Test
        void reportsNewIdentityWithSuspendedGrantAsHavingNoUsableAccess() {
            List<Finding> findings =
                    onNewIdentity(PAYROLL, seen(danas(MAIL).withStanding(ProviderStatus.SUSPENDED), TUESDAY));
            assertThat(types(findings)).containsExactly(FindingType.IDENTITY_APPEARED);
            assertThat(findings.getFirst().headline())
                    .contains("cannot use any access")
                    .doesNotContain("given");
            assertThat(findings.getFirst().severity()).isEqualTo(Severity.LOW);
            assertThat(findings.getFirst().after()).containsExactly("no usable access");
        }

        @Test
        void ignoresReactivatedGrant() {
            StoredRecord<Grant> suspended = seen(danas(MAIL).withStanding(ProviderStatus.SUSPENDED), MONDAY);
            assertThat(onGrant(PAYROLL, suspended, seen(danas(MAIL), TUESDAY))).isEmpty();
        }

        @Test
        void reportsApprovedRequestAsGrantedAccess() {
            StoredRecord<Grant> request = seen(danas(MAIL).withStanding(ProviderStatus.REQUESTED), MONDAY);
            List<Finding> findings = onGrant(PAYROLL, request, seen(danas(MAIL), TUESDAY));
            assertThat(types(findings)).containsExactly(FindingType.GRANT_APPEARED);
            assertThat(findings.getFirst().headline()).startsWith("was granted access");
        }
    }

    @Nested
    class Expansion {
        @Test
        void reportsScopeExpansionInPlainLanguageWithAccessBeforeAndAfter() {
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
        void ignoresGrantRewrittenWithEquivalentScopes() {
            assertThat(onGrant(PAYROLL, seen(danas(MAIL), MONDAY), seen(danas(MAIL, MAIL_READ), TUESDAY)))
                    .isEmpty();
        }

        @Test
        void reportsSeveralExpansionsOfOneGrantAsOneFinding() {
            Grant narrow = installation(ResourceReach.SELECTED, "contents:read")
                    .withExpires(Timestamp.at(TUESDAY.plus(Duration.ofDays(3))));
            Grant wide = installation(ResourceReach.ALL, "contents:write").withExpires(Timestamp.never());
            List<Finding> findings = onGrant(DEPLOYER, seen(narrow, MONDAY), seen(wide, TUESDAY));
            assertThat(types(findings)).containsExactly(FindingType.SCOPES_EXPANDED);
            assertThat(findings.getFirst().headline())
                    .startsWith("can now ")
                    .contains("every repository")
                    .endsWith("and no longer expires");
            assertThat(findings.getFirst().before()).contains("expires on 2026-11-27");
            assertThat(findings.getFirst().after()).contains("does not expire");
        }

        /** A project's owner also manages its members and keys, but not the organization. */
        @Test
        void reportsServiceAccountThatBecomesOwnerOfItsOpenAiProject() {
            NonHumanIdentity account = NonHumanIdentity.of(
                            new IdentityId(new ConnectionId("openai-acme"), IdentityKind.SERVICE_ACCOUNT, "svc_1"),
                            new ProviderId("openai"),
                            "service-account",
                            "Helpdesk")
                    .withStanding(ProviderStatus.ACTIVE);
            List<Finding> findings =
                    onGrant(account, seen(projectRole("member"), MONDAY), seen(projectRole("owner"), TUESDAY));
            assertThat(types(findings)).containsExactly(FindingType.SCOPES_EXPANDED);
            assertThat(findings.getFirst().after())
                    .anyMatch(words -> words.contains("the project's members and API keys"))
                    .noneMatch(words -> words.contains("organization"));
            assertThat(onGrant(account, seen(projectRole("owner"), MONDAY), seen(projectRole("member"), TUESDAY)))
                    .isEmpty();
        }

        private static Grant projectRole(String role) {
            return Grant.of(
                            "project/proj_1",
                            GrantSubject.tenant(),
                            "openai",
                            PermissionKind.APP_PERMISSION,
                            List.of(role))
                    .withReach(ResourceReach.SELECTED)
                    .withStanding(ProviderStatus.ACTIVE);
        }

        @Test
        void ignoresReducedAccess() {
            assertThat(onGrant(PAYROLL, seen(danas(MAIL, CALENDAR_READ), MONDAY), seen(danas(MAIL), TUESDAY)))
                    .isEmpty();
        }

        @Test
        void reportsChangeFromSelectedToAllRepositoriesAsOneFinding() {
            List<Finding> findings = onGrant(
                    DEPLOYER,
                    seen(installation(ResourceReach.SELECTED, "contents:write"), MONDAY),
                    seen(installation(ResourceReach.ALL, "contents:write"), TUESDAY));
            assertThat(types(findings)).containsExactly(FindingType.REACH_EXPANDED);
            assertThat(findings.getFirst().headline()).startsWith("can now ");
        }

        @Test
        void ignoresExpansionIfPreviousReachIsUnknown() {
            assertThat(onGrant(
                            DEPLOYER,
                            seen(installation(ResourceReach.UNKNOWN, "contents:write"), MONDAY),
                            seen(installation(ResourceReach.ALL, "contents:write"), TUESDAY)))
                    .isEmpty();
        }

        @Test
        void usesSameFindingKeyForRedeliveredWrite() {
            StoredRecord<Grant> before = seen(danas(CALENDAR_READ), MONDAY);
            StoredRecord<Grant> after = seen(danas(MAIL), TUESDAY);
            assertThat(onGrant(PAYROLL, before, after)).isEqualTo(onGrant(PAYROLL, before, after));
        }

        @Test
        void reportsExtendedLifetimeOfGrant() {
            Grant ending = danas(MAIL).withExpires(Timestamp.at(TUESDAY.plus(Duration.ofDays(3))));
            List<Finding> findings =
                    onGrant(PAYROLL, seen(ending, MONDAY), seen(ending.withExpires(Timestamp.never()), TUESDAY));
            assertThat(types(findings)).containsExactly(FindingType.LIFETIME_EXTENDED);
            assertThat(onGrant(PAYROLL, seen(ending.withExpires(Timestamp.unknown()), MONDAY), seen(ending, TUESDAY)))
                    .isEmpty();
        }
    }

    @Nested
    class Credentials {
        private final Credential key = Credential.of("key-1", CredentialType.SSH_KEY, "laptop");

        @Test
        void reportsCredentialAddedToKnownIdentity() {
            List<Finding> findings = detector.findings(
                    new RowChange.OfCredential(Optional.empty(), seen(key, TUESDAY)),
                    seen(DEPLOYER, MONDAY),
                    Optional.of(detector.summary(identityRecord(DEPLOYER), MONDAY)),
                    List::of,
                    TUESDAY);
            assertThat(types(findings)).containsExactly(FindingType.CREDENTIAL_ADDED);
            assertThat(findings.getFirst().headline()).isEqualTo("has a new SSH key (laptop) to sign in with");
        }

        /**
         * According to Google's reference for {@code asps}, an app password works without a verification code. Nothing
         * else shows the access, so the credential itself must be reported.
         */
        @Test
        void reportsNewIdentityThatIsItselfACredential() {
            NonHumanIdentity password = NonHumanIdentity.of(
                            new IdentityId(DetectionSamples.GOOGLE, IdentityKind.API_KEY, "1001/7"),
                            new ProviderId("google"),
                            "app-password",
                            "Old mail program")
                    .withStanding(ProviderStatus.ACTIVE);
            Credential secret = Credential.of("password", CredentialType.PASSWORD, "Old mail program")
                    .withStanding(ProviderStatus.ACTIVE);
            List<Finding> findings = detector.findings(
                    new RowChange.OfCredential(Optional.empty(), seen(secret, TUESDAY)),
                    seen(password, TUESDAY),
                    Optional.empty(),
                    List::of,
                    TUESDAY);
            assertThat(types(findings)).containsExactly(FindingType.IDENTITY_APPEARED);
            assertThat(findings.getFirst().severity()).isEqualTo(Severity.MEDIUM);
            assertThat(findings.getFirst().headline()).isEqualTo("appeared, with a password to sign in with");
            assertThat(detector.findings(
                            new RowChange.OfCredential(Optional.empty(), baseline(secret)),
                            baseline(password),
                            Optional.empty(),
                            List::of,
                            TUESDAY))
                    .isEmpty();
        }

        /** A row that the first sweep found stays marked as such while it is removed and after it returns. */
        @Test
        void reportsReturnOfRemovedAccessThatFirstSweepFound() {
            StoredRecord<Grant> grant = baseline(danas(MAIL));
            StoredRecord<Grant> gone = new StoredRecord<>(danas(MAIL), MONDAY, MONDAY, Optional.of(MONDAY), true);
            StoredRecord<Grant> again = new StoredRecord<>(danas(MAIL), MONDAY, TUESDAY, Optional.empty(), true);
            assertThat(types(change(new RowChange.OfGrant(Optional.of(gone), again))))
                    .containsExactly(FindingType.GRANT_APPEARED);
            assertThat(change(new RowChange.OfGrant(Optional.of(grant), again))).isEmpty();
            StoredRecord<Credential> lost = new StoredRecord<>(key, MONDAY, MONDAY, Optional.of(MONDAY), true);
            StoredRecord<Credential> back = new StoredRecord<>(key, MONDAY, TUESDAY, Optional.empty(), true);
            assertThat(types(change(new RowChange.OfCredential(Optional.of(lost), back))))
                    .containsExactly(FindingType.CREDENTIAL_ADDED);
            assertThat(change(new RowChange.OfCredential(Optional.of(baseline(key)), back)))
                    .isEmpty();
        }

        private List<Finding> change(RowChange change) {
            return detector.findings(change, baseline(PAYROLL), Optional.empty(), List::of, TUESDAY);
        }

        @Test
        void doesNotReportCredentialsOfNewIdentitySeparately() {
            assertThat(detector.findings(
                            new RowChange.OfCredential(Optional.empty(), seen(key, TUESDAY)),
                            seen(DEPLOYER, TUESDAY),
                            Optional.empty(),
                            () -> List.of(seen(installation(ResourceReach.ALL, "contents:read"), TUESDAY)),
                            TUESDAY))
                    .isEmpty();
        }
    }

    @Nested
    class Leavers {
        @Test
        void detectsLeaverOnlyWhenEmploymentStatusChanges() {
            var here = seen(person(DANA, "Dana", EmploymentStatus.ACTIVE), MONDAY);
            var gone = seen(person(DANA, "Dana", EmploymentStatus.SUSPENDED), TUESDAY);
            assertThat(detector.becameLeaver(Optional.of(here), gone)).isTrue();
            assertThat(detector.becameLeaver(Optional.of(gone), gone)).isFalse();
            assertThat(detector.becameLeaver(Optional.empty(), gone))
                    .as("a leaver from the first observation")
                    .isFalse();
        }

        @Test
        void describesSuspendedOwnerAsSuspendedRatherThanDeparted() {
            Finding finding = detector.leaverFinding(
                    detector.summary(identityRecord(PAYROLL, seen(danas(MAIL), MONDAY)), TUESDAY),
                    seen(person(DANA, "Dana", EmploymentStatus.SUSPENDED), TUESDAY),
                    "Dana",
                    true,
                    TUESDAY);
            assertThat(finding.headline()).isEqualTo("has lost its owner: the account of Dana is suspended");
        }

        @Test
        void reportsIdentityThatLosesItsOwner() {
            Finding finding = detector.leaverFinding(
                    detector.summary(identityRecord(PAYROLL, seen(danas(MAIL), MONDAY)), TUESDAY),
                    seen(person(DANA, "Dana", EmploymentStatus.LEFT), TUESDAY),
                    "Dana",
                    true,
                    TUESDAY);
            assertThat(finding.headline()).isEqualTo("has lost its owner: Dana has left");
        }
    }

    @Test
    void reportsRemovedGrantWithLowSeverity() {
        List<Finding> findings = onGrant(PAYROLL, seen(danas(MAIL), MONDAY), removed(danas(MAIL), TUESDAY));
        assertThat(types(findings)).containsExactly(FindingType.GRANT_VANISHED);
        assertThat(findings.getFirst().severity()).isEqualTo(Severity.LOW);
    }
}
