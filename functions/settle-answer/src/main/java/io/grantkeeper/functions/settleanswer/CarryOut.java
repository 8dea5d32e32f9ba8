package io.grantkeeper.functions.settleanswer;

import io.grantkeeper.alerts.Escalation;
import io.grantkeeper.answers.SettleAnswer;
import io.grantkeeper.functions.messaging.Answers;
import io.grantkeeper.functions.messaging.MessagingWiring;
import io.grantkeeper.functions.runtime.Ports;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.identity.work.AnswerWork;
import io.grantkeeper.identity.work.WorkQueue;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.BeanRegistry;

/** Does what follows from an answer, whoever wants it done. */
final class CarryOut {
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

    static CarryOut over(BeanRegistry.SupplierContext ports, MessagingWiring messaging, Answers answers) {
        return new CarryOut(
                messaging.settle(answers),
                messaging.escalation(answers),
                ports.bean(Ports.ANSWER_QUEUE),
                ports.bean(Clock.class));
    }

    /**
     * The question as it stands afterwards; empty where there is none. What waits for a provider's limit comes back by
     * itself when there is room: no function sleeps that long.
     */
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
}
