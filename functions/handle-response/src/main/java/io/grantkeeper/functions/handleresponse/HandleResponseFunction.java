package io.grantkeeper.functions.handleresponse;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.functions.observability.FunctionLoggers;
import io.grantkeeper.functions.runtime.ExceptionSummary;
import io.grantkeeper.owners.alerts.SenderContact;
import io.grantkeeper.owners.alerts.slack.SlackAppManifest;
import io.grantkeeper.owners.answers.AnswerLinkFactory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Function;

/**
 * Converts between API Gateway's events and the requests and responses of the answer pages. Never throws: every request
 * gets a page, whatever the request contains.
 */
final class HandleResponseFunction implements Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    /** The path to which Slack sends clicks. */
    static final String SLACK = SlackAppManifest.ACTIONS;

    private final Logger log = FunctionLoggers.of(HandleResponseFunction.class);
    private final AnswerPages answers;
    private final ReviewPages reviews;
    private final Optional<SlackActionHandler> slack;
    private final Optional<SenderContact> sender;

    HandleResponseFunction(
            AnswerPages answers,
            ReviewPages reviews,
            Optional<SlackActionHandler> slack,
            Optional<SenderContact> sender) {
        this.answers = answers;
        this.reviews = reviews;
        this.slack = slack;
        this.sender = sender;
    }

    @Override
    public APIGatewayV2HTTPResponse apply(APIGatewayV2HTTPEvent event) {
        AnswerPageRequest request;
        try {
            request = AnswerPageRequest.of(event);
        } catch (IllegalArgumentException e) {
            log.log(Level.WARNING, "a request was rejected: {0}", ExceptionSummary.describe(e));
            return HtmlPageResponse.plainResponse(400);
        }
        try {
            return answer(request);
        } catch (IllegalArgumentException e) {
            log.log(Level.WARNING, "a request was rejected: {0}", ExceptionSummary.describe(e));
            return SharedPageText.message(400, "This form could not be read", "Nothing was changed.")
                    .response(true, sender);
        } catch (RuntimeException e) {
            // The path contains the ticket, so it is not logged.
            log.log(Level.ERROR, "a request failed: {0}", ExceptionSummary.describe(e));
            return SharedPageText.message(
                            503,
                            "Something went wrong",
                            "Please try again in a minute. If your answer has already been recorded, trying again does no harm.")
                    .response(true, sender);
        }
    }

    private APIGatewayV2HTTPResponse answer(AnswerPageRequest request) {
        String path = request.path();
        if (path.equals(SLACK)) {
            boolean heard = slack.isPresent() && request.method().equals("POST");
            return HtmlPageResponse.plainResponse(heard ? slack.get().handle(request) : 404);
        }
        boolean post = request.method().equals("POST");
        boolean get = request.method().equals("GET") || request.method().equals("HEAD");
        if (!post && !get) {
            return HtmlPageResponse.plainResponse(405);
        }
        HtmlPageResponse page;
        if (path.startsWith(AnswerLinkFactory.ANSWERS)) {
            String ticket = path.substring(AnswerLinkFactory.ANSWERS.length());
            page = post ? answers.post(ticket, HtmlForm.read(request.body())) : answers.show(ticket);
        } else if (path.startsWith(AnswerLinkFactory.REVIEWS)) {
            String ticket = path.substring(AnswerLinkFactory.REVIEWS.length());
            page = post ? reviews.post(ticket, HtmlForm.read(request.body())) : reviews.show(ticket);
        } else {
            page = SharedPageText.invalidLink();
        }
        return page.response(!request.method().equals("HEAD"), sender);
    }
}
