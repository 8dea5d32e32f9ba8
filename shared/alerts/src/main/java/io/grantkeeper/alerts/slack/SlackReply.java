package io.grantkeeper.alerts.slack;

import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.outbound.OutboundHttp;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers a click through its response URL, which works for half an hour and five times. What fails here is only logged:
 * the answer itself is kept already.
 */
public final class SlackReply {
    /** Slack waits three seconds for us; half of that may go into telling it something. */
    private static final Duration TIMEOUT = Duration.ofMillis(1_500);

    private final Logger log = System.getLogger(SlackReply.class.getName());
    private final HttpClient http;
    private final Set<String> hosts;

    private SlackReply(HttpClient http, Set<String> hosts) {
        this.http = http;
        this.hosts = hosts;
    }

    /**
     * Replies to these hosts only.
     *
     * @param hosts {@code hooks.slack.com}, or a double's
     */
    public static SlackReply to(Set<String> hosts) {
        return new SlackReply(OutboundHttp.client(TIMEOUT).build(), Set.copyOf(hosts));
    }

    /** Puts a text in the place of the message, with its buttons. */
    public void instead(String responseUrl, String markdown) {
        ObjectNode message = text(markdown).put("replace_original", true);
        ObjectNode section = message.putArray("blocks").addObject().put("type", "section");
        section.putObject("text").put("type", "mrkdwn").put("text", SlackBlocks.section(SlackBlocks.escape(markdown)));
        post(responseUrl, message);
    }

    /** Tells only the one who clicked; the message stays. */
    public void privately(String responseUrl, String text) {
        post(responseUrl, text(text).put("response_type", "ephemeral").put("replace_original", false));
    }

    private static ObjectNode text(String text) {
        return JsonTrees.object().put("text", SlackBlocks.escape(text));
    }

    private void post(String responseUrl, ObjectNode message) {
        try {
            URI uri = URI.create(responseUrl);
            boolean local = "127.0.0.1".equals(uri.getHost());
            if (!hosts.contains(String.valueOf(uri.getHost())) || !("https".equals(uri.getScheme()) || local)) {
                log.log(Level.WARNING, "a click is not answered: its response URL leads to none of {0}", hosts);
                return;
            }
            HttpResponse<Void> response = http.send(
                    HttpRequest.newBuilder(uri)
                            .timeout(TIMEOUT)
                            .header("Content-Type", "application/json; charset=utf-8")
                            .POST(HttpRequest.BodyPublishers.ofString(message.toString()))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            if (response.statusCode() != 200) {
                log.log(Level.WARNING, "Slack answered the update of a message with HTTP {0}", response.statusCode());
            }
        } catch (IllegalArgumentException _) {
            log.log(Level.WARNING, "a click is not answered: its response URL is no address");
        } catch (IOException _) {
            log.log(Level.WARNING, "a message in Slack could not be updated");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
