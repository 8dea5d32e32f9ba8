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
    private final Permissions permissions = Permissions.standard();

    private Comparison compare(Provider provider, AccessGrant before, AccessGrant after) {
        return permissions.compare(provider, before, after);
    }

    private Comparison github(AccessGrant before, AccessGrant after) {
        return compare(Provider.GITHUB, before, after);
    }

    @Nested
    class TheSameGrant {
        @Test
        void inAnotherOrderCaseAndSpacingWithDuplicatesIsTheSame() {
            Comparison comparison = github(
                    AccessGrant.ofScopes("contents:write", "metadata:read"),
                    AccessGrant.ofScopes(" Metadata : Read", "CONTENTS:write", "contents:write"));
            assertThat(comparison.verdict()).isEqualTo(Verdict.SAME);
            assertThat(comparison.sentence()).isEqualTo("Nothing has changed in what it can reach.");
        }

        @Test
        void asOneStringWithSpacesOrCommasIsTheSame() {
            assertThat(github(AccessGrant.ofScopes("repo", "read:org"), AccessGrant.ofScopes(" read:org,repo "))
                            .verdict())
                    .isEqualTo(Verdict.SAME);
        }

        @Test
        void withoutAPermissionOrWithNoneOfItIsTheSame() {
            assertThat(github(
                                    AccessGrant.ofScopes("contents:none", "Issues: No access", "metadata:read"),
                                    AccessGrant.ofScopes("metadata:read"))
                            .verdict())
                    .isEqualTo(Verdict.SAME);
            assertThat(github(AccessGrant.ofScopes("contents:write"), AccessGrant.ofScopes("contents:none"))
                            .verdict())
                    .isEqualTo(Verdict.NARROWED);
            assertThat(github(AccessGrant.ofScopes("contents:none"), AccessGrant.ofScopes("contents:read"))
                            .verdict())
                    .isEqualTo(Verdict.EXPANDED);
        }

        @Test
        void withHostsAsWholeAddressesAndThePublisherWithItsStopsIsTheSame() {
            AccessGrant before = AccessGrant.unknown()
                    .withPublisher("Acme, Inc.")
                    .withRedirectHosts(
                            List.of("https://a.example/callback?x=1", "http://localhost:8080/", "myapp://done"));
            AccessGrant after = AccessGrant.unknown()
                    .withPublisher("ACME Inc")
                    .withRedirectHosts(List.of("a.example", "localhost", "MyApp://done"));
            assertThat(github(before, after).verdict()).isEqualTo(Verdict.SAME);
        }

        @Test
        void anEndWrittenInAnotherOffsetIsTheSame() {
            AccessGrant before = AccessGrant.ofScopes("repo")
                    .withExpiry(Expiry.at(
                            OffsetDateTime.parse("2026-12-01T12:00:00+02:00").toInstant()));
            AccessGrant after =
                    AccessGrant.ofScopes("repo").withExpiry(Expiry.at(Instant.parse("2026-12-01T10:00:00Z")));
            assertThat(github(before, after).verdict()).isEqualTo(Verdict.SAME);
        }

        @Test
        void withThePublisherInAnotherCaseAndHostsInAnotherOrderIsTheSame() {
            AccessGrant before = AccessGrant.unknown()
                    .withPublisher("Acme Inc")
                    .withRedirectHosts(List.of("a.example", "b.example"));
            AccessGrant after = AccessGrant.unknown()
                    .withPublisher(" ACME  inc")
                    .withRedirectHosts(List.of("B.example", "a.example."));
            assertThat(github(before, after).verdict()).isEqualTo(Verdict.SAME);
        }
    }

    @Nested
    class Rewriting {
        @Test
        void aRedundantPermissionAddedReachesTheSame() {
            assertThat(github(AccessGrant.ofScopes("repo"), AccessGrant.ofScopes("repo", "repo:status"))
                            .verdict())
                    .isEqualTo(Verdict.REWRITTEN);
        }

        @Test
        void aRedundantPermissionDroppedReachesTheSame() {
            assertThat(compare(
                                    Provider.GOOGLE,
                                    AccessGrant.ofScopes(
                                            "https://www.googleapis.com/auth/drive",
                                            "https://www.googleapis.com/auth/drive.file"),
                                    AccessGrant.ofScopes("https://www.googleapis.com/auth/drive"))
                            .verdict())
                    .isEqualTo(Verdict.REWRITTEN);
        }

        @Test
        void aSynonymReachesTheSame() {
            assertThat(compare(
                                    Provider.GOOGLE,
                                    AccessGrant.ofScopes("email"),
                                    AccessGrant.ofScopes("https://www.googleapis.com/auth/userinfo.email"))
                            .verdict())
                    .isEqualTo(Verdict.REWRITTEN);
        }
    }

    @Nested
    class Expanding {
        @Test
        void aHigherLevelExpandsAndSaysWhatItAdds() {
            Comparison comparison = github(
                    AccessGrant.ofScopes("contents:read").withRepositories(Repositories.ALL),
                    AccessGrant.ofScopes("contents:write").withRepositories(Repositories.ALL));
            assertThat(comparison.verdict()).isEqualTo(Verdict.EXPANDED);
            assertThat(comparison.added()).containsExactly("contents:write");
            assertThat(comparison.gained()).containsExactly("change and delete code in every repository");
            assertThat(comparison.sentence())
                    .isEqualTo("Reaches more than before: it can now change and delete code in every" + " repository.");
        }

        @Test
        void chosenRepositoriesToAllExpands() {
            Comparison comparison = github(
                    AccessGrant.ofScopes("contents:read").withRepositories(Repositories.SELECTED),
                    AccessGrant.ofScopes("contents:read").withRepositories(Repositories.ALL));
            assertThat(comparison.verdict()).isEqualTo(Verdict.EXPANDED);
            assertThat(comparison.gained())
                    .containsExactly("read code in every repository", "it now covers every repository");
        }

        @Test
        void onePersonToEveryoneExpands() {
            AccessGrant mail = AccessGrant.ofScopes("https://www.googleapis.com/auth/gmail.readonly");
            Comparison comparison =
                    compare(Provider.GOOGLE, mail.withSubject(Subject.PERSON), mail.withSubject(Subject.TENANT));
            assertThat(comparison.verdict()).isEqualTo(Verdict.EXPANDED);
            assertThat(comparison.gained()).contains("read all mail in the whole organisation");
        }

        @Test
        void narrowingAndExpandingAtOnceIsExpanding() {
            Comparison comparison = github(
                    AccessGrant.ofScopes("contents:write"), AccessGrant.ofScopes("contents:read", "issues:read"));
            assertThat(comparison.verdict()).isEqualTo(Verdict.EXPANDED);
            assertThat(comparison.removed()).containsExactly("contents:write");
        }

        @Test
        void delegatedToApplicationExpands() {
            AccessGrant mail = AccessGrant.ofScopes("Mail.Read");
            assertThat(compare(
                                    Provider.MICROSOFT,
                                    mail.withKind(PermissionKind.DELEGATED),
                                    mail.withKind(PermissionKind.APPLICATION))
                            .verdict())
                    .isEqualTo(Verdict.EXPANDED);
        }

        @Test
        void anotherCredentialPublisherHostOrALaterEndExpands() {
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
            Expiry end = Expiry.at(Instant.parse("2026-12-01T00:00:00Z"));
            assertThat(github(grant.withExpiry(end), grant.withExpiry(Expiry.never()))
                            .expanded())
                    .isTrue();
            assertThat(github(grant.withExpiry(Expiry.never()), grant.withExpiry(end))
                            .verdict())
                    .isEqualTo(Verdict.NARROWED);
        }

        @Test
        void aPermissionThatIsNotUnderstoodExpandsAndSaysThatItIsNotKnown() {
            Comparison comparison = github(AccessGrant.ofScopes("repo"), AccessGrant.ofScopes("repo", "zzqx"));
            assertThat(comparison.verdict()).isEqualTo(Verdict.EXPANDED);
            assertThat(comparison.gained()).containsExactly("do whatever 'zzqx' allows, which is not known");
        }
    }

    @Nested
    class ConsentingPeople {
        @Test
        void aJumpExpandsAndOneMoreDoesNot() {
            AccessGrant grant = AccessGrant.unknown();
            assertThat(github(grant.withConsentingPeople(4), grant.withConsentingPeople(212))
                            .verdict())
                    .isEqualTo(Verdict.EXPANDED);
            assertThat(github(grant.withConsentingPeople(40), grant.withConsentingPeople(41))
                            .verdict())
                    .isEqualTo(Verdict.SAME);
        }
    }

    @Nested
    class Unknown {
        @Test
        void whatBecameKnownIsNotedAndIsNoExpansion() {
            Comparison comparison = github(
                    AccessGrant.ofScopes("repo"),
                    AccessGrant.ofScopes("repo")
                            .withRepositories(Repositories.ALL)
                            .withExpiry(Expiry.never()));
            assertThat(comparison.verdict()).isEqualTo(Verdict.SAME);
            assertThat(comparison.notes())
                    .containsExactly("its repositories became known", "when it ends became known");
        }
    }
}
