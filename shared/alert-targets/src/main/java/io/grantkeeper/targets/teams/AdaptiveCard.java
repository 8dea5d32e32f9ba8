package io.grantkeeper.targets.teams;

import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.identity.text.TextNormalization;
import io.grantkeeper.targets.AlertTarget;
import io.grantkeeper.targets.OutboundAlert;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes Adaptive Cards. All external text is in text runs: unlike text blocks and facts, they do not interpret
 * Markdown, so a name cannot become a link, an image or a mention.
 */
final class AdaptiveCard {
    /** The maximum size of a message, in bytes. Teams allows about 28 KB, including markup that it adds itself. */
    static final int MAX_BYTES = 24 * 1024;

    private static final int MAX_LINE = 1_000;
    private static final String MORE = "Grantkeeper has more details.";

    private AdaptiveCard() {}

    static String opened(OutboundAlert alert) {
        for (int details = alert.details().size(); ; details--) {
            String message = opened(alert, details);
            if (details == 0 || message.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES) {
                return message;
            }
        }
    }

    private static String opened(OutboundAlert alert, int details) {
        ArrayNode body = JsonTrees.array();
        body.add(run(severity(alert.severity()) + ": " + alert.title(), true));
        body.add(run(alert.subject(), false));
        alert.details().stream().limit(details).forEach(detail -> body.add(run("• " + detail, false)));
        if (details < alert.details().size()) {
            body.add(run(MORE, false));
        }
        body.add(run("What to do: " + alert.advice(), false));
        body.add(run("Identity: " + alert.identity(), false));
        body.add(run("Reference: " + alert.key(), false));
        return message(body);
    }

    static String changed(AlertTarget.SeverityChange change) {
        ArrayNode body = JsonTrees.array();
        body.add(run(severity(change.alert().severity()) + ": " + change.alert().title(), true));
        body.add(run(change.sentence(), false));
        body.add(run("Reference: " + change.alert().key(), false));
        return message(body);
    }

    static String closed(AlertTarget.Closing closing) {
        ArrayNode body = JsonTrees.array();
        body.add(run("Closed: " + closing.title(), true));
        body.add(run(closing.reason(), false));
        body.add(run("Reference: " + closing.key(), false));
        return message(body);
    }

    private static String message(ArrayNode body) {
        ObjectNode card = JsonTrees.object()
                .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                .put("type", "AdaptiveCard")
                .put("version", "1.4");
        card.set("body", body);
        ObjectNode attachment = JsonTrees.object().put("contentType", "application/vnd.microsoft.card.adaptive");
        attachment.putNull("contentUrl");
        attachment.set("content", card);
        ObjectNode message = JsonTrees.object().put("type", "message");
        message.putArray("attachments").add(attachment);
        return JsonTrees.write(message);
    }

    private static ObjectNode run(String text, boolean bold) {
        ObjectNode run = JsonTrees.object()
                .put("type", "TextRun")
                .put("text", OutboundAlert.truncate(TextNormalization.oneLine(text), MAX_LINE));
        if (bold) {
            run.put("weight", "Bolder");
        }
        ObjectNode block = JsonTrees.object().put("type", "RichTextBlock");
        block.putArray("inlines").add(run);
        return block;
    }

    private static String severity(Severity severity) {
        String name = severity.name().toLowerCase(Locale.ROOT);
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
