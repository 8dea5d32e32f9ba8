package io.grantkeeper.functions.handleresponse;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.alerts.slack.SlackReply;
import io.grantkeeper.answers.AnswerAccess;
import io.grantkeeper.answers.GiveAnswer;
import io.grantkeeper.functions.messaging.Answers;
import io.grantkeeper.functions.messaging.MessagingWiring;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.runtime.Ports;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.CampaignStore;
import io.grantkeeper.identity.store.IdempotencyStore;
import io.grantkeeper.identity.store.QuestionStore;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/** Wires {@code handle-response}. */
public final class HandleResponseConfiguration
        implements FunctionModule<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    @Override
    public String name() {
        return "handle-response";
    }

    @Override
    public Class<APIGatewayV2HTTPEvent> input() {
        return APIGatewayV2HTTPEvent.class;
    }

    @Override
    public Class<APIGatewayV2HTTPResponse> output() {
        return APIGatewayV2HTTPResponse.class;
    }

    /** Where answers are not configured, every page says that the link is not one of ours. */
    @Override
    public Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function(BeanRegistry.SupplierContext ports) {
        MessagingWiring messaging = new MessagingWiring(ports);
        return messaging
                .answers()
                .<Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>>map(
                        answers -> function(ports, messaging, answers))
                .orElse(_ -> Words.notGenuine().response(true));
    }

    private static HandleResponseFunction function(
            BeanRegistry.SupplierContext ports, MessagingWiring messaging, Answers answers) {
        Clock clock = ports.bean(Clock.class);
        Words words = new Words(MessagingWiring.providerNames());
        GiveAnswer give = messaging.give(answers);
        AnswerAccess requests = messaging.answerAccess();
        CarryOut carryOut = new CarryOut(
                messaging.settle(answers), messaging.escalation(answers), ports.bean(Ports.ANSWER_QUEUE), clock);
        Optional<SlackActions> slack = answers.slackSigning()
                .map(secret -> new SlackActions(
                        secret,
                        answers.links(),
                        give,
                        carryOut,
                        requests,
                        ports.bean(IdempotencyStore.class),
                        SlackReply.to(answers.slackHosts()),
                        clock));
        return new HandleResponseFunction(
                new AnswerPages(answers.links(), give, carryOut, new AccessPages(requests, clock), words, clock),
                new ReviewPages(
                        answers.links(),
                        give,
                        carryOut,
                        ports.bean(CampaignStore.class),
                        ports.bean(QuestionStore.class),
                        ports.bean(AccessStore.class),
                        words,
                        clock),
                slack);
    }
}
