package io.grantkeeper.functions.handleresponse;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.aws.secrets.SecretResolver;
import io.grantkeeper.functions.messaging.AnswerExecutorFactory;
import io.grantkeeper.functions.messaging.AnswerServiceFactory;
import io.grantkeeper.functions.messaging.AnswersConfig;
import io.grantkeeper.functions.messaging.PageAnswerExecutor;
import io.grantkeeper.functions.messaging.ProviderDisplayNames;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.runtime.PublicRequestGate;
import io.grantkeeper.functions.runtime.WorkQueueTypes;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.CampaignStore;
import io.grantkeeper.identity.store.IdempotencyStore;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.owners.alerts.slack.SlackResponseUrl;
import io.grantkeeper.owners.answers.AnswerAccessRequest;
import io.grantkeeper.owners.answers.SubmitAnswer;
import io.grantkeeper.targets.inbound.TicketWebhook;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/**
 * The configuration of {@code handle-response}. The function gets the keys that verify links, clicks and ticket
 * webhooks, and no other credentials.
 */
public final class HandleResponseConfiguration extends FunctionModule<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    public HandleResponseConfiguration() {
        super("handle-response", APIGatewayV2HTTPEvent.class, APIGatewayV2HTTPResponse.class);
    }

    /** Returns the function. If answers are not configured, every page says that the link is not valid. */
    @Override
    public Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function(BeanRegistry.SupplierContext ports) {
        AnswerServiceFactory answering = new AnswerServiceFactory(
                ports, reference -> ports.bean(SecretResolver.class).resolve("alerts", reference));
        Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> pages = answering
                .answers()
                .<Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>>map(
                        answers -> function(ports, answering, answers))
                .orElse(_ -> SharedPageText.invalidLink().response(true, Optional.empty()));
        List<TicketWebhook> webhooks = answering.ticketWebhooks();
        return PublicRequestGate.before(
                webhooks.isEmpty()
                        ? pages
                        : new TicketWebhookFunction(
                                webhooks, answering.ticketEvents(), pages, ports.bean(Clock.class)));
    }

    private static HandleResponseFunction function(
            BeanRegistry.SupplierContext ports, AnswerServiceFactory answering, AnswersConfig answers) {
        Clock clock = ports.bean(Clock.class);
        SharedPageText words = new SharedPageText(ProviderDisplayNames.forAnswers(), answers.settings());
        SubmitAnswer give = answering.give(answers);
        AnswerAccessRequest requests = answering.answerAccess();
        QuestionStore questions = ports.bean(QuestionStore.class);
        PageAnswerExecutor behind = new PageAnswerExecutor(
                AnswerExecutorFactory.executor(ports), questions, ports.bean(WorkQueueTypes.ANSWER_QUEUE));
        Optional<SlackActionHandler> slack = answers.slackSigning()
                .map(secret -> new SlackActionHandler(
                        secret,
                        answers.links(),
                        give,
                        behind,
                        requests,
                        ports.bean(IdempotencyStore.class),
                        SlackResponseUrl.to(
                                answers.slackHosts(),
                                ports.beanProvider(SlackResponseUrl.Timeout.class)
                                        .getIfAvailable(() -> SlackResponseUrl.Timeout.STANDARD)),
                        clock));
        return new HandleResponseFunction(
                new AnswerPages(
                        answers.links(),
                        give,
                        behind,
                        new AccessRequestPages(requests, clock),
                        ports.bean(SweepStore.class),
                        words,
                        clock),
                new ReviewPages(
                        answers.links(),
                        give,
                        behind,
                        ports.bean(CampaignStore.class),
                        questions,
                        ports.bean(AccessStore.class),
                        ports.bean(SweepStore.class),
                        words,
                        clock),
                slack,
                answers.sender());
    }
}
