package io.grantkeeper.functions.settleanswer;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.grantkeeper.alerts.slack.SlackReply;
import io.grantkeeper.functions.messaging.Answers;
import io.grantkeeper.functions.messaging.MessagingWiring;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.work.DeadLetters;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/** Wires {@code settle-answer}, which the answer queue calls. */
public final class SettleAnswerConfiguration implements FunctionModule<SQSEvent, SQSBatchResponse> {
    @Override
    public String name() {
        return "settle-answer";
    }

    @Override
    public Class<SQSEvent> input() {
        return SQSEvent.class;
    }

    @Override
    public Class<SQSBatchResponse> output() {
        return SQSBatchResponse.class;
    }

    @Override
    public Function<SQSEvent, SQSBatchResponse> function(BeanRegistry.SupplierContext ports) {
        MessagingWiring messaging = new MessagingWiring(ports);
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

    private static SettleAnswerFunction function(
            BeanRegistry.SupplierContext ports, MessagingWiring messaging, Answers answers) {
        return new SettleAnswerFunction(
                CarryOut.over(ports, messaging, answers),
                ports.bean(QuestionStore.class),
                ports.bean(AccessStore.class),
                SlackReply.to(answers.slackHosts()),
                ports.bean(DeadLetters.class));
    }
}
