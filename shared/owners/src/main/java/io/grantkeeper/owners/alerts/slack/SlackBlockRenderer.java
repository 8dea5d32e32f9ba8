package io.grantkeeper.owners.alerts.slack;

import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.owners.alerts.AlertMessage;
import io.grantkeeper.owners.alerts.AnswerChoice;
import io.grantkeeper.owners.answers.slack.SlackButtonClick;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Renders a message as Block Kit within Slack's limits: 50 blocks per message, 150 characters in a header, 3,000 in a
 * section. If items do not fit, the message states how many were omitted.
 */
final class SlackBlockRenderer {
    private static final int MAX_HEADER = 150;
    private static final int MAX_SECTION = 3_000;
    private static final int MAX_POINTS = 20;
    private static final int MAX_REACHES = 10;

    private SlackBlockRenderer() {}

    /** Returns {@code {"text": …, "blocks": […]}}. Slack uses the text for notifications and screen readers. */
    static ObjectNode render(AlertMessage message) {
        ObjectNode root = JsonTrees.object();
        root.put("text", escape(message.title()));
        ArrayNode blocks = root.putArray("blocks");
        header(blocks, message.title());
        section(blocks, "*%s*\n%s".formatted(escape(message.subject()), escape(message.why())));
        message.points().stream().limit(MAX_POINTS).forEach(point -> point(blocks, point));
        countOmitted(blocks, message.points().size() - MAX_POINTS, "more changes");
        if (!message.reaches().isEmpty()) {
            blocks.addObject().put("type", "divider");
            section(blocks, "*Everything it can do now*\n" + bullets(message.reaches(), MAX_REACHES));
        }
        if (!message.use().isEmpty()) {
            section(blocks, "*Usage*\n" + escape(message.use()));
        }
        if (!message.elsewhere().isEmpty()) {
            section(blocks, "*The same product elsewhere*\n" + bullets(message.elsewhere(), MAX_REACHES));
        }
        choices(blocks, message.choices());
        context(
                blocks,
                "Severity: %s%s"
                        .formatted(
                                message.severity().name().toLowerCase(java.util.Locale.ROOT),
                                message.identity().isEmpty() ? "" : "  ·  " + escape(message.identity())));
        return root;
    }

    private static void point(ArrayNode blocks, AlertMessage.Point point) {
        blocks.addObject().put("type", "divider");
        StringBuilder text =
                new StringBuilder("*It ").append(escape(point.headline())).append("*");
        if (!point.before().isEmpty()) {
            text.append("\n*Before:* ").append(escape(String.join("; ", point.before())));
        }
        if (!point.after().isEmpty()) {
            text.append("\n*Now:* ").append(escape(String.join("; ", point.after())));
        }
        point.by().ifPresent(name -> text.append("\n*By:* ").append(escape(name)));
        text.append("\n*Detected:* ").append(point.when());
        if (!point.reasons().isEmpty()) {
            text.append("\n*Why it matters:* ").append(escape(String.join(" ", point.reasons())));
        }
        text.append("\n*What to do:* ").append(escape(point.advice()));
        section(blocks, text.toString());
    }

    /**
     * Adds the buttons. Slack allows at most 25 elements per actions block, and 2,000 characters in a button's value.
     */
    private static void choices(ArrayNode blocks, List<AnswerChoice> choices) {
        if (choices.isEmpty()) {
            return;
        }
        ArrayNode elements = blocks.addObject()
                .put("type", "actions")
                .put("block_id", "answers")
                .putArray("elements");
        for (AnswerChoice choice : choices) {
            ObjectNode button = elements.addObject().put("type", "button");
            button.putObject("text").put("type", "plain_text").put("text", choice.label());
            button.put("action_id", SlackButtonClick.ACTION + choice.code());
            choice.ticket()
                    .ifPresentOrElse(ticket -> button.put("value", ticket), () -> button.put("url", choice.page()));
            switch (choice.weight()) {
                case PRIMARY -> button.put("style", "primary");
                case GRAVE -> button.put("style", "danger");
                case PLAIN -> {
                    // Slack's default style
                }
            }
            if (choice.weight() == AnswerChoice.Weight.GRAVE && choice.ticket().isPresent()) {
                confirm(button);
            }
        }
    }

    private static void confirm(ObjectNode button) {
        ObjectNode confirm = button.putObject("confirm");
        confirm.putObject("title").put("type", "plain_text").put("text", "Revoke its access?");
        confirm.putObject("text")
                .put("type", "plain_text")
                .put(
                        "text",
                        "All of its access will be revoked at the provider. Anything that uses this access will stop working.");
        confirm.putObject("confirm").put("type", "plain_text").put("text", "Revoke it");
        confirm.putObject("deny").put("type", "plain_text").put("text", "Go back");
    }

    private static String bullets(List<String> lines, int most) {
        StringBuilder text = new StringBuilder();
        lines.stream()
                .limit(most)
                .forEach(line -> text.append("• ").append(escape(line)).append('\n'));
        if (lines.size() > most) {
            text.append("• and ").append(lines.size() - most).append(" more");
        }
        return text.toString().stripTrailing();
    }

    private static void header(ArrayNode blocks, String text) {
        ObjectNode block = blocks.addObject().put("type", "header");
        block.putObject("text")
                .put("type", "plain_text")
                .put("text", truncate(text, MAX_HEADER))
                .put("emoji", false);
    }

    private static void section(ArrayNode blocks, String markdown) {
        ObjectNode block = blocks.addObject().put("type", "section");
        block.putObject("text").put("type", "mrkdwn").put("text", truncate(markdown, MAX_SECTION));
    }

    private static void context(ArrayNode blocks, String markdown) {
        ObjectNode block = blocks.addObject().put("type", "context");
        block.putArray("elements").addObject().put("type", "mrkdwn").put("text", truncate(markdown, MAX_SECTION));
    }

    private static void countOmitted(ArrayNode blocks, int count, String what) {
        if (count > 0) {
            context(blocks, "and %d %s".formatted(count, what));
        }
    }

    static String section(String markdown) {
        return truncate(markdown, MAX_SECTION);
    }

    private static String truncate(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }

    /**
     * Escapes Slack's three control characters. App names are untrusted input and must not become links or mentions.
     */
    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
