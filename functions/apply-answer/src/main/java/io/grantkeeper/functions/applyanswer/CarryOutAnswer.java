package io.grantkeeper.functions.applyanswer;

import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.work.AnswerWork;
import io.grantkeeper.identity.work.WorkQueue;
import io.grantkeeper.owners.alerts.EscalateQuestions;
import io.grantkeeper.owners.answers.ApplyAnswer;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Carries out answers, whether they arrive through the answer queue or from a page. */
final class CarryOutAnswer {
    private final ApplyAnswer settle;
    private final EscalateQuestions escalation;
    private final WorkQueue<AnswerWork> queue;
    private final Clock clock;

    CarryOutAnswer(ApplyAnswer settle, EscalateQuestions escalation, WorkQueue<AnswerWork> queue, Clock clock) {
        this.settle = settle;
        this.escalation = escalation;
        this.queue = queue;
        this.clock = clock;
    }

    /**
     * Carries out an answer.
     *
     * <p>Work that waits for a provider's rate limit returns to the queue with a delay, because a function must not
     * wait that long.
     *
     * @return the question in its resulting state; empty if the question does not exist
     */
    Optional<OwnerQuestion> carryOut(AnswerWork work) {
        escalation.process(work.tenant(), work.question());
        Optional<OwnerQuestion> question = settle.settle(work.tenant(), work.question());
        question.filter(OwnerQuestion::isUnsettled)
                .flatMap(OwnerQuestion::nextAt)
                .map(at -> Duration.between(clock.instant(), at))
                .filter(Duration::isPositive)
                .ifPresent(wait -> queue.send(work, wait));
        return question;
    }
}
