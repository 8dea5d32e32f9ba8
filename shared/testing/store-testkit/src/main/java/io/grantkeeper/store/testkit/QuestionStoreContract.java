package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.ModelSamples.appId;
import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static io.grantkeeper.store.testkit.ModelSamples.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.question.RecipientRole;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.store.StorePage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link QuestionStore} must pass. */
@DisplayName("A question store")
public abstract class QuestionStoreContract {
    private static final IdentityId NOTES = appId("notes");
    private static final IdentityId MAILER = appId("mailer");

    private final TenantId tenant = freshTenant();

    protected abstract QuestionStore store();

    private static OwnerQuestion question(String id, IdentityId identity, Optional<String> campaign, int minute) {
        QuestionRecipient dana = QuestionRecipient.planned(
                "Dana", "dana@acme.example", RecipientRole.OWNER, List.of("you installed it"), minute(minute));
        return OwnerQuestion.about(id, identity, List.of("finding-1"), campaign, "state-1", dana, minute(minute));
    }

    private static OwnerQuestion question(String id, int minute) {
        return question(id, NOTES, Optional.empty(), minute);
    }

    /** Opens a question and records that its recipient was notified. */
    private OwnerQuestion openAndNotify(OwnerQuestion question) {
        store().open(tenant, question);
        QuestionRecipient told =
                question.current().withChannel("email", "dana@acme.example").notified(question.openedAt());
        return store().save(
                        tenant,
                        question.withVersion(1)
                                .withAsked(0, told)
                                .withNextAt(Optional.of(question.openedAt().plusSeconds(60))));
    }

    private OwnerQuestion answer(OwnerQuestion question, int minute) {
        QuestionOutcome end = QuestionOutcome.answered(
                OwnerAnswer.KEEP,
                "dana@acme.example",
                "email",
                minute(minute),
                Optional.of(minute(minute + 90)),
                "state-1");
        return store().save(tenant, question.concluded(end, Optional.empty()));
    }

    private List<String> due(Instant by) {
        return StorePage.readAll(from -> store().due(tenant, by, 2, from)).stream()
                .map(OwnerQuestion::id)
                .toList();
    }

    private List<String> waiting() {
        return StorePage.readAll(from -> store().waiting(tenant, 2, from)).stream()
                .map(OwnerQuestion::id)
                .toList();
    }

    @Test
    void storesOpenedQuestion() {
        OwnerQuestion question = question("q", 0);
        assertThat(store().open(tenant, question)).isTrue();
        assertThat(store().find(tenant, "q")).contains(question.withVersion(1));
        assertThat(store().find(tenant, "other")).isEmpty();
    }

    @Test
    void keepsFirstOfTwoQuestionsWithSameId() {
        store().open(tenant, question("q", 0));
        assertThat(store().open(tenant, question("q", 5))).isFalse();
        assertThat(store().find(tenant, "q")).map(OwnerQuestion::openedAt).contains(minute(0));
    }

    @Test
    void rejectsWriteBasedOnOldVersion() {
        OwnerQuestion told = openAndNotify(question("q", 0));
        answer(told, 1);
        assertThatThrownBy(() -> answer(told, 2)).isInstanceOf(ConcurrentWriteException.class);
        assertThatThrownBy(() -> store().save(tenant, question("never-opened", 0)))
                .isInstanceOf(ConcurrentWriteException.class);
        assertThat(store().find(tenant, "q").flatMap(OwnerQuestion::conclusion))
                .map(QuestionOutcome::at)
                .contains(minute(1));
    }

    @Test
    void storesRecipientsAndAnswers() {
        OwnerQuestion ended = answer(openAndNotify(question("q", 0)), 1);
        assertThat(store().find(tenant, "q")).contains(ended);
        assertThat(ended.version()).isEqualTo(3);
    }

    @Test
    void listsDueQuestions() {
        store().open(tenant, question("draft", 0));
        openAndNotify(question("late", 30));
        openAndNotify(question("early", 10));
        openAndNotify(question("middle", 20));
        assertThat(due(minute(10))).isEmpty();
        assertThat(due(minute(11))).containsExactly("early");
        assertThat(due(minute(60))).containsExactly("early", "middle", "late");
    }

    @Test
    void listsNotifiedButUnansweredQuestionsAsWaiting() {
        store().open(tenant, question("draft", 0));
        openAndNotify(question("second", 2));
        openAndNotify(question("first", 1));
        answer(openAndNotify(question("answered", 3)), 4);
        openAndNotify(question("third", 5));
        assertThat(waiting()).containsExactly("first", "second", "third");
    }

    @Test
    void listsQuestionsAboutIdentityNewestFirst() {
        store().open(tenant, question("old", NOTES, Optional.empty(), 1));
        store().open(tenant, question("other", MAILER, Optional.empty(), 2));
        store().open(tenant, question("new", NOTES, Optional.of("review-1"), 3));
        assertThat(store().byIdentity(tenant, NOTES))
                .extracting(OwnerQuestion::id)
                .containsExactly("new", "old");
    }

    @Test
    void listsOnlyQuestionsOfCampaign() {
        store().open(tenant, question("alert", NOTES, Optional.empty(), 1));
        store().open(tenant, question("n", NOTES, Optional.of("review-1"), 2));
        store().open(tenant, question("m", MAILER, Optional.of("review-1"), 3));
        store().open(tenant, question("elsewhere", MAILER, Optional.of("review-2"), 3));
        assertThat(StorePage.readAll(from -> store().byCampaign(tenant, "review-1", 1, from)))
                .extracting(OwnerQuestion::id)
                .containsExactly("m", "n");
    }

    @Test
    void listsQuestionsConcludedInPeriodNewestFirst() {
        for (int i = 0; i < 5; i++) {
            answer(openAndNotify(question("q" + i, i)), 10 + i);
        }
        assertThat(StorePage.readAll(from -> store().concluded(tenant, minute(11), minute(14), 2, from)))
                .extracting(OwnerQuestion::id)
                .containsExactly("q3", "q2", "q1");
    }

    @Test
    void separatesTenants() {
        openAndNotify(question("q", 0));
        TenantId other = freshTenant();
        assertThat(store().find(other, "q")).isEmpty();
        assertThat(store().due(other, minute(99), 9, Optional.empty()).items()).isEmpty();
        assertThat(store().byIdentity(other, NOTES)).isEmpty();
    }
}
