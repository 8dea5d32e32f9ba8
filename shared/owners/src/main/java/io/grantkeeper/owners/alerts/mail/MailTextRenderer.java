package io.grantkeeper.owners.alerts.mail;

import io.grantkeeper.identity.text.ShellQuoting;
import io.grantkeeper.owners.alerts.AlertMessage;
import io.grantkeeper.owners.alerts.AnswerChoice;
import io.grantkeeper.owners.alerts.SenderContact;
import java.util.List;
import java.util.Optional;

/** Renders a message as wrapped plain text. */
final class MailTextRenderer {
    /** The note about links, which both the text and the HTML form of a mail contain. */
    static final String LINKS =
            "Each link opens a page that asks for confirmation before anything changes. The links are for you only. Do not forward this message.";

    private static final int WIDTH = 76;

    private MailTextRenderer() {}

    static String render(AlertMessage message, Optional<SenderContact> sender) {
        StringBuilder text = new StringBuilder();
        paragraph(text, "", message.title());
        if (!message.status().isEmpty()) {
            paragraph(text, "", message.status());
        }
        text.append('\n');
        paragraph(text, "", message.subject());
        if (!message.why().isEmpty()) {
            paragraph(text, "", message.why());
        }
        for (AlertMessage.Point point : message.points()) {
            text.append('\n');
            if (!point.headline().isEmpty()) {
                paragraph(text, "", "It " + point.headline() + ".");
            }
            line(text, "Before:         ", String.join("; ", point.before()));
            line(text, "%-16s".formatted(point.afterLabel() + ":"), String.join("; ", point.after()));
            line(text, "By:             ", point.by().orElse(""));
            line(text, "Detected:       ", point.when());
            line(text, "Source:         ", point.basis());
            line(text, "Why it matters: ", String.join(" ", point.reasons()));
            line(text, "What to do:     ", point.advice());
        }
        choices(text, message);
        list(text, message.reachesTitle() + ":", message.reaches());
        if (!message.use().isEmpty()) {
            text.append('\n');
            line(text, "Usage:          ", message.use());
        }
        list(text, "The same product elsewhere:", message.elsewhere());
        text.append('\n');
        sender.ifPresent(known -> paragraph(text, "", known.sentence()));
        if (!message.identity().isEmpty()) {
            text.append("For the security team:\n  grantkeeper show ")
                    .append(ShellQuoting.argument(message.identity()))
                    .append('\n');
        }
        return text.toString();
    }

    /** Appends the possible answers. Each link is on a line by itself and is never wrapped. */
    private static void choices(StringBuilder text, AlertMessage message) {
        if (message.choices().isEmpty()) {
            return;
        }
        text.append('\n');
        paragraph(text, "", message.choicesTitle());
        for (AnswerChoice choice : message.choices()) {
            text.append("\n  ").append(choice.label()).append(":\n");
            line(text, "    ", choice.effect());
            text.append("    ").append(choice.page()).append('\n');
        }
        text.append('\n');
        paragraph(text, "", LINKS);
    }

    private static void list(StringBuilder text, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            text.append('\n').append(title).append('\n');
            lines.forEach(one -> line(text, "  - ", one));
        }
    }

    private static void line(StringBuilder text, String label, String value) {
        if (!value.isEmpty()) {
            paragraph(text, label, value);
        }
    }

    /** Appends a label and a value, wrapped between words. Continuation lines are indented to align with the value. */
    private static void paragraph(StringBuilder text, String label, String value) {
        String indent = " ".repeat(label.length());
        StringBuilder line = new StringBuilder(label);
        boolean fresh = true;
        for (String word : value.strip().split("\\s+", -1)) {
            if (!fresh && line.length() + 1 + word.length() > WIDTH) {
                text.append(line).append('\n');
                line = new StringBuilder(indent);
                fresh = true;
            }
            line.append(fresh ? "" : " ").append(word);
            fresh = false;
        }
        text.append(line).append('\n');
    }
}
