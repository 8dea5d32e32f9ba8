package io.grantkeeper.detection;

import static io.grantkeeper.detection.DetectionSamples.DEPLOYER;
import static io.grantkeeper.detection.DetectionSamples.MAIL;
import static io.grantkeeper.detection.DetectionSamples.MONDAY;
import static io.grantkeeper.detection.DetectionSamples.PAYROLL;
import static io.grantkeeper.detection.DetectionSamples.TUESDAY;
import static io.grantkeeper.detection.DetectionSamples.danas;
import static io.grantkeeper.detection.DetectionSamples.installation;
import static io.grantkeeper.detection.DetectionSamples.removed;
import static io.grantkeeper.detection.DetectionSamples.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.RowType;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.basis.StatementSource;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StoredRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Life cycle")
class LifecycleRulesTest {
    private final Detector detector = Detector.standard(ApprovedIdentities.none(), DetectionSettings.standard());

    private static Instant daysAgo(long days) {
        return TUESDAY.minus(Duration.ofDays(days));
    }

    private static Instant inDays(long days) {
        return TUESDAY.plus(Duration.ofDays(days));
    }

    private static Credential secret(String key, Instant created) {
        return Credential.of(key, CredentialType.SECRET, "…" + key)
                .withStanding(ProviderStatus.ACTIVE)
                .withLifetime(Timestamp.at(created), Timestamp.never());
    }

    private static IdentityRecord record(
            NonHumanIdentity identity,
            List<StoredRecord<Grant>> grants,
            List<StoredRecord<Credential>> credentials,
            List<Finding> findings) {
        return new IdentityRecord(
                seen(identity, MONDAY), grants, credentials, List.of(), List.of(), Optional.empty(), findings);
    }

    private LifecycleFindingChanges on(Instant day, IdentityRecord record) {
        return detector.lifecycle(record, detector.summary(record, day), day);
    }

    private List<Finding> with(Grant grant) {
        return on(TUESDAY, record(PAYROLL, List.of(seen(grant, MONDAY)), List.of(), List.of()))
                .toOpen();
    }

    private List<Finding> with(Credential... credentials) {
        return on(TUESDAY, deployer(List.of(), credentials)).toOpen();
    }

    private static IdentityRecord deployer(List<Finding> findings, Credential... credentials) {
        return record(
                DEPLOYER,
                List.of(),
                List.of(credentials).stream().map(one -> seen(one, MONDAY)).toList(),
                findings);
    }

    @Nested
    class Expiry {
        @ParameterizedTest
        @CsvSource({"61,,", "60, 60, LOW", "31, 60, LOW", "30, 30, LOW", "7, 7, MEDIUM", "2, 7, MEDIUM", "1, 1, MEDIUM"
        })
        void reportsExpiryOncePerStage(int days, Integer stage, Severity severity) {
            Instant end = inDays(days);
            List<Finding> found = with(danas(MAIL).withExpires(Timestamp.at(end)));
            if (stage == null) {
                assertThat(found).isEmpty();
            } else {
                assertThat(found).singleElement().satisfies(finding -> {
                    assertThat(finding.key()).isEqualTo("expiring/%s/%d".formatted(end, stage));
                    assertThat(finding.severity()).isEqualTo(severity);
                });
            }
        }

        @Test
        void namesExpiringItem() {
            assertThat(with(danas(MAIL).withExpires(Timestamp.at(inDays(3)))))
                    .extracting(Finding::headline)
                    .containsExactly("has access that ends in 3 days");
            assertThat(with(
                            secret("abcd", daysAgo(5)).withLifetime(Timestamp.at(daysAgo(5)), Timestamp.at(inDays(3))),
                            secret("wxyz", daysAgo(5))))
                    .extracting(Finding::headline)
                    .containsExactly("has a secret (…abcd) that expires in 3 days");
        }

        @Test
        void namesCredentialAsConsoleDoesWithoutRawId() {
            Timestamp soon = Timestamp.at(inDays(3));
            for (String key : List.of("ocs2f4zrZbs8nUa7p0g4", "secret/ocs2f4zrZbs8nUa7p0g4")) {
                Credential named = Credential.of(key, CredentialType.SECRET, "ocs2f4zrZbs8nUa7p0g4");
                assertThat(with(named.withLifetime(Timestamp.at(daysAgo(5)), soon)))
                        .extracting(Finding::headline)
                        .containsExactly("has a secret that expires in 3 days");
            }
            Credential federated = Credential.of("federated/1", CredentialType.FEDERATED, "GitHub Actions");
            assertThat(with(federated.withLifetime(Timestamp.unknown(), soon)))
                    .extracting(Finding::headline)
                    .containsExactly("has a federated credential (GitHub Actions) that expires in 3 days");
            Credential key = Credential.of("key/7", CredentialType.SSH_KEY, "laptop");
            assertThat(with(key.withLifetime(Timestamp.unknown(), soon)))
                    .extracting(Finding::headline)
                    .containsExactly("has an SSH key (laptop) that expires in 3 days");
        }

        @Test
        void basesExpiryFindingOnExpiringRow() {
            Credential ending =
                    secret("abcd", daysAgo(5)).withLifetime(Timestamp.at(daysAgo(5)), Timestamp.at(inDays(3)));
            assertThat(with(ending).getFirst().restsOn().sources())
                    .extracting(StatementSource::row)
                    .containsExactly(Optional.of(RowType.CREDENTIAL));
            assertThat(with(danas(MAIL).withExpires(Timestamp.at(inDays(3))))
                            .getFirst()
                            .restsOn()
                            .sources())
                    .extracting(StatementSource::row)
                    .containsExactly(Optional.of(RowType.GRANT));
        }

        @Test
        void reportsExpiringItemEvenIfAnotherHasExpired() {
            assertThat(with(
                            secret("old", daysAgo(9)).withLifetime(Timestamp.at(daysAgo(9)), Timestamp.at(daysAgo(1))),
                            secret("new", daysAgo(5)).withLifetime(Timestamp.at(daysAgo(5)), Timestamp.at(inDays(3)))))
                    .extracting(Finding::headline)
                    .containsExactly("has a secret (…new) that expires in 3 days");
        }

        @Test
        void endsFindingAboutPreviousExpiryStage() {
            Grant ending = danas(MAIL).withExpires(Timestamp.at(inDays(30)));
            Finding month = with(ending).getFirst().withSendId(Optional.of("send-1"));
            IdentityRecord later = record(PAYROLL, List.of(seen(ending, MONDAY)), List.of(), List.of(month));
            assertThat(on(inDays(1), later)).isEqualTo(new LifecycleFindingChanges(List.of(), List.of()));
            LifecycleFindingChanges week = on(inDays(24), later);
            assertThat(week.ended()).containsExactly(month);
            assertThat(week.toOpen()).extracting(Finding::key).containsExactly("expiring/%s/7".formatted(inDays(30)));
        }

        @Test
        void endsFindingWhenAccessIsRenewed() {
            Finding told =
                    with(danas(MAIL).withExpires(Timestamp.at(inDays(3)))).getFirst();
            Grant renewed = danas(MAIL).withExpires(Timestamp.at(inDays(300)));
            LifecycleFindingChanges changes =
                    on(TUESDAY, record(PAYROLL, List.of(seen(renewed, TUESDAY)), List.of(), List.of(told)));
            assertThat(changes.toOpen()).isEmpty();
            assertThat(changes.ended()).containsExactly(told);
        }
    }

    @Nested
    class Rotation {
        @ParameterizedTest
        @CsvSource({"TOKEN, 90", "PASSWORD, 90", "SECRET, 180", "SSH_KEY, 365", "CERTIFICATE, 365"})
        void rotationAgeDependsOnCredentialType(CredentialType type, int limit) {
            Credential atLimit = Credential.of("k", type, "")
                    .withStanding(ProviderStatus.ACTIVE)
                    .withLifetime(Timestamp.at(daysAgo(limit)), Timestamp.unknown());
            assertThat(with(atLimit)).isEmpty();
            assertThat(with(atLimit.withLifetime(Timestamp.at(daysAgo(limit + 1)), Timestamp.unknown())))
                    .extracting(Finding::type)
                    .containsExactly(FindingType.ROTATION_DUE);
        }

        @ParameterizedTest
        @EnumSource(
                value = CredentialType.class,
                names = {"FEDERATED", "UNKNOWN"})
        void rotationIsNeverDueForFederatedOrUnknownCredentials(CredentialType type) {
            assertThat(with(Credential.of("k", type, "")
                            .withLifetime(Timestamp.at(daysAgo(4000)), Timestamp.unknown())))
                    .isEmpty();
        }

        @Test
        void measuresAgeFromLastRotationAndSaysSo() {
            Credential rotated = secret("abcd", daysAgo(900)).withLastRotated(Timestamp.at(daysAgo(10)));
            assertThat(with(rotated)).isEmpty();
            assertThat(with(rotated.withLastRotated(Timestamp.at(daysAgo(200)))))
                    .extracting(Finding::headline)
                    .containsExactly("has a secret (…abcd) that was last replaced 200 days ago");
            assertThat(with(secret("abcd", daysAgo(200))))
                    .extracting(Finding::headline)
                    .containsExactly("has a secret (…abcd) that was created 200 days ago");
        }

        @Test
        void doesNotReportRotationAsDueIfProviderStatesNoDate() {
            assertThat(with(Credential.of("k", CredentialType.SECRET, "").withStanding(ProviderStatus.ACTIVE)))
                    .isEmpty();
        }

        @Test
        void rotationIsNotDueForUnusableCredentials() {
            Credential old = secret("abcd", daysAgo(900));
            assertThat(with(old.withStanding(ProviderStatus.SUSPENDED))).isEmpty();
            assertThat(with(old.withLifetime(Timestamp.at(daysAgo(900)), Timestamp.at(daysAgo(1)))))
                    .isEmpty();
            assertThat(on(TUESDAY, record(DEPLOYER, List.of(), List.of(removed(old, MONDAY)), List.of()))
                            .toOpen())
                    .isEmpty();
        }

        @Test
        void endsFindingAfterRotation() {
            Credential old = secret("abcd", daysAgo(200));
            Finding told = with(old).getFirst().withSendId(Optional.of("send-1"));
            assertThat(on(TUESDAY, deployer(List.of(told), old)))
                    .isEqualTo(new LifecycleFindingChanges(List.of(), List.of()));
            assertThat(on(TUESDAY, deployer(List.of(told), old.withLastRotated(Timestamp.at(TUESDAY))))
                            .ended())
                    .containsExactly(told);
        }

        @Test
        void doesNotReopenFindingThatOwnerAccepted() {
            Credential old = secret("abcd", daysAgo(200));
            Finding accepted = with(old).getFirst().withStatus(FindingStatus.ACCEPTED, Optional.of(TUESDAY));
            assertThat(on(inDays(1), deployer(List.of(accepted), old)))
                    .isEqualTo(new LifecycleFindingChanges(List.of(), List.of()));
        }

        @Test
        void reportsAtMostTenCredentialsOldestFirst() {
            Credential[] many = IntStream.range(0, 30)
                    .mapToObj(i -> secret("k" + i, daysAgo(200 + i)))
                    .toArray(Credential[]::new);
            assertThat(with(many))
                    .filteredOn(finding -> finding.type() == FindingType.ROTATION_DUE)
                    .hasSize(10)
                    .first()
                    .extracting(Finding::headline)
                    .isEqualTo("has a secret (…k29) that was created 229 days ago");
        }
    }

    @Nested
    class Duplicates {
        @Test
        void reportsDuplicatesAfterUsualRotationTime() {
            assertThat(with(secret("a", daysAgo(100)), secret("b", daysAgo(29))))
                    .isEmpty();
            assertThat(with(secret("a", daysAgo(100)), secret("b", daysAgo(31))))
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.type()).isEqualTo(FindingType.DUPLICATE_CREDENTIAL);
                        assertThat(finding.headline()).isEqualTo("has 2 credentials of the type secret");
                        assertThat(finding.reasons())
                                .containsExactly("The oldest was created on 2026-08-16, the newest on 2026-10-24.");
                    });
        }

        @Test
        void doesNotReportCredentialsOfDifferentTypesAsDuplicates() {
            Credential certificate = Credential.of("c", CredentialType.CERTIFICATE, "")
                    .withStanding(ProviderStatus.ACTIVE)
                    .withLifetime(Timestamp.at(daysAgo(100)), Timestamp.never());
            assertThat(with(secret("a", daysAgo(100)), certificate)).isEmpty();
        }

        @Test
        void endsDuplicateFindingWhenOneCredentialIsDeleted() {
            Finding told =
                    with(secret("a", daysAgo(100)), secret("b", daysAgo(31))).getFirst();
            assertThat(on(TUESDAY, deployer(List.of(told), secret("b", daysAgo(31))))
                            .ended())
                    .containsExactly(told);
        }
    }

    @Nested
    class Owners {
        private List<Finding> ownerless(IdentityRecord identity, Instant now) {
            return on(now, identity).toOpen().stream()
                    .filter(finding -> finding.type() == FindingType.OWNERLESS)
                    .toList();
        }

        @Test
        void reportsMissingOwnerAfterOneDay() {
            IdentityRecord deployer = record(
                    DEPLOYER,
                    List.of(seen(installation(ResourceReach.ALL, "contents:write"), MONDAY)),
                    List.of(),
                    List.of());
            assertThat(ownerless(deployer, TUESDAY)).isEmpty();
            assertThat(ownerless(deployer, TUESDAY.plus(Duration.ofDays(2))))
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.key()).isEqualTo("ownerless");
                        assertThat(finding.headline()).isEqualTo("has no known owner");
                    });
        }

        @Test
        void asksAboutWorkingKeysOfRemovedIdentity() {
            IdentityRecord deployer = deployer(List.of(), secret("a", daysAgo(2)), secret("b", daysAgo(2)));
            IdentityRecord orphaned = new IdentityRecord(
                    removed(deployer.identity().content(), MONDAY),
                    deployer.grants(),
                    deployer.credentials(),
                    deployer.events(),
                    deployer.usage(),
                    deployer.summary(),
                    deployer.findings());
            assertThat(ownerless(orphaned, TUESDAY)).singleElement().satisfies(finding -> {
                assertThat(finding.headline()).isEqualTo("was removed, but 2 of its keys or passwords still work");
                assertThat(finding.severity().atLeast(Severity.MEDIUM)).isTrue();
            });
        }
    }

    @Nested
    class Inactivity {
        @ParameterizedTest
        @CsvSource({"OAUTH_CLIENT, 90", "SERVICE_ACCOUNT, 90", "API_KEY, 60", "AI_AGENT, 45"})
        void inactivityPeriodDependsOnIdentityKind(IdentityKind kind, int limit) {
            NonHumanIdentity identity = NonHumanIdentity.of(
                            new IdentityId(new ConnectionId("okta-acme"), kind, "x1"), new ProviderId("okta"), "x", "X")
                    .withStanding(ProviderStatus.ACTIVE);
            assertThat(unused(identity, limit)).isEmpty();
            assertThat(unused(identity, limit + 1)).containsExactly(FindingType.FELL_SILENT);
        }

        private List<FindingType> unused(NonHumanIdentity identity, int days) {
            Grant grant = danas(MAIL).withLastUsed(Timestamp.at(daysAgo(days)));
            return on(TUESDAY, record(identity, List.of(seen(grant, MONDAY)), List.of(), List.of())).toOpen().stream()
                    .map(Finding::type)
                    .toList();
        }

        @Test
        void doesNotReportInactivityWithoutRecordedUse() {
            assertThat(with(danas(MAIL))).isEmpty();
        }

        @Test
        void endsInactivityFindingWhenIdentityIsUsedAgain() {
            Finding told =
                    with(danas(MAIL).withLastUsed(Timestamp.at(daysAgo(120)))).getFirst();
            Grant used = danas(MAIL).withLastUsed(Timestamp.at(TUESDAY));
            assertThat(on(TUESDAY, record(PAYROLL, List.of(seen(used, TUESDAY)), List.of(), List.of(told)))
                            .ended())
                    .containsExactly(told);
        }
    }
}
