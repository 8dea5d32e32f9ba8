package io.grantkeeper.rightsizing;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.rightsizing.Recommendation.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RightSizingTest {
    private final RightSizing rightSizing = RightSizing.standard();

    private Recommendation recommend(ApiProvider provider, String kind, List<String> granted, String... calls) {
        List<ObservedCall> observed = new ArrayList<>();
        for (String call : calls) {
            int space = call.indexOf(' ');
            observed.add(new ObservedCall(call.substring(0, Math.max(space, 0)), call.substring(space + 1)));
        }
        return rightSizing.recommend(new Usage(provider, Optional.of(kind), granted, observed, Coverage.ofDays(30)));
    }

    @Nested
    class WhatIsSurplus {
        @Test
        @DisplayName("a granted permission that is wider than needed is surplus, and the narrower one is missing")
        void widerThanNeeded() {
            Recommendation answer = recommend(
                    ApiProvider.MICROSOFT, "delegated", List.of("Mail.ReadWrite", "openid"), "GET /me/mailFolders");
            assertThat(answer.outcome()).isEqualTo(Outcome.COMPLETE);
            assertThat(answer.least()).containsExactly("Mail.ReadBasic");
            assertThat(answer.surplus()).containsExactly("Mail.ReadWrite");
            assertThat(answer.missing()).containsExactly("Mail.ReadBasic");
            assertThat(answer.notJudged()).containsExactly("openid");
        }

        @Test
        @DisplayName("a call whose query asks for content is not served by a scope for the basics")
        void contentByQuery() {
            String file = "https://www.googleapis.com/drive/v3/files/1aB";
            String message = "https://gmail.googleapis.com/gmail/v1/users/me/messages";
            assertThat(recommend(ApiProvider.GOOGLE, "oauth-scope", List.of(), "GET " + file + "?fields=name")
                            .least())
                    .containsExactly("https://www.googleapis.com/auth/drive.metadata.readonly");
            assertThat(recommend(ApiProvider.GOOGLE, "oauth-scope", List.of(), "GET " + file + "?alt=media")
                            .least())
                    .containsExactly("https://www.googleapis.com/auth/drive.readonly");
            for (String call : List.of("/18c?format=full", "/18c?fields=id&format=RAW", "?maxResults=5&q=from:ada")) {
                assertThat(recommend(ApiProvider.GOOGLE, "oauth-scope", List.of(), "GET " + message + call)
                                .least())
                        .as(call)
                        .containsExactly("https://www.googleapis.com/auth/gmail.readonly");
            }
            assertThat(recommend(
                                    ApiProvider.GOOGLE,
                                    "oauth-scope",
                                    List.of(),
                                    "GET " + message + "/18c?format=metadata")
                            .least())
                    .containsExactly("https://www.googleapis.com/auth/gmail.metadata");
        }

        @Test
        @DisplayName("nothing is called surplus while one call is not known")
        void unknownCall() {
            Recommendation answer = recommend(
                    ApiProvider.MICROSOFT,
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
        @DisplayName("a permission that only reads is named as doubtful for a call that changes something")
        void readingForAChange() {
            List<String> granted = List.of("Policy.ReadWrite.ConditionalAccess");
            Recommendation answer = recommend(
                    ApiProvider.MICROSOFT, "application", granted, "POST /identity/conditionalAccess/policies");
            assertThat(answer.least()).containsExactly("Policy.Read.All");
            assertThat(answer.notes()).anyMatch(note -> note.startsWith("Policy.Read.All only reads, and POST"));
            List<ObservedCall> calls = List.of(new ObservedCall("POST", "/identity/conditionalAccess/policies"));
            Usage usage =
                    new Usage(ApiProvider.MICROSOFT, Optional.of("application"), granted, calls, Coverage.ofDays(30));
            assertThat(rightSizing.recommend(usage, Caution.KEEP_CONTENT).least())
                    .containsExactly("Policy.ReadWrite.ConditionalAccess");
        }

        @Test
        @DisplayName("a question that is asked by POST is no change")
        void questionsByPost() {
            Recommendation answer = recommend(
                    ApiProvider.MICROSOFT, "delegated", List.of("Calendars.Read"), "POST /me/calendar/getSchedule");
            assertThat(answer.notes()).noneMatch(note -> note.contains("only reads"));
        }

        @Test
        @DisplayName("no use means no recommendation, and says so")
        void noUse() {
            Recommendation answer = recommend(ApiProvider.GITHUB, "app-permission", List.of("contents:write"));
            assertThat(answer.outcome()).isEqualTo(Outcome.NONE);
            assertThat(answer.least()).isEmpty();
            assertThat(answer.surplus()).isEmpty();
            assertThat(answer.sentence()).startsWith("No recommendation: no use was seen");
        }

        @Test
        @DisplayName("a kind without a published table gets no recommendation")
        void noTable() {
            Recommendation answer = recommend(ApiProvider.GITHUB, "oauth-scope", List.of("repo"), "GET /user/repos");
            assertThat(answer.outcome()).isEqualTo(Outcome.NONE);
            assertThat(answer.proof()).hasSize(1);
        }
    }

    @Nested
    class WhatIsLeast {
        @Test
        @DisplayName("one wider permission is taken where it replaces two at a smaller sum")
        void writeCoversRead() {
            Recommendation answer = recommend(
                    ApiProvider.GITHUB,
                    "app-permission",
                    List.of("contents:write", "administration:write"),
                    "GET /repos/acme/app/commits",
                    "PUT /repos/acme/app/contents/README.md");
            assertThat(answer.least()).containsExactly("contents:write");
            assertThat(answer.levels()).isEqualTo(2);
            assertThat(answer.surplus()).containsExactly("administration:write");
        }

        @Test
        @DisplayName("one of several permissions is enough where the vendor says so")
        void alternatives() {
            Recommendation answer = recommend(
                    ApiProvider.GITHUB,
                    "app-permission",
                    List.of("issues:write", "pull_requests:write"),
                    "POST /repos/acme/app/issues/7/comments",
                    "POST /repos/acme/app/pulls");
            assertThat(answer.least()).containsExactly("pull_requests:write");
            assertThat(answer.surplus()).containsExactly("issues:write");
        }

        @Test
        @DisplayName("who read Okta's campaigns and launched one needs to manage them, and needs no entitlements")
        void governance() {
            Recommendation answer = recommend(
                    ApiProvider.OKTA,
                    "oauth-scope",
                    List.of("okta.governance.accessCertifications.manage", "okta.governance.entitlements.manage"),
                    "GET /governance/api/v1/campaigns",
                    "POST /governance/api/v1/campaigns/icn1/launch");
            assertThat(answer.least()).containsExactly("okta.governance.accessCertifications.manage");
            assertThat(answer.surplus()).containsExactly("okta.governance.entitlements.manage");
            assertThat(recommend(
                                    ApiProvider.OKTA,
                                    "oauth-scope",
                                    List.of("okta.governance.accessCertifications.manage"),
                                    "GET /governance/api/v1/campaigns")
                            .least())
                    .containsExactly("okta.governance.accessCertifications.read");
        }

        @Test
        @DisplayName("permissions that are needed together are recommended together")
        void together() {
            assertThat(recommend(
                                    ApiProvider.OKTA,
                                    "oauth-scope",
                                    List.of(),
                                    "GET /api/v1/apps/0oa1/group-push/mappings")
                            .least())
                    .containsExactly("okta.apps.read", "okta.groups.read");
            assertThat(recommend(
                                    ApiProvider.GITHUB,
                                    "app-permission",
                                    List.of(),
                                    "PUT /repos/acme/app/contents/.github/workflows/ci.yml")
                            .least())
                    .containsExactly("contents:write", "workflows:write");
        }

        @Test
        @DisplayName("Google calls by method name and by path mix")
        void google() {
            Recommendation answer = recommend(
                    ApiProvider.GOOGLE,
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
        @DisplayName("the calls inside a batch are what counts")
        void batch() {
            Recommendation answer = rightSizing.recommend(new Usage(
                    ApiProvider.MICROSOFT,
                    Optional.of("delegated"),
                    List.of(),
                    List.of(new ObservedCall(
                            "POST",
                            "/v1.0/$batch",
                            List.of(new ObservedCall("GET", "/me/messages"), new ObservedCall("GET", "me/events")))),
                    Coverage.unknown()));
            assertThat(answer.outcome()).isEqualTo(Outcome.COMPLETE);
            assertThat(answer.least()).containsExactly("Calendars.ReadBasic", "Mail.ReadBasic");
            assertThat(answer.proof()).hasSize(3);
        }
    }

    @Test
    @DisplayName("order, case and repetition of calls and grants change nothing")
    void isIndependentOfOrder() {
        List<LabelledCalls.LabelledCall> pool = LabelledCalls.ofKind(LabelledCalls.ofTable(), 'A');
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            List<ObservedCall> calls = new ArrayList<>();
            for (int n = 0; n < 10; n++) {
                calls.add(LabelledCalls.logged(pool.get(random.nextInt(pool.size())), random));
            }
            List<ObservedCall> shuffled = new ArrayList<>(calls);
            shuffled.add(calls.getFirst());
            Collections.shuffle(shuffled, random);
            assertThat(least(shuffled)).isEqualTo(least(calls));
        }
    }

    private List<String> least(List<ObservedCall> calls) {
        return rightSizing
                .recommend(new Usage(
                        ApiProvider.MICROSOFT, Optional.of("application"), List.of(), calls, Coverage.unknown()))
                .least();
    }
}
