package io.grantkeeper.owners.alerts.slack;

import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.identity.outbound.OutboundHttpClients;
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
 * Replies to a button click through the response URL that Slack supplies with the click. Slack accepts up to five
 * replies within 30 minutes. A failed reply is only logged, because the answer itself is already stored.
 */
public final class SlackResponseUrl {
    /**
     * The maximum time for a reply.
     *
     * @param duration Slack waits three seconds for the response to a click, and the reply may take at most half of
     *     that time
     */
    public record Timeout(Duration duration) {
        public static final Timeout STANDARD = new Timeout(Duration.ofMillis(1_500));
    }

    private final Logger log = System.getLogger(SlackResponseUrl.class.getName());
    private final HttpClient http;
    private final Set<String> hosts;
    private final Timeout timeout;

    private SlackResponseUrl(HttpClient http, Set<String> hosts, Timeout timeout) {
        this.http = http;
        this.hosts = hosts;
        this.timeout = timeout;
    }

    /**
     * Returns an instance that replies only to URLs on these hosts.
     *
     * @param hosts {@code hooks.slack.com}, or a test double's host
     */
    public static SlackResponseUrl to(Set<String> hosts, Timeout timeout) {
        return new SlackResponseUrl(
                OutboundHttpClients.client(timeout.duration()).build(), Set.copyOf(hosts), timeout);
    }

    /** Replaces the message that contains the clicked button, including all its buttons, with a text. */
    public void replaceMessage(String responseUrl, String text) {
        post(responseUrl, message(text).put("replace_original", true));
    }

    /** Sends a reply that only the person who clicked can see; the message remains. */
    public void replyPrivately(String responseUrl, String text) {
        post(responseUrl, message(text).put("response_type", "ephemeral").put("replace_original", false));
    }

    /** Returns a message with one section; Slack shows the message's top-level text only in notifications. */
    static ObjectNode message(String text) {
        ObjectNode message = JsonTrees.object().put("text", SlackMarkdown.escape(text));
        message.putArray("blocks")
                .addObject()
                .put("type", "section")
                .set("text", new SlackMarkdown().text(text).toTextObject());
        return message;
    }

    private void post(String responseUrl, ObjectNode message) {
        try {
            URI uri = URI.create(responseUrl);
            boolean local = "127.0.0.1".equals(uri.getHost());
            if (!hosts.contains(String.valueOf(uri.getHost())) || !("https".equals(uri.getScheme()) || local)) {
                log.log(
                        Level.WARNING,
                        "a click was not answered: its response URL is not on any of the hosts {0}",
                        hosts);
                return;
            }
            HttpResponse<Void> response = http.send(
                    HttpRequest.newBuilder(uri)
                            .timeout(timeout.duration())
                            .header("Content-Type", "application/json; charset=utf-8")
                            .POST(HttpRequest.BodyPublishers.ofString(message.toString()))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            if (response.statusCode() != 200) {
                log.log(
                        Level.WARNING,
                        "Slack responded to the update of a message with HTTP {0}",
                        response.statusCode());
            }
        } catch (IllegalArgumentException _) {
            log.log(Level.WARNING, "a click was not answered: its response URL is not a valid URL");
        } catch (IOException _) {
            log.log(Level.WARNING, "a Slack message could not be updated");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
