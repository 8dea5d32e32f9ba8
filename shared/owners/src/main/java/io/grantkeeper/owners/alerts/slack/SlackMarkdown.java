package io.grantkeeper.owners.alerts.slack;

import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.identity.text.TextNormalization;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the text of Slack messages. External text is normalized and escaped when it is added. The member {@code
 * verbatim} (Block Kit "text object") prevents Slack from turning addresses, channel names and user names into links.
 * No other class creates Slack text objects, which {@code OutputWritersTest} checks.
 */
final class SlackMarkdown {
    /** The maximum number of characters in a section or context. */
    private static final int MAX_TEXT = 3_000;

    private final StringBuilder markdown = new StringBuilder();

    /** Adds external text on the current line. */
    SlackMarkdown text(String text) {
        markdown.append(escape(text));
        return this;
    }

    /** Adds external text in bold. */
    SlackMarkdown bold(String text) {
        markdown.append('*').append(escape(text)).append('*');
        return this;
    }

    SlackMarkdown newLine() {
        markdown.append('\n');
        return this;
    }

    boolean isEmpty() {
        return markdown.isEmpty();
    }

    /** Returns the text object for a block. */
    ObjectNode toTextObject() {
        return JsonTrees.object()
                .put("type", "mrkdwn")
                .put("text", truncate(markdown.toString(), MAX_TEXT))
                .put("verbatim", true);
    }

    /** Returns a text object without formatting, for headers and buttons. */
    static ObjectNode plainText(String text, int maxLength) {
        return JsonTrees.object()
                .put("type", "plain_text")
                .put("text", truncate(TextNormalization.oneLine(text), maxLength));
    }

    /**
     * Escapes Slack's three control characters, so that a name cannot become a link or a mention, and makes the text
     * one line, so that it cannot imitate other parts of the message.
     */
    static String escape(String text) {
        return TextNormalization.oneLine(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }

    private static String truncate(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }
}
