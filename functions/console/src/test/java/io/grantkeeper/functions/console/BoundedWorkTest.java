package io.grantkeeper.functions.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.question.RecipientRole;
import io.grantkeeper.identity.question.ReviewCampaign;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.policy.store.DecisionLog;
import io.grantkeeper.policy.store.RecordedDecision;
import io.grantkeeper.store.testkit.DecisionSamples;
import io.grantkeeper.store.testkit.ModelSamples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * No request reads more than a bounded number of rows, regardless of how much is stored, and a cursor reads the rest.
 */
class BoundedWorkTest extends ConsoleFixture {
    private List<String> all(String path, String member) {
        List<String> found = new ArrayList<>();
        String cursor = "";
        for (int requests = 0; requests < 100; requests++) {
            JsonNode page = json(get(ConsoleRole.ADMIN, path + (cursor.isEmpty() ? "" : "&cursor=" + cursor)));
            page.path("items").forEach(item -> found.add(item.path(member).asString("")));
            cursor = page.path("next").asString("");
            if (cursor.isEmpty()) {
                return found;
            }
        }
        throw new AssertionError("the list does not end");
    }

    private void decide(int count) {
        decisions.record(
                TENANT,
                IntStream.range(0, count)
                        .mapToObj(i -> DecisionSamples.decision("d" + i, -i))
                        .toList());
    }

    @Test
    void listsEachDecisionOnceNewestFirstEvenIfMoreAreMadeMeanwhile() {
        decide(450);
        JsonNode first = json(get(ConsoleRole.ADMIN, "/decisions?limit=7"));
        decisions.record(TENANT, List.of(DecisionSamples.decision("later", 1)));
        List<String> rest =
                all("/decisions?limit=120&cursor=" + first.path("next").asString("") + "&days=7", "id");
        assertThat(first.path("items").size()).isEqualTo(7);
        assertThat(first.path("items").path(0).path("id").asString("")).isEqualTo("d0");
        assertThat(rest)
                .containsExactlyElementsOf(
                        IntStream.range(7, 450).mapToObj(i -> "d" + i).toList());
    }

    @Test
    void searchesBoundedNumberOfDecisionsPerRequestAndResumesInNext() {
        decide(4_500);
        JsonNode first = json(get(ConsoleRole.ADMIN, "/decisions?q=nothing-has-this-name"));
        assertThat(first.path("items").size()).isZero();
        assertThat(first.path("next").asString("")).isNotEmpty();
        assertThat(all("/decisions?q=nothing-has-this-name", "id")).isEmpty();
    }

    @Test
    void refusesCursorThatServerDidNotIssue() {
        for (String text : List.of("", "x", "2026-03-01T00:00:00Z -1 ", "2026-03-01T00:00:00Z 0 no cursor", "a b c")) {
            assertThat(get(ConsoleRole.ADMIN, "/decisions?cursor=" + ApiListPage.encoded(text) + "A")
                            .getStatusCode())
                    .as(text)
                    .isEqualTo(400);
        }
        assertThat(get(ConsoleRole.ADMIN, "/reviews?cursor=" + ApiListPage.encoded("nothing"))
                        .getStatusCode())
                .isEqualTo(400);
        assertThat(get(ConsoleRole.ADMIN, "/reviews/agents-1?cursor=" + ApiListPage.encoded("nothing"))
                        .getStatusCode())
                .isEqualTo(400);
    }

    private void review(String id, int day, int size) {
        Instant start = ModelSamples.NOON.plus(Duration.ofDays(day));
        campaigns.open(
                TENANT,
                new ReviewCampaign(
                        id,
                        id,
                        "All",
                        start,
                        start.plus(Duration.ofDays(14)),
                        ReviewCampaign.Unanswered.FLAG,
                        Optional.empty(),
                        Optional.of(size),
                        Optional.empty(),
                        0));
        for (int i = 0; i < size; i++) {
            questions.open(
                    TENANT,
                    OwnerQuestion.about(
                            id + "-" + i,
                            ModelSamples.appId(id + "-" + i),
                            List.of(),
                            Optional.of(id),
                            "state",
                            QuestionRecipient.planned(
                                    "Dana", DANA_EMAIL, RecipientRole.OWNER, List.of("you installed it"), start),
                            start));
        }
    }

    @Test
    void countsAnswersOfReviewsUpToLimitAndContinuesOnNextPage() {
        review("first", 1, 1_200);
        review("second", 2, 1_500);
        review("huge", 3, 2_500);
        assertThat(all("/reviews?limit=10", "id")).containsExactly("huge", "second", "first", "agents-1");
        JsonNode first = json(get(ConsoleRole.ADMIN, "/reviews?limit=10"));
        assertThat(first.path("items").size()).isEqualTo(1);
        assertThat(first.path("items").path(0).path("answered").path("state").asString(""))
                .as("more questions than one request reads")
                .isEqualTo("unknown");
        JsonNode second = json(get(
                ConsoleRole.ADMIN,
                "/reviews?limit=10&cursor=" + first.path("next").asString("")));
        assertThat(second.path("items").size()).isEqualTo(1);
        assertThat(second.path("items").path(0).path("answered").path("value").asInt(-1))
                .isZero();
    }

    @Test
    void listsQuestionsOfReviewPageByPage() {
        JsonNode only = json(get(ConsoleRole.ADMIN, "/reviews/agents-1?limit=1"));
        assertThat(only.path("questions").size()).isEqualTo(1);
        assertThat(only.path("next").isNull()).isTrue();
        review("large", 1, 5);
        assertThat(json(get(ConsoleRole.ADMIN, "/reviews/large?limit=2"))
                        .path("next")
                        .asString(""))
                .isNotEmpty();
    }

    @Test
    void reusesPolicyEvaluationForOneMinute() {
        AtomicInteger evaluations = new AtomicInteger();
        LadderEvidenceCache assessments = new LadderEvidenceCache(clock, () -> {
            evaluations.incrementAndGet();
            return List.of();
        });
        assertThat(assessments.read()).contains(List.of());
        assertThat(assessments.read()).contains(List.of());
        assertThat(evaluations).hasValue(1);
        assessments.forget();
        assertThat(assessments.read()).isPresent();
        assertThat(evaluations).hasValue(2);
        clock.advance(LadderEvidenceCache.FRESH);
        assertThat(assessments.read()).isPresent();
        assertThat(evaluations).hasValue(3);
    }

    @Test
    void abortsEvaluationOfTooManyDecisions() {
        EndlessLog endless = new EndlessLog();
        DecisionLog bounded = LadderEvidenceCache.bounded(endless);
        LadderEvidenceCache assessments = new LadderEvidenceCache(clock, () -> {
            var _ = StorePage.readAll(next -> bounded.between(TENANT, Instant.EPOCH, clock.instant(), 500, next));
            return List.of();
        });
        assertThat(assessments.read()).isEmpty();
        assertThat(endless.read)
                .isBetween(LadderEvidenceCache.MOST_DECISIONS, LadderEvidenceCache.MOST_DECISIONS + 1_000);
        assertThat(assessments.read()).isEmpty();
        assertThat(endless.read).isLessThan(LadderEvidenceCache.MOST_DECISIONS + 1_001);
    }

    /** A log with more decisions than any request may read. */
    private static final class EndlessLog implements DecisionLog {
        private int read;

        @Override
        public StorePage<RecordedDecision> between(
                TenantId tenant, Instant from, Instant until, int limit, Optional<String> next) {
            read += limit;
            return new StorePage<>(
                    java.util.Collections.nCopies(limit, DecisionSamples.decision("d", 0)), Optional.of("more"));
        }

        @Override
        public StorePage<RecordedDecision> latest(
                TenantId tenant, Instant from, Instant until, int limit, Optional<String> next) {
            return between(tenant, from, until, limit, next);
        }

        @Override
        public void record(TenantId tenant, Collection<RecordedDecision> decisions) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<String> document(TenantId tenant, String id) {
            return Optional.empty();
        }
    }

    @Test
    void limitsExpensiveRequestsMoreStrictlyThanOtherRequests() {
        int accepted = 0;
        while (get(ConsoleRole.AUDITOR, "/exports/findings?format=csv").getStatusCode() == 200) {
            accepted++;
        }
        assertThat(accepted).isBetween(40, 60);
        assertThat(get(ConsoleRole.AUDITOR, "/findings").getStatusCode()).isEqualTo(200);
        assertThat(send(
                                "GET",
                                "/api/v1/exports/findings?format=csv",
                                Map.of("x-api-key", key(ConsoleRole.VIEWER)),
                                Optional.empty())
                        .getStatusCode())
                .as("another caller")
                .isEqualTo(200);
    }

    @Test
    void limitsRequestsThatReadWithheldAlertsLikeOtherExpensiveOnes() {
        int accepted = 0;
        while (get(ConsoleRole.AUDITOR, "/alerts").getStatusCode() == 200) {
            accepted++;
        }
        assertThat(accepted).isBetween(40, 60);
        assertThat(get(ConsoleRole.AUDITOR, "/records/alert-controls").getStatusCode())
                .isEqualTo(200);
        assertThat(get(ConsoleRole.AUDITOR, "/records/withheld-alerts").getStatusCode())
                .isEqualTo(429);
        int released = 0;
        while (post(ConsoleRole.RESPONDER, "/alerts/release", Optional.of("{}")).getStatusCode() == 200) {
            released++;
        }
        assertThat(released).isBetween(40, 60);
    }

    @Test
    void limitsRequestsThatComputePathsLikeOtherExpensiveOnes() {
        int accepted = 0;
        while (get(ConsoleRole.AUDITOR, "/records/path-exposure").getStatusCode() == 200) {
            accepted++;
        }
        assertThat(accepted).isBetween(40, 60);
        assertThat(get(ConsoleRole.AUDITOR, "/records/open-findings").getStatusCode())
                .isEqualTo(200);
    }
}
