package io.grantkeeper.functions.handleresponse;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.functions.observability.FunctionLoggers;
import io.grantkeeper.functions.runtime.ExceptionSummary;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.targets.inbound.RecordTicketEvent;
import io.grantkeeper.targets.inbound.TicketEvent;
import io.grantkeeper.targets.inbound.TicketWebhook;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Handles the webhooks of ticket systems at {@code /tickets/TENANT/TARGET}, and passes all other requests on. A webhook
 * only changes what is stored about its ticket: it answers no question and approves nothing. Never throws.
 */
final class TicketWebhookFunction implements Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private static final String START = "/tickets/";
    private static final Pattern PATH = Pattern.compile(START + "([^/]{1,100})/([a-z0-9-]{1,40})");

    private final Logger log = FunctionLoggers.of(TicketWebhookFunction.class);
    private final List<TicketWebhook> webhooks;
    private final RecordTicketEvent events;
    private final Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> pages;
    private final Clock clock;

    TicketWebhookFunction(
            List<TicketWebhook> webhooks,
            RecordTicketEvent events,
            Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> pages,
            Clock clock) {
        this.webhooks = List.copyOf(webhooks);
        this.events = events;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public APIGatewayV2HTTPResponse apply(APIGatewayV2HTTPEvent event) {
        String path = event.getRawPath();
        if (path == null || !path.startsWith(START)) {
            return pages.apply(event);
        }
        try {
            return HtmlPageResponse.plainResponse(handle(path, AnswerPageRequest.of(event)));
        } catch (IllegalArgumentException e) {
            log.log(Level.WARNING, "a webhook about a ticket was rejected: {0}", ExceptionSummary.describe(e));
            return HtmlPageResponse.plainResponse(400);
        } catch (RuntimeException e) {
            log.log(Level.ERROR, "a webhook about a ticket failed: {0}", ExceptionSummary.describe(e));
            return HtmlPageResponse.plainResponse(503);
        }
    }

    /** Handles a webhook and returns the HTTP status of the response. */
    private int handle(String path, AnswerPageRequest request) {
        Matcher place = PATH.matcher(path);
        Optional<TicketWebhook> webhook = place.matches()
                ? webhooks.stream()
                        .filter(each -> each.target().equals(place.group(2)))
                        .findFirst()
                : Optional.empty();
        if (webhook.isEmpty()) {
            return 404;
        }
        if (!request.method().equals("POST")) {
            return 405;
        }
        TicketWebhook.Reading reading =
                webhook.get().read(new TicketWebhook.Delivery(request.headers(), request.body()), clock.instant());
        return switch (reading) {
            case TicketWebhook.Reading.Changed(TicketEvent change) -> {
                RecordTicketEvent.Result result = events.record(
                        new TenantId(place.group(1)), webhook.get().target(), change);
                log.log(
                        Level.INFO,
                        "a webhook of {0} about a ticket: {1}",
                        webhook.get().target(),
                        result);
                yield 200;
            }
            case TicketWebhook.Reading.Irrelevant _ -> 200;
            case TicketWebhook.Reading.Malformed _ -> 400;
            case TicketWebhook.Reading.Forged _ -> {
                log.log(
                        Level.WARNING,
                        "a webhook was rejected: it is not signed with the webhookSecret of the target {0}, or is too old",
                        webhook.get().target());
                yield 401;
            }
        };
    }
}
