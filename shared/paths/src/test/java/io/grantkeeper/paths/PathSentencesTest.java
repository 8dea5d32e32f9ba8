package io.grantkeeper.paths;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.property.testkit.SentenceReview;
import io.grantkeeper.property.testkit.SentenceTemplates;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Each sentence about a path")
class PathSentencesTest {
    private static final Path SOURCES = Path.of("src/main/java/io/grantkeeper/paths");
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final IdentityId CI =
            new IdentityId(new ConnectionId("github-acme"), IdentityKind.OAUTH_CLIENT, "ci");

    private static PathIdentity identity(
            String id, String provider, String kind, Optional<String> person, String... permissions) {
        return new PathIdentity(
                id,
                provider,
                kind,
                true,
                permissions.length == 0
                        ? List.of()
                        : List.of(new PathGrant("g", List.of(permissions), person, Optional.empty(), true)),
                List.of(),
                List.of());
    }

    private static PathIdentity app(String id, String provider, String... permissions) {
        return identity(id, provider, "app", Optional.empty(), permissions);
    }

    private static PathIdentity owned(PathIdentity one, String... owners) {
        return new PathIdentity(
                one.id(),
                one.name(),
                one.provider(),
                one.kind(),
                one.active(),
                one.grants(),
                List.of(owners),
                one.credentials());
    }

    private static PathIdentity holding(PathIdentity one, String credential, String place) {
        return new PathIdentity(
                one.id(),
                one.name(),
                one.provider(),
                one.kind(),
                one.active(),
                one.grants(),
                one.owners(),
                List.of(new PathCredential(credential, Optional.of(place), true)));
    }

    private static PathIdentity crown() {
        return identity("crown", "aws", "role", Optional.empty(), "AdministratorAccess");
    }

    /** The paths that a change opened, with everything that the finding about them states. */
    private record Opened(
            OpenedPaths opening, IdentityId about, String change, String cause, Instant at, String otherName) {
        List<String> texts() {
            Finding finding = PathFindings.of(
                    opening, about, change, cause, at, Map.of("other", otherName), KnownOrUnknown.unknown(), at);
            List<String> texts = new ArrayList<>(finding.reasons());
            texts.add(finding.headline());
            texts.addAll(finding.after());
            texts.add(finding.advice());
            return texts;
        }
    }

    private static Opened opened(List<String> sources, List<String> cut) {
        return new Opened(
                new OpenedPaths(
                        "payments",
                        sources,
                        List.of(
                                new PathStep("ci", "github:deploy", "contents:write", "ci can change github:deploy."),
                                new PathStep("github:deploy", "crown", "trust", "github:deploy becomes crown.")),
                        cut),
                CI,
                "ci received contents:write.",
                "row",
                NOW,
                "Other");
    }

    private record Changed(Optional<PathIdentity> before, Optional<PathIdentity> after, String ownerName) {
        List<String> texts() {
            return List.of(PathFindings.change(before, after, Map.of("ana", ownerName)));
        }
    }

    private record AccountChanged(Optional<PathAccount> before, PathAccount after, String name) {
        List<String> texts() {
            return List.of(PathFindings.change(
                    before, after, Map.of("github-acme/ana", name, "okta-acme/oauth-client/chat", "Chat")));
        }
    }

    private static PathAccount account(String... roles) {
        return new PathAccount(
                "github-acme/roles/ana", "ana@acme.test", "ana", true, Set.of(roles), true, Optional.empty());
    }

    private static PathAccount assigned(String app) {
        return new PathAccount(
                "github-acme/assigned/chat/ana",
                "github-acme/assigned/chat/ana",
                "ana",
                true,
                Set.of(),
                false,
                Optional.empty(),
                Set.of(),
                Set.of(app));
    }

    /** A row about an account that no longer counts. */
    private record Ended(String row) {
        List<String> texts() {
            return List.of(PathFindings.ended(PersonId.parse(row)));
        }
    }

    /** The identities of a company, from which the names of the grants to revoke are derived. */
    private record Cut(List<PathIdentity> identities) {
        List<String> texts() {
            return PathChanges.examine(
                            PathRules.standard(),
                            Map.of(),
                            new PathTenant("acme", identities, List.of(), List.of()),
                            "ci")
                    .openings()
                    .stream()
                    .flatMap(opening -> opening.cut().stream())
                    .toList();
        }
    }

    @Test
    void statesOnlyFactsOfTheCompany() {
        SentenceReview review = new SentenceReview(
                        SentenceTemplates.withConstantsIn(Stream.of("PathFindings.java", "PathChanges.java")
                                .map(SOURCES::resolve)
                                .toList()))
                .without(
                        "Not collected, so not part of the path: ….", "what no provider shows: the same for every path")
                .without(
                        "Grantkeeper found no set of … or fewer grants whose revocation closes the path: change an owner or a role.",
                        "the limit of the search: the same for every path")
                .without(
                        "The path follows from what the permissions, roles and owners on it allow; Grantkeeper has not tried the path.",
                        "the assumption of every path");
        findings(review);
        assertThat(review.problems()).isEmpty();
    }

    private static void findings(SentenceReview review) {
        review.scene("itself", opened(List.of(CI.toString()), List.of("contents:write from ci")), Opened::texts)
                .scene("itself and another", opened(List.of(CI.toString(), "other"), List.of("a", "b")), Opened::texts)
                .scene(
                        "another",
                        opened(List.of("other"), List.of()),
                        Opened::texts,
                        List.of(opened(List.of("other"), List.of("a"))))
                .scene(
                        "an identity of which nothing is known",
                        new Changed(Optional.empty(), Optional.empty(), "Ana"),
                        Changed::texts,
                        List.of(new Changed(Optional.of(app("ci", "github")), Optional.empty(), "Ana")))
                .scene(
                        "itself and others",
                        opened(List.of(CI.toString(), "other", "b", "c", "d", "e", "f", "g"), List.of()),
                        Opened::texts)
                .scene("others", opened(List.of("other", "b", "c", "d", "e", "f", "g"), List.of("a")), Opened::texts)
                .scene(
                        "an identity that ended",
                        new Changed(Optional.of(app("ci", "github")), Optional.empty(), "Ana"),
                        Changed::texts)
                .scene(
                        "an identity that received access",
                        new Changed(
                                Optional.of(app("ci", "github")),
                                Optional.of(app("ci", "github", "contents:write")),
                                "Ana"),
                        Changed::texts)
                .scene(
                        "an identity with an owner",
                        new Changed(
                                Optional.of(app("ci", "github")),
                                Optional.of(owned(app("ci", "github"), "ana")),
                                "Ana"),
                        Changed::texts)
                .scene(
                        "an identity that reaches further",
                        new Changed(Optional.of(app("ci", "github")), Optional.of(app("ci", "github")), "Ana"),
                        Changed::texts)
                .scene(
                        "an account",
                        new AccountChanged(Optional.of(account()), account("owner"), "Ana"),
                        AccountChanged::texts)
                .scene(
                        "an account that was assigned to an app",
                        new AccountChanged(Optional.empty(), assigned("okta-acme/oauth-client/chat"), "Ana"),
                        AccountChanged::texts)
                .scene(
                        "an assignment that ended",
                        new Ended("github-acme/assigned/chat/ana"),
                        Ended::texts,
                        List.of(new Ended("github-acme/ana")))
                .scene(
                        "an account that ended",
                        new Ended("github-acme/ana"),
                        Ended::texts,
                        List.of(new Ended("github-acme/assigned/chat/ana")))
                .scene(
                        "an account that exists",
                        new AccountChanged(Optional.empty(), account(), "Ana"),
                        AccountChanged::texts)
                .scene(
                        "a cut",
                        new Cut(List.of(
                                app("ci", "github", "contents:write", "a:read", "b:read", "c:read", "d:read"),
                                holding(crown(), "key-1", "github:deploy"))),
                        Cut::texts);
    }
}
