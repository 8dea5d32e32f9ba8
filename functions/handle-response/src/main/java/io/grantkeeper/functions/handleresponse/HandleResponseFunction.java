package io.grantkeeper.functions.handleresponse;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.answers.AnswerLinks;
import io.grantkeeper.functions.observe.Logs;
import io.grantkeeper.functions.runtime.Failures;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Function;

/** Translates between API Gateway and the pages. Never throws: whoever asks gets a page, whatever they send. */
final class HandleResponseFunction implements Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    /** Where Slack sends clicks. */
    static final String SLACK = "/slack/actions";

    private final Logger log = Logs.of(HandleResponseFunction.class);
    private final AnswerPages answers;
    private final ReviewPages reviews;
    private final Optional<SlackActions> slack;

    HandleResponseFunction(AnswerPages answers, ReviewPages reviews, Optional<SlackActions> slack) {
        this.answers = answers;
        this.reviews = reviews;
        this.slack = slack;
    }

    @Override
    public APIGatewayV2HTTPResponse apply(APIGatewayV2HTTPEvent event) {
        HttpRequest request;
        try {
            request = HttpRequest.of(event);
        } catch (IllegalArgumentException e) {
            log.log(Level.WARNING, "a request was refused: {0}", Failures.describe(e));
            return Page.plain(400);
        }
        try {
            return answer(request);
        } catch (IllegalArgumentException e) {
            log.log(Level.WARNING, "a request was refused: {0}", Failures.describe(e));
            return Words.message(400, "This form cannot be read", "Nothing was changed.")
                    .response(true);
        } catch (RuntimeException e) {
            // The path holds the ticket, so it is not logged.
            log.log(Level.ERROR, "a request failed: {0}", Failures.describe(e));
            return Words.message(
                            503,
                            "That did not work",
                            "Please try again in a minute. If your answer was taken already, trying again does no harm.")
                    .response(true);
        }
    }

    private APIGatewayV2HTTPResponse answer(HttpRequest request) {
        String path = request.path();
        if (path.equals(SLACK)) {
            boolean heard = slack.isPresent() && request.method().equals("POST");
            return Page.plain(heard ? slack.get().hear(request) : 404);
        }
        boolean post = request.method().equals("POST");
        boolean get = request.method().equals("GET") || request.method().equals("HEAD");
        if (!post && !get) {
            return Page.plain(405);
        }
        Page page;
        if (path.startsWith(AnswerLinks.ANSWERS)) {
            String ticket = path.substring(AnswerLinks.ANSWERS.length());
            page = post ? answers.post(ticket, Form.read(request.body())) : answers.show(ticket);
        } else if (path.startsWith(AnswerLinks.REVIEWS)) {
            String ticket = path.substring(AnswerLinks.REVIEWS.length());
            page = post ? reviews.post(ticket, Form.read(request.body())) : reviews.show(ticket);
        } else {
            page = Words.notGenuine();
        }
        return page.response(!request.method().equals("HEAD"));
    }
}
