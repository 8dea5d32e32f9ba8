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
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Has done what follows from an answer: at once for a page, whose reader wants to see it, else through the queue. */
final class CarryOut {
    private final Logger log = Logs.of(CarryOut.class);
    private final SettleAnswer settle;
    private final Escalation escalation;
    private final WorkQueue<AnswerWork> queue;
    private final Clock clock;

    CarryOut(SettleAnswer settle, Escalation escalation, WorkQueue<AnswerWork> queue, Clock clock) {
        this.settle = settle;
        this.escalation = escalation;
        this.queue = queue;
        this.clock = clock;
    }

    /** The question as it stands afterwards. What fails now is tried again by the queue and the clock. */
    Question now(TenantId tenant, Question question) {
        try {
            return carryOut(new AnswerWork(tenant, question.id(), Optional.empty()))
                    .orElse(question);
        } catch (RuntimeException e) {
            log.log(Level.WARNING, "an answer is carried out later: {0}", Failures.describe(e));
            later(tenant, question.id(), Optional.empty());
            return question;
        }
    }

    /** What waits for a provider's limit comes back by itself when there is room: no function sleeps that long. */
    Optional<Question> carryOut(AnswerWork work) {
        escalation.look(work.tenant(), work.question());
        Optional<Question> question = settle.settle(work.tenant(), work.question());
        question.filter(Question::isUnsettled)
                .flatMap(Question::nextAt)
                .map(at -> Duration.between(clock.instant(), at))
                .filter(Duration::isPositive)
                .ifPresent(wait -> queue.send(work, wait));
        return question;
    }

    void later(TenantId tenant, String question, Optional<String> replyTo) {
        queue.send(new AnswerWork(tenant, question, replyTo), Duration.ZERO);
    }
}
