package io.grantkeeper.owners.alerts.mail;

import io.grantkeeper.owners.alerts.AlertMessage;
import io.grantkeeper.owners.alerts.AnswerChoice;
import java.util.List;
import java.util.Locale;

/**
 * Renders a message as HTML that looks the same in all mail clients: no style sheets, no images, and links only for
 * answers.
 */
final class MailHtmlRenderer {
    private MailHtmlRenderer() {}

    static String render(AlertMessage message) {
        StringBuilder html = new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"></head>"
                + "<body style=\"font-family:sans-serif;max-width:40em\">");
        html.append("<h2>").append(escape(message.title())).append("</h2>");
        html.append("<p><strong>").append(escape(message.subject())).append("</strong><br>");
        html.append(escape(message.why())).append("</p>");
        message.points().forEach(point -> point(html, point));
        list(html, "Everything it can do now", message.reaches());
        choices(html, message.choices());
        if (!message.use().isEmpty()) {
            html.append("<p><strong>Usage</strong><br>")
                    .append(escape(message.use()))
                    .append("</p>");
        }
        list(html, "The same product elsewhere", message.elsewhere());
        html.append("<p style=\"color:#595959\">Severity: ")
                .append(message.severity().name().toLowerCase(Locale.ROOT));
        if (!message.identity().isEmpty()) {
            html.append("<br>Look it up: <code>grantkeeper show ")
                    .append(escape(message.identity()))
                    .append("</code>");
        }
        html.append("</p></body></html>");
        return html.toString();
    }

    private static void choices(StringBuilder html, List<AnswerChoice> choices) {
        if (choices.isEmpty()) {
            return;
        }
        html.append("<p>");
        for (AnswerChoice choice : choices) {
            html.append("<a href=\"")
                    .append(escape(choice.page()))
                    .append("\" style=\"display:inline-block;padding:10px 16px;margin:0 8px 8px 0;border-radius:6px;")
                    .append("text-decoration:none;font-weight:bold;")
                    .append(style(choice.weight()))
                    .append("\">")
                    .append(escape(choice.label()))
                    .append("</a>");
        }
        html.append(
                        "</p><p style=\"color:#595959\">Each link opens a page that asks for confirmation before anything changes. ")
                .append("They are for you only. Do not forward this message.</p>");
    }

    /** Returns colors with a contrast ratio of at least 4.5 to 1. */
    private static String style(AnswerChoice.Weight weight) {
        return switch (weight) {
            case PRIMARY -> "background:#0b6b46;color:#ffffff;border:1px solid #0b6b46";
            case PLAIN -> "background:#ffffff;color:#1f2933;border:1px solid #697586";
            case GRAVE -> "background:#ffffff;color:#a61b1b;border:1px solid #a61b1b";
        };
    }

    private static void list(StringBuilder html, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            html.append("<h3>").append(title).append("</h3><ul>");
            lines.forEach(one -> html.append("<li>").append(escape(one)).append("</li>"));
            html.append("</ul>");
        }
    }

    private static void point(StringBuilder html, AlertMessage.Point point) {
        html.append("<h3>It ").append(escape(point.headline())).append("</h3><table cellpadding=\"4\">");
        row(html, "Before", point.before());
        row(html, "Now", point.after());
        row(html, "By", point.by().stream().toList());
        row(html, "Detected", List.of(point.when()));
        row(html, "Why it matters", point.reasons());
        row(html, "What to do", List.of(point.advice()));
        html.append("</table>");
    }

    private static void row(StringBuilder html, String label, List<String> values) {
        if (!values.isEmpty()) {
            html.append("<tr><td valign=\"top\"><strong>").append(label).append("</strong></td><td>");
            html.append(String.join(
                    "<br>", values.stream().map(MailHtmlRenderer::escape).toList()));
            html.append("</td></tr>");
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
