package io.grantkeeper.functions.handleresponse;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.alerts.slack.SlackReply;
import io.grantkeeper.answers.AnswerAccess;
import io.grantkeeper.answers.GiveAnswer;
import io.grantkeeper.answers.Settling;
import io.grantkeeper.aws.AwsClients;
import io.grantkeeper.aws.secrets.SecretResolver;
import io.grantkeeper.functions.messaging.AnsweringWiring;
import io.grantkeeper.functions.messaging.Answers;
import io.grantkeeper.functions.messaging.ProviderNames;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.runtime.Ports;
import io.grantkeeper.functions.runtime.RemainingTime;
import io.grantkeeper.functions.runtime.SettleFunction;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.CampaignStore;
import io.grantkeeper.identity.store.IdempotencyStore;
import io.grantkeeper.identity.store.QuestionStore;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Wires {@code handle-response}: over keys that links and clicks are checked with, and no other credential. */
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
        AnsweringWiring answering = new AnsweringWiring(
                ports, reference -> ports.bean(SecretResolver.class).resolve("alerts", reference));
        return answering
                .answers()
                .<Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>>map(
                        answers -> function(ports, answering, answers))
                .orElse(_ -> Words.notGenuine().response(true));
    }

    private static HandleResponseFunction function(
            BeanRegistry.SupplierContext ports, AnsweringWiring answering, Answers answers) {
        Clock clock = ports.bean(Clock.class);
        Words words = new Words(ProviderNames.standard());
        GiveAnswer give = answering.give(answers);
        AnswerAccess requests = answering.answerAccess();
        QuestionStore questions = ports.bean(QuestionStore.class);
        BehindPages behind = new BehindPages(settling(ports), questions, ports.bean(Ports.ANSWER_QUEUE));
        Optional<SlackActions> slack = answers.slackSigning()
                .map(secret -> new SlackActions(
                        secret,
                        answers.links(),
                        give,
                        behind,
                        requests,
                        ports.bean(IdempotencyStore.class),
                        SlackReply.to(answers.slackHosts()),
                        clock));
        return new HandleResponseFunction(
                new AnswerPages(answers.links(), give, behind, new AccessPages(requests, clock), words, clock),
                new ReviewPages(
                        answers.links(),
                        give,
                        behind,
                        ports.bean(CampaignStore.class),
                        questions,
                        ports.bean(AccessStore.class),
                        words,
                        clock),
                slack);
    }

    /** Where all functions run in one process, whoever runs them brings it; on Lambda another function has it. */
    private static Settling settling(BeanRegistry.SupplierContext ports) {
        return ports.beanProvider(Settling.class)
                .getIfAvailable(() -> new SettlingOverLambda(
                        () -> ports.bean(AwsClients.class)
                                .waitingClient(
                                        LambdaClient.builder(),
                                        "GRANTKEEPER_LAMBDA_ENDPOINT",
                                        SettlingOverLambda.LONGEST),
                        ports.bean(SettleFunction.class).name(),
                        ports.bean(RemainingTime.class)));
    }
}
