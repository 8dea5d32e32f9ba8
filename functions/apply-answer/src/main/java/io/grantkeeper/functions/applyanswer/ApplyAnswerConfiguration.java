package io.grantkeeper.functions.applyanswer;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.grantkeeper.functions.messaging.AnswersConfig;
import io.grantkeeper.functions.messaging.MessagingFactory;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.runtime.WorkQueueTypes;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.work.ParkingQueue;
import io.grantkeeper.owners.alerts.slack.SlackResponseUrl;
import java.time.Clock;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/** The configuration of {@code apply-answer}, which carries out the answers from the answer queue. */
public final class ApplyAnswerConfiguration extends FunctionModule<SQSEvent, SQSBatchResponse> {
    public ApplyAnswerConfiguration() {
        super("apply-answer", SQSEvent.class, SQSBatchResponse.class);
    }

    @Override
    public Function<SQSEvent, SQSBatchResponse> function(BeanRegistry.SupplierContext ports) {
        MessagingFactory messaging = new MessagingFactory(ports);
        return messaging
                .answers()
                .<Function<SQSEvent, SQSBatchResponse>>map(answers -> function(ports, messaging, answers))
                .orElse(_ -> {
                    throw withoutAnswers();
                });
    }

    static IllegalStateException withoutAnswers() {
        return new IllegalStateException("answers are not configured: add 'answers' to 'alerts' in the configuration");
    }

    private static ApplyAnswerFunction function(
            BeanRegistry.SupplierContext ports, MessagingFactory messaging, AnswersConfig answers) {
        return new ApplyAnswerFunction(
                carryOutAnswer(ports, messaging, answers),
                ports.bean(QuestionStore.class),
                ports.bean(AccessStore.class),
                SlackResponseUrl.to(
                        answers.slackHosts(),
                        ports.beanProvider(SlackResponseUrl.Timeout.class)
                                .getIfAvailable(() -> SlackResponseUrl.Timeout.STANDARD)),
                ports.bean(ParkingQueue.class));
    }

    static CarryOutAnswer carryOutAnswer(
            BeanRegistry.SupplierContext ports, MessagingFactory messaging, AnswersConfig answers) {
        return new CarryOutAnswer(
                messaging.settle(answers),
                messaging.escalation(answers),
                ports.bean(WorkQueueTypes.ANSWER_QUEUE),
                ports.bean(Clock.class));
    }
}
