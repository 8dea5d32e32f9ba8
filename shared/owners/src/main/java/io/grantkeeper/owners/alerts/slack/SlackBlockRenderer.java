package io.grantkeeper.owners.alerts.slack;

import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.owners.alerts.AlertMessage;
import io.grantkeeper.owners.alerts.AnswerChoice;
import io.grantkeeper.owners.alerts.SenderContact;
import io.grantkeeper.owners.answers.slack.SlackButtonClick;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Renders a message as Block Kit blocks that stay within Slack's limits: 50 blocks per message, 150 characters in a
 * header, 3,000 in a section. If items do not fit, the message states how many were omitted.
 */
final class SlackBlockRenderer {
    private static final int MAX_HEADER = 150;
    private static final int MAX_BUTTON = 75;
    private static final int MAX_BUTTONS = 25;
    private static final int MAX_CONFIRM_TITLE = 100;
    private static final int MAX_CONFIRM_TEXT = 300;
    private static final int MAX_CONFIRM_BUTTON = 30;
    private static final int MAX_POINTS = 17;
    private static final int MAX_REACHES = 10;

    private SlackBlockRenderer() {}

    /** Returns {@code {"text": …, "blocks": […]}}. Slack uses the text for notifications and screen readers. */
    static ObjectNode render(AlertMessage message, Optional<SenderContact> sender) {
        ObjectNode root = JsonTrees.object();
        root.put("text", SlackMarkdown.escape(message.title()));
        ArrayNode blocks = root.putArray("blocks");
        header(blocks, message.title());
        if (!message.status().isEmpty()) {
            context(blocks, message.status());
        }
        section(blocks, new SlackMarkdown().bold(message.subject()).newLine().text(message.why()));
        message.points().stream().limit(MAX_POINTS).forEach(point -> point(blocks, point));
        countOmitted(blocks, message.points().size() - MAX_POINTS, "more changes");
        choices(blocks, message);
        if (!message.reaches().isEmpty()) {
            section(blocks, bullets(message.reachesTitle(), message.reaches()));
        }
        if (!message.use().isEmpty()) {
            section(blocks, new SlackMarkdown().bold("Usage").newLine().text(message.use()));
        }
        if (!message.elsewhere().isEmpty()) {
            section(blocks, bullets("The same product elsewhere", message.elsewhere()));
        }
        SlackMarkdown footer = new SlackMarkdown();
        sender.ifPresent(known -> footer.text(known.sentence()));
        if (!message.identity().isEmpty()) {
            (footer.isEmpty() ? footer : footer.newLine()).text("For the security team: " + message.identity());
        }
        if (!footer.isEmpty()) {
            blocks.addObject().put("type", "context").putArray("elements").add(footer.toTextObject());
        }
        return root;
    }

    private static void point(ArrayNode blocks, AlertMessage.Point point) {
        blocks.addObject().put("type", "divider");
        SlackMarkdown text = new SlackMarkdown();
        if (!point.headline().isEmpty()) {
            text.bold("It " + point.headline());
        }
        fact(text, "Before:", String.join("; ", point.before()));
        fact(text, point.afterLabel() + ":", String.join("; ", point.after()));
        fact(text, "By:", point.by().orElse(""));
        fact(text, "Detected:", point.when());
        fact(text, "Source:", point.basis());
        fact(text, "Why it matters:", String.join(" ", point.reasons()));
        fact(text, "What to do:", point.advice());
        section(blocks, text);
    }

    private static void fact(SlackMarkdown text, String label, String value) {
        if (!value.isEmpty()) {
            (text.isEmpty() ? text : text.newLine()).bold(label).text(" " + value);
        }
    }

    /**
     * Adds the question, the effect of each answer, and the buttons. Slack allows at most 25 elements in an actions
     * block, and 2,000 characters in a button's value.
     */
    private static void choices(ArrayNode blocks, AlertMessage message) {
        List<AnswerChoice> choices =
                message.choices().stream().limit(MAX_BUTTONS).toList();
        if (choices.isEmpty()) {
            return;
        }
        blocks.addObject().put("type", "divider");
        SlackMarkdown question = new SlackMarkdown().bold(message.choicesTitle());
        choices.stream()
                .filter(choice -> !choice.effect().isEmpty())
                .forEach(choice ->
                        question.newLine().text("• ").bold(choice.label()).text(": " + choice.effect()));
        section(blocks, question);
        ArrayNode elements = blocks.addObject()
                .put("type", "actions")
                .put("block_id", "answers")
                .putArray("elements");
        for (AnswerChoice choice : choices) {
            ObjectNode button = elements.addObject().put("type", "button");
            button.set("text", SlackMarkdown.plainText(choice.label(), MAX_BUTTON));
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
                confirm(button, choice);
            }
        }
    }

    private static void confirm(ObjectNode button, AnswerChoice choice) {
        ObjectNode confirm = button.putObject("confirm");
        confirm.set("title", SlackMarkdown.plainText(choice.label() + "?", MAX_CONFIRM_TITLE));
        confirm.set("text", SlackMarkdown.plainText(choice.effect(), MAX_CONFIRM_TEXT));
        confirm.set("confirm", SlackMarkdown.plainText("Yes, do it", MAX_CONFIRM_BUTTON));
        confirm.set("deny", SlackMarkdown.plainText("Go back", MAX_CONFIRM_BUTTON));
    }

    private static SlackMarkdown bullets(String title, List<String> lines) {
        SlackMarkdown text = new SlackMarkdown().bold(title);
        lines.stream().limit(MAX_REACHES).forEach(line -> text.newLine().text("• " + line));
        if (lines.size() > MAX_REACHES) {
            text.newLine().text("• and %d more".formatted(lines.size() - MAX_REACHES));
        }
        return text;
    }

    private static void header(ArrayNode blocks, String text) {
        blocks.addObject()
                .put("type", "header")
                .set("text", SlackMarkdown.plainText(text, MAX_HEADER).put("emoji", false));
    }

    private static void section(ArrayNode blocks, SlackMarkdown text) {
        blocks.addObject().put("type", "section").set("text", text.toTextObject());
    }

    private static void context(ArrayNode blocks, String text) {
        ObjectNode block = blocks.addObject().put("type", "context");
        block.putArray("elements").add(new SlackMarkdown().text(text).toTextObject());
    }

    private static void countOmitted(ArrayNode blocks, int count, String what) {
        if (count > 0) {
            context(blocks, "and %d %s".formatted(count, what));
        }
    }
}
