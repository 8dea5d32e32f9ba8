package io.grantkeeper.owners.alerts.mail;

import io.grantkeeper.identity.text.HtmlWriter;
import io.grantkeeper.identity.text.ShellQuoting;
import io.grantkeeper.owners.alerts.AlertMessage;
import io.grantkeeper.owners.alerts.AnswerChoice;
import java.util.List;
import java.util.Locale;

/**
 * Renders a message as HTML that looks the same in all mail clients. The HTML uses no style sheets or images, and its
 * only links are for answers.
 */
final class MailHtmlRenderer {
    private static final String BUTTON =
            "display:inline-block;padding:10px 16px;margin:0 8px 8px 0;border-radius:6px;text-decoration:none;font-weight:bold;";

    private MailHtmlRenderer() {}

    static String render(AlertMessage message) {
        HtmlWriter html = new HtmlWriter()
                .raw("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"></head>")
                .open("body style=\"font-family:sans-serif;max-width:40em\"")
                .element("h2", message.title())
                .open("p")
                .element("strong", message.subject())
                .emptyElement("br")
                .text(message.why())
                .close("p");
        message.points().forEach(point -> point(html, point));
        list(html, message.reachesTitle(), message.reaches());
        choices(html, message.choices());
        if (!message.use().isEmpty()) {
            html.open("p")
                    .element("strong", "Usage")
                    .emptyElement("br")
                    .text(message.use())
                    .close("p");
        }
        list(html, "The same product elsewhere", message.elsewhere());
        html.open("p style=\"color:#595959\"")
                .text("Severity: " + message.severity().name().toLowerCase(Locale.ROOT));
        if (!message.identity().isEmpty()) {
            html.emptyElement("br")
                    .text("Look it up: ")
                    .element("code", "grantkeeper show " + ShellQuoting.argument(message.identity()));
        }
        return html.raw("</p></body></html>").toString();
    }

    private static void choices(HtmlWriter html, List<AnswerChoice> choices) {
        if (choices.isEmpty()) {
            return;
        }
        html.open("p");
        for (AnswerChoice choice : choices) {
            html.element(
                    "a href=%s style=\"%s%s\""
                            .formatted(HtmlWriter.quoted(choice.page()), BUTTON, style(choice.weight())),
                    choice.label());
        }
        html.close("p")
                .element(
                        "p style=\"color:#595959\"",
                        "Each link opens a page that asks for confirmation before anything changes. The links are for you only. Do not forward this message.");
    }

    /** Returns the button style for an answer; its colors have a contrast ratio of at least 4.5 to 1. */
    private static String style(AnswerChoice.Weight weight) {
        return switch (weight) {
            case PRIMARY -> "background:#0b6b46;color:#ffffff;border:1px solid #0b6b46";
            case PLAIN -> "background:#ffffff;color:#1f2933;border:1px solid #697586";
            case GRAVE -> "background:#ffffff;color:#a61b1b;border:1px solid #a61b1b";
        };
    }

    private static void list(HtmlWriter html, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            html.element("h3", title).list(lines);
        }
    }

    private static void point(HtmlWriter html, AlertMessage.Point point) {
        html.element("h3", "It " + point.headline()).open("table cellpadding=\"4\"");
        row(html, "Before", point.before());
        row(html, "Now", point.after());
        row(html, "By", point.by().stream().toList());
        row(html, "Detected", List.of(point.when()));
        row(html, "Source", point.basis().isEmpty() ? List.of() : List.of(point.basis()));
        row(html, "Why it matters", point.reasons());
        row(html, "What to do", List.of(point.advice()));
        html.close("table");
    }

    private static void row(HtmlWriter html, String label, List<String> values) {
        if (!values.isEmpty()) {
            html.open("tr")
                    .open("td valign=\"top\"")
                    .element("strong", label)
                    .close("td")
                    .open("td");
            html.text(values.getFirst());
            values.stream().skip(1).forEach(value -> html.emptyElement("br").text(value));
            html.close("td").close("tr");
        }
    }
}
