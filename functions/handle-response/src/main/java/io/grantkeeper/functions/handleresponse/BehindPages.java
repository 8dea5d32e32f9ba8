package io.grantkeeper.functions.handleresponse;

import io.grantkeeper.answers.Settling;
import io.grantkeeper.functions.observe.Logs;
import io.grantkeeper.functions.runtime.Failures;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.Answer;
import io.grantkeeper.identity.question.Conclusion;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.work.AnswerWork;
import io.grantkeeper.identity.work.WorkQueue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What happens behind a page: at once for a reader who wants to see it, else through the queue. Nothing in here keeps a page
 * from coming.
 */
final class BehindPages {
    private static final List<String> NOT_NOW = List.of(
            "What would be taken away cannot be shown right now. Try again in a minute, or answer without it: your answer"
                    + " takes away what it is meant to all the same.");

    private final Logger log = Logs.of(BehindPages.class);
    private final Settling settling;
    private final QuestionStore questions;
    private final WorkQueue<AnswerWork> queue;

    BehindPages(Settling settling, QuestionStore questions, WorkQueue<AnswerWork> queue) {
        this.settling = settling;
        this.questions = questions;
        this.queue = queue;
    }

    /** What an answer would take away, or that this cannot be told now; one sentence each, never none. */
    List<String> preview(TenantId tenant, String question, Answer answer) {
        try {
            List<String> preview = settling.preview(tenant, question, answer);
            return preview.isEmpty() ? List.of("It holds nothing any more.") : preview;
        } catch (RuntimeException e) {
            log.log(Level.WARNING, "what an answer takes away is not shown: {0}", Failures.describe(e));
            return NOT_NOW;
        }
    }

    /** The question as it stands afterwards. What fails now is tried again by the queue and the clock. */
    Question carryOut(TenantId tenant, Question question) {
        try {
            var _ = settling.carryOut(tenant, question.id(), kept(question));
        } catch (RuntimeException e) {
            log.log(Level.WARNING, "an answer is carried out later: {0}", Failures.describe(e));
            later(tenant, question.id(), Optional.empty());
        }
        // Also after a failure: whoever was called may have got further than it could say.
        return questions.find(tenant, question.id()).orElse(question);
    }

    /** A question that was passed on is open again, and its answer was "not mine". */
    private static Answer kept(Question question) {
        return question.conclusion().flatMap(Conclusion::answer).orElse(Answer.NOT_MINE);
    }

    void later(TenantId tenant, String question, Optional<String> replyTo) {
        queue.send(new AnswerWork(tenant, question, replyTo), Duration.ZERO);
    }
}
