package io.grantkeeper.targets.teams;

import io.grantkeeper.identity.Secret;
import io.grantkeeper.targets.AlertTarget;
import io.grantkeeper.targets.AlertTargetException;
import io.grantkeeper.targets.OutboundAlert;
import io.grantkeeper.targets.http.AlertTargetHttpClient;
import io.grantkeeper.targets.http.AlertTargetUrl;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Posts Adaptive Cards to a channel or chat through a webhook of the Workflows app. Anyone who knows the webhook's URL
 * can post, so the URL is a secret. The webhook answers 202 without an id, and offers no way to change or find a
 * message. Therefore, the end of a finding and a new severity are sent as new messages.
 *
 * <p>Older incoming webhooks of Microsoft 365 connectors answer 200 and report errors of Teams in the body. Sources:
 * https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook and
 * https://learn.microsoft.com/connectors/teams/ (28 KB for a message).
 */
public final class TeamsTarget implements AlertTarget {
    private static final Pattern ERROR_IN_BODY = Pattern.compile("HTTP error (\\d{3})");
    private static final int MAX_SEARCHED = 2_000;

    private final String id;
    private final Supplier<Secret> url;
    private final AlertTargetHttpClient http;

    /**
     * Creates a target.
     *
     * @param url supplies the webhook's URL; called for each message, so that a rotated URL takes effect
     */
    public TeamsTarget(String id, Supplier<Secret> url, AlertTargetHttpClient http) {
        this.id = id;
        this.url = url;
        this.http = http;
    }

    @Override
    public Definition definition() {
        return new Definition(id, "Microsoft Teams", Deduplication.NONE);
    }

    @Override
    public TicketReference open(OutboundAlert alert, boolean mayExist) throws AlertTargetException {
        post(AdaptiveCard.opened(alert));
        return TicketReference.of(alert.key());
    }

    @Override
    public void changeSeverity(SeverityChange change) throws AlertTargetException {
        post(AdaptiveCard.changed(change));
    }

    @Override
    public void close(Closing closing) throws AlertTargetException {
        post(AdaptiveCard.closed(closing));
    }

    private void post(String card) throws AlertTargetException {
        URI address;
        try {
            address = AlertTargetUrl.require("url", url.get().reveal().strip());
        } catch (IllegalArgumentException e) {
            throw AlertTargetException.rejected("the secret of the target's setting " + e.getMessage());
        }
        AlertTargetHttpClient.Answer answer = http.send(new AlertTargetHttpClient.Call(
                "POST", address, Map.of("content-type", "application/json"), card, false));
        if (!answer.isSuccess()) {
            throw http.refused(answer, "'url'", "'url'");
        }
        Matcher error = ERROR_IN_BODY.matcher(
                answer.text().substring(0, Math.min(MAX_SEARCHED, answer.text().length())));
        if (error.find()) {
            int status = Integer.parseInt(error.group(1));
            String reason = "Microsoft Teams answered %d".formatted(status);
            throw status == 429 || status >= 500
                    ? AlertTargetException.unavailable(reason, Duration.ZERO)
                    : AlertTargetException.rejected(reason);
        }
    }
}
