package io.grantkeeper.functions.handleresponse;

import io.grantkeeper.alerts.Escalation;
import io.grantkeeper.answers.SettleAnswer;
import io.grantkeeper.functions.observe.Logs;
import io.grantkeeper.functions.runtime.Failures;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.identity.work.AnswerWork;
import io.grantkeeper.identity.work.WorkQueue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;

/** Has done what follows from an answer: at once for a page, whose reader wants to see it, else through the queue. */
final class CarryOut {
    private final Logger log = Logs.of(CarryOut.class);
    private final SettleAnswer settle;
    private final Escalation escalation;
    private final WorkQueue<AnswerWork> queue;

    CarryOut(SettleAnswer settle, Escalation escalation, WorkQueue<AnswerWork> queue) {
        this.settle = settle;
        this.escalation = escalation;
        this.queue = queue;
    }

    /** The question as it stands afterwards. What fails now is tried again by the queue and the clock. */
    Question now(TenantId tenant, Question question) {
        try {
            escalation.look(tenant, question.id());
            return settle.settle(tenant, question.id()).orElse(question);
        } catch (RuntimeException e) {
            log.log(Level.WARNING, "an answer is carried out later: {0}", Failures.describe(e));
            later(tenant, question.id(), Optional.empty());
            return question;
        }
    }

    void later(TenantId tenant, String question, Optional<String> replyTo) {
        queue.send(new AnswerWork(tenant, question, replyTo), Duration.ZERO);
    }
}
