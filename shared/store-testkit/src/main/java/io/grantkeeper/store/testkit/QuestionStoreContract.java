package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.Samples.appId;
import static io.grantkeeper.store.testkit.Samples.freshTenant;
import static io.grantkeeper.store.testkit.Samples.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.Answer;
import io.grantkeeper.identity.question.Asked;
import io.grantkeeper.identity.question.AskedAs;
import io.grantkeeper.identity.question.Conclusion;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.identity.store.LostRaceException;
import io.grantkeeper.identity.store.QuestionStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link QuestionStore} does. */
@DisplayName("A question store")
public abstract class QuestionStoreContract {
    private static final IdentityId NOTES = appId("notes");
    private static final IdentityId MAILER = appId("mailer");

    private final TenantId tenant = freshTenant();

    protected abstract QuestionStore store();

    private static Question question(String id, IdentityId identity, Optional<String> campaign, int minute) {
        Asked dana =
                Asked.planned("Dana", "dana@acme.example", AskedAs.OWNER, List.of("you installed it"), minute(minute));
        return Question.about(id, identity, List.of("finding-1"), campaign, "state-1", dana, minute(minute));
    }

    private static Question question(String id, int minute) {
        return question(id, NOTES, Optional.empty(), minute);
    }

    /** Opened, and told at once. */
    private Question told(Question question) {
        store().open(tenant, question);
        Asked told = question.current().through("email", "dana@acme.example").told(question.openedAt());
        return store().save(
                        tenant,
                        question.withVersion(1)
                                .withAsked(0, told)
                                .withNextAt(Optional.of(question.openedAt().plusSeconds(60))));
    }

    private Question answered(Question question, int minute) {
        Conclusion end = Conclusion.answered(
                Answer.KEEP, "dana@acme.example", "email", minute(minute), Optional.of(minute(minute + 90)), "state-1");
        return store().save(tenant, question.concluded(end, Optional.empty()));
    }

    private List<String> due(Instant by) {
        return Slices.all(from -> store().due(tenant, by, 2, from)).stream()
                .map(Question::id)
                .toList();
    }

    private List<String> waiting() {
        return Slices.all(from -> store().waiting(tenant, 2, from)).stream()
                .map(Question::id)
                .toList();
    }

    @Test
    void keepsAQuestionAsItWasOpened() {
        Question question = question("q", 0);
        assertThat(store().open(tenant, question)).isTrue();
        assertThat(store().find(tenant, "q")).contains(question.withVersion(1));
        assertThat(store().find(tenant, "other")).isEmpty();
    }

    @Test
    void keepsTheFirstOfTwoWithOneId() {
        store().open(tenant, question("q", 0));
        assertThat(store().open(tenant, question("q", 5))).isFalse();
        assertThat(store().find(tenant, "q")).map(Question::openedAt).contains(minute(0));
    }

    @Test
    void writesOverNothingThatWasNotRead() {
        Question told = told(question("q", 0));
        answered(told, 1);
        assertThatThrownBy(() -> answered(told, 2)).isInstanceOf(LostRaceException.class);
        assertThatThrownBy(() -> store().save(tenant, question("never-opened", 0)))
                .isInstanceOf(LostRaceException.class);
        assertThat(store().find(tenant, "q").flatMap(Question::conclusion))
                .map(Conclusion::at)
                .contains(minute(1));
    }

    @Test
    void keepsWhoWasAskedAndWhatTheySaid() {
        Question ended = answered(told(question("q", 0)), 1);
        assertThat(store().find(tenant, "q")).contains(ended);
        assertThat(ended.version()).isEqualTo(3);
    }

    @Test
    void listsAsDueWhatTheClockHasToLookAt() {
        store().open(tenant, question("draft", 0));
        told(question("late", 30));
        told(question("early", 10));
        told(question("middle", 20));
        assertThat(due(minute(10))).isEmpty();
        assertThat(due(minute(11))).containsExactly("early");
        assertThat(due(minute(60))).containsExactly("early", "middle", "late");
    }

    @Test
    void listsAsWaitingWhatWasToldAndNotAnswered() {
        store().open(tenant, question("draft", 0));
        told(question("second", 2));
        told(question("first", 1));
        answered(told(question("answered", 3)), 4);
        told(question("third", 5));
        assertThat(waiting()).containsExactly("first", "second", "third");
    }

    @Test
    void listsWhatWasAskedAboutAnIdentityNewestFirst() {
        store().open(tenant, question("old", NOTES, Optional.empty(), 1));
        store().open(tenant, question("other", MAILER, Optional.empty(), 2));
        store().open(tenant, question("new", NOTES, Optional.of("review-1"), 3));
        assertThat(store().of(tenant, NOTES)).extracting(Question::id).containsExactly("new", "old");
    }

    @Test
    void listsTheQuestionsOfACampaignOnly() {
        store().open(tenant, question("alert", NOTES, Optional.empty(), 1));
        store().open(tenant, question("n", NOTES, Optional.of("review-1"), 2));
        store().open(tenant, question("m", MAILER, Optional.of("review-1"), 3));
        store().open(tenant, question("elsewhere", MAILER, Optional.of("review-2"), 3));
        assertThat(Slices.all(from -> store().ofCampaign(tenant, "review-1", 1, from)))
                .extracting(Question::id)
                .containsExactly("m", "n");
    }

    @Test
    void listsWhatEndedInAPeriodNewestFirst() {
        for (int i = 0; i < 5; i++) {
            answered(told(question("q" + i, i)), 10 + i);
        }
        assertThat(Slices.all(from -> store().concluded(tenant, minute(11), minute(14), 2, from)))
                .extracting(Question::id)
                .containsExactly("q3", "q2", "q1");
    }

    @Test
    void keepsTenantsApart() {
        told(question("q", 0));
        TenantId other = freshTenant();
        assertThat(store().find(other, "q")).isEmpty();
        assertThat(store().due(other, minute(99), 9, Optional.empty()).items()).isEmpty();
        assertThat(store().of(other, NOTES)).isEmpty();
    }
}
