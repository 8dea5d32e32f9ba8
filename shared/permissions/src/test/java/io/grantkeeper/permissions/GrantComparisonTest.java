package io.grantkeeper.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.permissions.AccessGrant.Repositories;
import io.grantkeeper.permissions.AccessGrant.Subject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GrantComparisonTest {
    private final PermissionVocabularies permissions = PermissionVocabularies.standard();

    private GrantComparisonResult compare(PermissionProvider provider, AccessGrant before, AccessGrant after) {
        return permissions.compare(provider, before, after);
    }

    private GrantComparisonResult github(AccessGrant before, AccessGrant after) {
        return compare(PermissionProvider.GITHUB, before, after);
    }

    @Nested
    class TheSameGrant {
        @Test
        void ignoresOrderCaseSpacingAndDuplicatesOfScopes() {
            GrantComparisonResult comparison = github(
                    AccessGrant.ofScopes("contents:write", "metadata:read"),
                    AccessGrant.ofScopes(" Metadata : Read", "CONTENTS:write", "contents:write"));
            assertThat(comparison.verdict()).isEqualTo(GrantComparisonVerdict.SAME);
            assertThat(comparison.sentence()).isEqualTo("Its access has not changed.");
        }

        @Test
        void splitsScopesAtSpacesAndCommas() {
            assertThat(github(AccessGrant.ofScopes("repo", "read:org"), AccessGrant.ofScopes(" read:org,repo "))
                            .verdict())
                    .isEqualTo(GrantComparisonVerdict.SAME);
        }

        @Test
        void treatsLevelNoneAsAbsentPermission() {
            assertThat(github(
                                    AccessGrant.ofScopes("contents:none", "Issues: No access", "metadata:read"),
                                    AccessGrant.ofScopes("metadata:read"))
                            .verdict())
                    .isEqualTo(GrantComparisonVerdict.SAME);
            assertThat(github(AccessGrant.ofScopes("contents:write"), AccessGrant.ofScopes("contents:none"))
                            .verdict())
                    .isEqualTo(GrantComparisonVerdict.NARROWED);
            assertThat(github(AccessGrant.ofScopes("contents:none"), AccessGrant.ofScopes("contents:read"))
                            .verdict())
                    .isEqualTo(GrantComparisonVerdict.EXPANDED);
        }

        @Test
        void normalizesRedirectAddressesAndPublisherPunctuation() {
            AccessGrant before = AccessGrant.unknown()
                    .withPublisher("Acme, Inc.")
                    .withRedirectHosts(
                            List.of("https://a.example/callback?x=1", "http://localhost:8080/", "myapp://done"));
            AccessGrant after = AccessGrant.unknown()
                    .withPublisher("ACME Inc")
                    .withRedirectHosts(List.of("a.example", "localhost", "MyApp://done"));
            assertThat(github(before, after).verdict()).isEqualTo(GrantComparisonVerdict.SAME);
        }

        @Test
        void ignoresTimeZoneOffsetOfExpiry() {
            AccessGrant before = AccessGrant.ofScopes("repo")
                    .withExpiry(ExpiryTime.at(
                            OffsetDateTime.parse("2026-12-01T12:00:00+02:00").toInstant()));
            AccessGrant after =
                    AccessGrant.ofScopes("repo").withExpiry(ExpiryTime.at(Instant.parse("2026-12-01T10:00:00Z")));
            assertThat(github(before, after).verdict()).isEqualTo(GrantComparisonVerdict.SAME);
        }

        @Test
        void ignoresPublisherCaseAndHostOrder() {
            AccessGrant before = AccessGrant.unknown()
                    .withPublisher("Acme Inc")
                    .withRedirectHosts(List.of("a.example", "b.example"));
            AccessGrant after = AccessGrant.unknown()
                    .withPublisher(" ACME  inc")
                    .withRedirectHosts(List.of("B.example", "a.example."));
            assertThat(github(before, after).verdict()).isEqualTo(GrantComparisonVerdict.SAME);
        }
    }

    @Nested
    class Rewriting {
        @Test
        void reportsRewriteIfRedundantPermissionIsAdded() {
            assertThat(github(AccessGrant.ofScopes("repo"), AccessGrant.ofScopes("repo", "repo:status"))
                            .verdict())
                    .isEqualTo(GrantComparisonVerdict.REWRITTEN);
        }

        @Test
        void reportsRewriteIfRedundantPermissionIsRemoved() {
            assertThat(compare(
                                    PermissionProvider.GOOGLE,
                                    AccessGrant.ofScopes(
                                            "https://www.googleapis.com/auth/drive",
                                            "https://www.googleapis.com/auth/drive.file"),
                                    AccessGrant.ofScopes("https://www.googleapis.com/auth/drive"))
                            .verdict())
                    .isEqualTo(GrantComparisonVerdict.REWRITTEN);
        }

        @Test
        void reportsReplacementBySynonymAsRewrite() {
            assertThat(compare(
                                    PermissionProvider.GOOGLE,
                                    AccessGrant.ofScopes("email"),
                                    AccessGrant.ofScopes("https://www.googleapis.com/auth/userinfo.email"))
                            .verdict())
                    .isEqualTo(GrantComparisonVerdict.REWRITTEN);
        }
    }

    @Nested
    class Expanding {
        @Test
        void treatsHigherAccessLevelAsExpansionAndNamesAddedCapability() {
            GrantComparisonResult comparison = github(
                    AccessGrant.ofScopes("contents:read").withRepositories(Repositories.ALL),
                    AccessGrant.ofScopes("contents:write").withRepositories(Repositories.ALL));
            assertThat(comparison.verdict()).isEqualTo(GrantComparisonVerdict.EXPANDED);
            assertThat(comparison.added()).containsExactly("contents:write");
            assertThat(comparison.gained()).containsExactly("change and delete code in every repository");
            assertThat(comparison.sentence())
                    .isEqualTo("It has more access than before: it can now change and delete code in every"
                            + " repository.");
        }

        @Test
        void treatsChangeFromSelectedToAllRepositoriesAsExpansion() {
            GrantComparisonResult comparison = github(
                    AccessGrant.ofScopes("contents:read").withRepositories(Repositories.SELECTED),
                    AccessGrant.ofScopes("contents:read").withRepositories(Repositories.ALL));
            assertThat(comparison.verdict()).isEqualTo(GrantComparisonVerdict.EXPANDED);
            assertThat(comparison.gained())
                    .containsExactly("read code in every repository", "it now covers every repository");
        }

        @Test
        void treatsChangeFromPersonToTenantAsExpansion() {
            AccessGrant mail = AccessGrant.ofScopes("https://www.googleapis.com/auth/gmail.readonly");
            GrantComparisonResult comparison = compare(
                    PermissionProvider.GOOGLE, mail.withSubject(Subject.PERSON), mail.withSubject(Subject.TENANT));
            assertThat(comparison.verdict()).isEqualTo(GrantComparisonVerdict.EXPANDED);
            assertThat(comparison.gained()).contains("read all mail across the organization");
        }

        @Test
        void treatsSimultaneousNarrowingAndExpansionAsExpansion() {
            GrantComparisonResult comparison = github(
                    AccessGrant.ofScopes("contents:write"), AccessGrant.ofScopes("contents:read", "issues:read"));
            assertThat(comparison.verdict()).isEqualTo(GrantComparisonVerdict.EXPANDED);
            assertThat(comparison.removed()).containsExactly("contents:write");
        }

        @Test
        void treatsChangeFromDelegatedToApplicationAsExpansion() {
            AccessGrant mail = AccessGrant.ofScopes("Mail.Read");
            assertThat(compare(
                                    PermissionProvider.MICROSOFT,
                                    mail.withKind(PermissionForm.DELEGATED),
                                    mail.withKind(PermissionForm.APPLICATION))
                            .verdict())
                    .isEqualTo(GrantComparisonVerdict.EXPANDED);
        }

        @Test
        void treatsNewCredentialOrPublisherOrHostOrLaterExpiryAsExpansion() {
            AccessGrant grant = AccessGrant.unknown();
            assertThat(github(grant.withCredentials(1), grant.withCredentials(2))
                            .expanded())
                    .isTrue();
            assertThat(github(grant.withPublisher("Acme"), grant.withPublisher("Other"))
                            .expanded())
                    .isTrue();
            assertThat(github(
                                    grant.withRedirectHosts(List.of("a.example")),
                                    grant.withRedirectHosts(List.of("b.example")))
                            .expanded())
                    .isTrue();
            ExpiryTime end = ExpiryTime.at(Instant.parse("2026-12-01T00:00:00Z"));
            assertThat(github(grant.withExpiry(end), grant.withExpiry(ExpiryTime.never()))
                            .expanded())
                    .isTrue();
            assertThat(github(grant.withExpiry(ExpiryTime.never()), grant.withExpiry(end))
                            .verdict())
                    .isEqualTo(GrantComparisonVerdict.NARROWED);
        }

        @Test
        void treatsUnknownPermissionAsExpansionAndNamesIt() {
            GrantComparisonResult comparison =
                    github(AccessGrant.ofScopes("repo"), AccessGrant.ofScopes("repo", "zzqx"));
            assertThat(comparison.verdict()).isEqualTo(GrantComparisonVerdict.EXPANDED);
            assertThat(comparison.gained()).containsExactly("do whatever 'zzqx' allows, which is unknown");
        }
    }

    @Nested
    class ConsentingPeople {
        @Test
        void treatsOnlySharpIncreaseInConsentingPeopleAsExpansion() {
            AccessGrant grant = AccessGrant.unknown();
            assertThat(github(grant.withConsentingPeople(4), grant.withConsentingPeople(212))
                            .verdict())
                    .isEqualTo(GrantComparisonVerdict.EXPANDED);
            assertThat(github(grant.withConsentingPeople(40), grant.withConsentingPeople(41))
                            .verdict())
                    .isEqualTo(GrantComparisonVerdict.SAME);
        }
    }

    @Nested
    class Unknown {
        @Test
        void notesNewlyKnownAttributesWithoutReportingExpansion() {
            GrantComparisonResult comparison = github(
                    AccessGrant.ofScopes("repo"),
                    AccessGrant.ofScopes("repo")
                            .withRepositories(Repositories.ALL)
                            .withExpiry(ExpiryTime.never()));
            assertThat(comparison.verdict()).isEqualTo(GrantComparisonVerdict.SAME);
            assertThat(comparison.notes())
                    .containsExactly("its repositories became known", "its expiry date became known");
        }
    }
}
