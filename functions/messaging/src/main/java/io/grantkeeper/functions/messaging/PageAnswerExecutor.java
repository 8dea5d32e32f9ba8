package io.grantkeeper.functions.messaging;

import io.grantkeeper.functions.observability.FunctionLoggers;
import io.grantkeeper.functions.runtime.ExceptionSummary;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.work.AnswerWork;
import io.grantkeeper.identity.work.WorkQueue;
import io.grantkeeper.owners.answers.AnswerExecutor;
import io.grantkeeper.owners.answers.RevocationPreview;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Carries out answers that people give on pages: immediately, while they wait for the page, or through the queue if
 * that fails. No failure in this class prevents a page from being shown.
 */
public final class PageAnswerExecutor {
    private static final List<String> NOT_NOW = List.of(
            "Grantkeeper cannot show right now what would be revoked. Try again in a minute, or answer anyway: your answer"
                    + " is carried out either way.");

    private final Logger log = FunctionLoggers.of(PageAnswerExecutor.class);
    private final AnswerExecutor executor;
    private final QuestionStore questions;
    private final WorkQueue<AnswerWork> queue;

    public PageAnswerExecutor(AnswerExecutor executor, QuestionStore questions, WorkQueue<AnswerWork> queue) {
        this.executor = executor;
        this.questions = questions;
        this.queue = queue;
    }

    /**
     * Returns the effects that an answer would have at the provider. The preview's summary always has at least one
     * sentence, even if the effect cannot be determined now.
     */
    public RevocationPreview preview(TenantId tenant, String question, OwnerAnswer answer) {
        try {
            RevocationPreview preview = executor.preview(tenant, question, answer);
            return preview.summary().isEmpty() && preview.details().isEmpty()
                    ? new RevocationPreview(List.of("It no longer has any access."), List.of())
                    : preview;
        } catch (RuntimeException e) {
            log.log(Level.WARNING, "the preview of an answer cannot be shown: {0}", ExceptionSummary.describe(e));
            return new RevocationPreview(NOT_NOW, List.of());
        }
    }

    /**
     * Carries out the answer to a question and returns the question in its resulting state. If this fails, the queue
     * and the scheduled runs of {@code escalate} retry it.
     */
    public OwnerQuestion carryOut(TenantId tenant, OwnerQuestion question) {
        try {
            var _ = executor.carryOut(tenant, question.id(), recordedAnswer(question));
        } catch (RuntimeException e) {
            log.log(Level.WARNING, "an answer is queued to be carried out later: {0}", ExceptionSummary.describe(e));
            enqueue(tenant, question.id(), Optional.empty());
        }
        // Read the question after a failure too: the function may have done more than it reported.
        return questions.find(tenant, question.id()).orElse(question);
    }

    /**
     * Returns the answer that was recorded for a question. A question without an answer was passed on and is open
     * again, so its answer was "not mine".
     */
    private static OwnerAnswer recordedAnswer(OwnerQuestion question) {
        return question.conclusion().flatMap(QuestionOutcome::answer).orElse(OwnerAnswer.NOT_MINE);
    }

    public void enqueue(TenantId tenant, String question, Optional<String> replyTo) {
        queue.send(new AnswerWork(tenant, question, replyTo), Duration.ZERO);
    }
}
