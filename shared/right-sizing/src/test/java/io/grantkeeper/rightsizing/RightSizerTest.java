package io.grantkeeper.rightsizing;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.rightsizing.RightSizingRecommendation.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RightSizerTest {
    private final RightSizer rightSizing = RightSizer.standard();

    private RightSizingRecommendation recommend(
            PermissionTableProvider provider, String kind, List<String> granted, String... calls) {
        List<ObservedCall> observed = new ArrayList<>();
        for (String call : calls) {
            int space = call.indexOf(' ');
            observed.add(new ObservedCall(call.substring(0, Math.max(space, 0)), call.substring(space + 1)));
        }
        return rightSizing.recommend(
                new ObservedUsage(provider, Optional.of(kind), granted, observed, UsageCoverage.ofDays(30)));
    }

    @Nested
    class WhatIsSurplus {
        @Test
        @DisplayName(
                "reports a granted permission that is wider than needed as surplus, and the narrower one as missing")
        void reportsWiderPermissionAsSurplusAndNarrowerOneAsMissing() {
            RightSizingRecommendation answer = recommend(
                    PermissionTableProvider.MICROSOFT,
                    "delegated",
                    List.of("Mail.ReadWrite", "openid"),
                    "GET /me/mailFolders");
            assertThat(answer.outcome()).isEqualTo(Outcome.COMPLETE);
            assertThat(answer.least()).containsExactly("Mail.ReadBasic");
            assertThat(answer.surplus()).containsExactly("Mail.ReadWrite");
            assertThat(answer.missing()).containsExactly("Mail.ReadBasic");
            assertThat(answer.notJudged()).containsExactly("openid");
        }

        @Test
        @DisplayName("a scope for basic facts does not serve a call whose query requests content")
        void recommendsContentScopeIfQueryRequestsContent() {
            String file = "https://www.googleapis.com/drive/v3/files/1aB";
            String message = "https://gmail.googleapis.com/gmail/v1/users/me/messages";
            assertThat(recommend(
                                    PermissionTableProvider.GOOGLE,
                                    "oauth-scope",
                                    List.of(),
                                    "GET " + file + "?fields=name")
                            .least())
                    .containsExactly("https://www.googleapis.com/auth/drive.metadata.readonly");
            assertThat(recommend(PermissionTableProvider.GOOGLE, "oauth-scope", List.of(), "GET " + file + "?alt=media")
                            .least())
                    .containsExactly("https://www.googleapis.com/auth/drive.readonly");
            for (String call : List.of("/18c?format=full", "/18c?fields=id&format=RAW", "?maxResults=5&q=from:ada")) {
                assertThat(recommend(PermissionTableProvider.GOOGLE, "oauth-scope", List.of(), "GET " + message + call)
                                .least())
                        .as(call)
                        .containsExactly("https://www.googleapis.com/auth/gmail.readonly");
            }
            assertThat(recommend(
                                    PermissionTableProvider.GOOGLE,
                                    "oauth-scope",
                                    List.of(),
                                    "GET " + message + "/18c?format=metadata")
                            .least())
                    .containsExactly("https://www.googleapis.com/auth/gmail.metadata");
        }

        @Test
        @DisplayName("reports no surplus while a call is unknown")
        void reportsNoSurplusIfCallIsUnknown() {
            RightSizingRecommendation answer = recommend(
                    PermissionTableProvider.MICROSOFT,
                    "delegated",
                    List.of("Mail.Read", "Files.Read"),
                    "GET /me/messages",
                    "GET /me/inventedThings");
            assertThat(answer.outcome()).isEqualTo(Outcome.PARTIAL);
            assertThat(answer.surplus()).isEmpty();
            assertThat(answer.unproven()).contains("Files.Read");
            assertThat(answer.sentence()).contains("1 call is not in the provider's table");
        }

        @Test
        @DisplayName("flags a read-only permission that is recommended for a call that changes something")
        void flagsReadOnlyPermissionRecommendedForCallThatChangesData() {
            List<String> granted = List.of("Policy.ReadWrite.ConditionalAccess");
            RightSizingRecommendation answer = recommend(
                    PermissionTableProvider.MICROSOFT,
                    "application",
                    granted,
                    "POST /identity/conditionalAccess/policies");
            assertThat(answer.least()).containsExactly("Policy.Read.All");
            assertThat(answer.notes()).anyMatch(note -> note.startsWith("Policy.Read.All is read-only, but POST"));
            List<ObservedCall> calls = List.of(new ObservedCall("POST", "/identity/conditionalAccess/policies"));
            ObservedUsage usage = new ObservedUsage(
                    PermissionTableProvider.MICROSOFT,
                    Optional.of("application"),
                    granted,
                    calls,
                    UsageCoverage.ofDays(30));
            assertThat(rightSizing
                            .recommend(usage, RightSizingAssumptions.KEEP_CONTENT)
                            .least())
                    .containsExactly("Policy.ReadWrite.ConditionalAccess");
        }

        @Test
        @DisplayName("does not treat a query sent by POST as a change")
        void doesNotTreatQuerySentByPostAsChange() {
            RightSizingRecommendation answer = recommend(
                    PermissionTableProvider.MICROSOFT,
                    "delegated",
                    List.of("Calendars.Read"),
                    "POST /me/calendar/getSchedule");
            assertThat(answer.notes()).noneMatch(note -> note.contains("only reads"));
        }

        @Test
        @DisplayName("makes no recommendation without usage, and says so")
        void makesNoRecommendationWithoutUsage() {
            RightSizingRecommendation answer =
                    recommend(PermissionTableProvider.GITHUB, "app-permission", List.of("contents:write"));
            assertThat(answer.outcome()).isEqualTo(Outcome.NONE);
            assertThat(answer.least()).isEmpty();
            assertThat(answer.surplus()).isEmpty();
            assertThat(answer.sentence()).startsWith("No recommendation: no usage was observed");
        }

        @Test
        @DisplayName("makes no recommendation for a kind without a published table")
        void makesNoRecommendationWithoutPermissionTable() {
            RightSizingRecommendation answer =
                    recommend(PermissionTableProvider.GITHUB, "oauth-scope", List.of("repo"), "GET /user/repos");
            assertThat(answer.outcome()).isEqualTo(Outcome.NONE);
            assertThat(answer.proof()).hasSize(1);
        }
    }

    @Nested
    class WhatIsLeast {
        @Test
        @DisplayName("recommends one wider permission in place of two if their sum is smaller")
        void recommendsOneWiderPermissionInPlaceOfTwo() {
            RightSizingRecommendation answer = recommend(
                    PermissionTableProvider.GITHUB,
                    "app-permission",
                    List.of("contents:write", "administration:write"),
                    "GET /repos/acme/app/commits",
                    "PUT /repos/acme/app/contents/README.md");
            assertThat(answer.least()).containsExactly("contents:write");
            assertThat(answer.levels()).isEqualTo(2);
            assertThat(answer.surplus()).containsExactly("administration:write");
        }

        @Test
        @DisplayName("recommends one of several alternatives if the vendor accepts any of them")
        void recommendsOnlyOneOfSeveralAlternativePermissions() {
            RightSizingRecommendation answer = recommend(
                    PermissionTableProvider.GITHUB,
                    "app-permission",
                    List.of("issues:write", "pull_requests:write"),
                    "POST /repos/acme/app/issues/7/comments",
                    "POST /repos/acme/app/pulls");
            assertThat(answer.least()).containsExactly("pull_requests:write");
            assertThat(answer.surplus()).containsExactly("issues:write");
        }

        @Test
        @DisplayName("needs the manage scope but no entitlements for reading and launching Okta campaigns")
        void recommendsNarrowestScopeForOktaCampaignCalls() {
            RightSizingRecommendation answer = recommend(
                    PermissionTableProvider.OKTA,
                    "oauth-scope",
                    List.of("okta.governance.accessCertifications.manage", "okta.governance.entitlements.manage"),
                    "GET /governance/api/v1/campaigns",
                    "POST /governance/api/v1/campaigns/icn1/launch");
            assertThat(answer.least()).containsExactly("okta.governance.accessCertifications.manage");
            assertThat(answer.surplus()).containsExactly("okta.governance.entitlements.manage");
            assertThat(recommend(
                                    PermissionTableProvider.OKTA,
                                    "oauth-scope",
                                    List.of("okta.governance.accessCertifications.manage"),
                                    "GET /governance/api/v1/campaigns")
                            .least())
                    .containsExactly("okta.governance.accessCertifications.read");
        }

        @Test
        @DisplayName("recommends permissions together if they are required together")
        void recommendsPermissionsThatAreRequiredTogether() {
            assertThat(recommend(
                                    PermissionTableProvider.OKTA,
                                    "oauth-scope",
                                    List.of(),
                                    "GET /api/v1/apps/0oa1/group-push/mappings")
                            .least())
                    .containsExactly("okta.apps.read", "okta.groups.read");
            assertThat(recommend(
                                    PermissionTableProvider.GITHUB,
                                    "app-permission",
                                    List.of(),
                                    "PUT /repos/acme/app/contents/.github/workflows/ci.yml")
                            .least())
                    .containsExactly("contents:write", "workflows:write");
        }

        @Test
        @DisplayName("accepts Google method names and paths together")
        void acceptsGoogleMethodNamesAndPaths() {
            RightSizingRecommendation answer = recommend(
                    PermissionTableProvider.GOOGLE,
                    "oauth-scope",
                    List.of("https://mail.google.com/", "https://www.googleapis.com/auth/drive"),
                    " gmail.users.messages.list",
                    "GET https://www.googleapis.com/drive/v3/files?q=x");
            assertThat(answer.least())
                    .containsExactly(
                            "https://www.googleapis.com/auth/drive.metadata.readonly",
                            "https://www.googleapis.com/auth/gmail.metadata");
            assertThat(answer.surplus()).hasSize(2);
        }

        @Test
        @DisplayName("counts the calls inside a batch")
        void countsCallsInsideBatch() {
            RightSizingRecommendation answer = rightSizing.recommend(new ObservedUsage(
                    PermissionTableProvider.MICROSOFT,
                    Optional.of("delegated"),
                    List.of(),
                    List.of(new ObservedCall(
                            "POST",
                            "/v1.0/$batch",
                            List.of(new ObservedCall("GET", "/me/messages"), new ObservedCall("GET", "me/events")))),
                    UsageCoverage.unknown()));
            assertThat(answer.outcome()).isEqualTo(Outcome.COMPLETE);
            assertThat(answer.least()).containsExactly("Calendars.ReadBasic", "Mail.ReadBasic");
            assertThat(answer.proof()).hasSize(3);
        }
    }

    /** Tests that order, case and repetition of calls do not matter. */
    @Property(seed = "5", tries = 300)
    void ignoresOrderAndRepetitionOfCalls(@ForAll("calls") List<ObservedCall> calls, @ForAll Random order) {
        List<ObservedCall> shuffled = new ArrayList<>(calls);
        shuffled.add(calls.getFirst());
        Collections.shuffle(shuffled, order);
        assertThat(least(shuffled)).isEqualTo(least(calls));
    }

    @Provide
    Arbitrary<List<ObservedCall>> calls() {
        return Combinators.combine(
                        Arbitraries.of(LabeledCalls.ofKind(LabeledCalls.ofTable(), 'A')), Arbitraries.randoms())
                .as(LabeledCalls::logged)
                .list()
                .ofMinSize(1)
                .ofMaxSize(10);
    }

    private List<String> least(List<ObservedCall> calls) {
        return rightSizing
                .recommend(new ObservedUsage(
                        PermissionTableProvider.MICROSOFT,
                        Optional.of("application"),
                        List.of(),
                        calls,
                        UsageCoverage.unknown()))
                .least();
    }
}
