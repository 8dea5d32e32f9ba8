package io.grantkeeper.owners.alerts.mail;

import io.grantkeeper.identity.text.HtmlWriter;
import io.grantkeeper.identity.text.ShellQuoting;
import io.grantkeeper.owners.alerts.AlertMessage;
import io.grantkeeper.owners.alerts.AnswerChoice;
import io.grantkeeper.owners.alerts.SenderContact;
import java.util.List;
import java.util.Optional;

/**
 * Renders a message as HTML for mail clients. Outlook for Windows renders mail with Word, which supports neither
 * flexible boxes nor padding on links, and Gmail drops style sheets that it does not understand. Therefore, the layout
 * consists of tables of at most 600 pixels, every style that matters is inline, and a button is a table cell with a
 * color. The style sheet only adapts the colors to dark mode and the margins to phones. The mail loads nothing; its
 * only links are for answers.
 */
final class MailHtmlRenderer {
    private static final String FONT = "font-family:Arial,Helvetica,sans-serif;";
    private static final String TEXT = FONT + "font-size:16px;line-height:24px;color:#1f2933;";
    private static final String SOFT = FONT + "font-size:14px;line-height:20px;color:#52606d;";
    /** The style sheet. Its colors have a contrast of at least 4.5 to 1 in both modes. */
    private static final String STYLE =
            "@media (prefers-color-scheme:dark){.back{background-color:#161b22!important}.card{background-color:#1f262e!important}"
                    + ".ink{color:#f0f4f8!important}.soft{color:#b8c4ce!important}.line{border-color:#4a5763!important}"
                    + ".plain{background-color:#1f262e!important}.grave{background-color:#1f262e!important}"
                    + ".plaintext{color:#f0f4f8!important}.gravetext{color:#ff8a80!important}}"
                    + "@media (max-width:480px){.pad{padding-left:16px!important;padding-right:16px!important}}";

    private static final String TABLE = "table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"";

    private MailHtmlRenderer() {}

    static String render(AlertMessage message, Optional<SenderContact> sender) {
        HtmlWriter rows = new HtmlWriter();
        HtmlWriter top = new HtmlWriter()
                .element(
                        "h1 class=\"ink\" style=\"margin:0 0 8px;%sfont-size:22px;line-height:28px;color:#1f2933\""
                                .formatted(FONT),
                        message.title());
        if (!message.status().isEmpty()) {
            top.element(soft(), message.status());
        }
        row(rows, top);
        HtmlWriter about = new HtmlWriter().element(ink("font-weight:bold;"), message.subject());
        if (!message.why().isEmpty()) {
            about.element(ink(""), message.why());
        }
        row(rows, about);
        message.points().forEach(point -> row(rows, point(point)));
        if (!message.choices().isEmpty()) {
            row(rows, choices(message));
        }
        if (!message.reaches().isEmpty()) {
            row(rows, list(message.reachesTitle(), message.reaches()));
        }
        if (!message.use().isEmpty()) {
            row(rows, heading("Usage").element(ink(""), message.use()));
        }
        if (!message.elsewhere().isEmpty()) {
            row(rows, list("The same product elsewhere", message.elsewhere()));
        }
        HtmlWriter footer = new HtmlWriter();
        sender.ifPresent(known -> footer.element(soft(), known.sentence()));
        if (!message.identity().isEmpty()) {
            footer.element(
                    soft(), "For the security team: grantkeeper show " + ShellQuoting.argument(message.identity()));
        }
        rows.element("tr", new HtmlWriter().element("td class=\"pad\" style=\"padding:16px 24px 24px 24px\"", footer));
        return document(message.title(), rows);
    }

    private static String document(String title, HtmlWriter rows) {
        HtmlWriter card = new HtmlWriter()
                .element(
                        TABLE
                                + " width=\"600\" class=\"card\" bgcolor=\"#ffffff\" style=\"width:100%;max-width:600px;background-color:#ffffff\"",
                        rows);
        HtmlWriter cell = new HtmlWriter().element("td align=\"center\" style=\"padding:16px 8px\"", card);
        HtmlWriter back = new HtmlWriter()
                .element(
                        TABLE
                                + " width=\"100%\" class=\"back\" bgcolor=\"#f5f7fa\" style=\"width:100%;background-color:#f5f7fa\"",
                        new HtmlWriter().element("tr", cell));
        return new HtmlWriter()
                .raw("<!doctype html>")
                .open("html lang=\"en\"")
                .element(
                        "head",
                        new HtmlWriter()
                                .emptyElement("meta charset=\"utf-8\"")
                                .emptyElement("meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"")
                                .emptyElement("meta name=\"color-scheme\" content=\"light dark\"")
                                .emptyElement("meta name=\"supported-color-schemes\" content=\"light dark\"")
                                .element("title", title)
                                .element("style", STYLE))
                .element(
                        "body class=\"back\" style=\"margin:0;padding:0;background-color:#f5f7fa;overflow-wrap:break-word;word-break:break-word\"",
                        back)
                .close("html")
                .toString();
    }

    private static void row(HtmlWriter rows, HtmlWriter content) {
        rows.element("tr", new HtmlWriter().element("td class=\"pad\" style=\"padding:16px 24px 0 24px\"", content));
    }

    private static String ink(String more) {
        return "p class=\"ink\" style=\"margin:0 0 4px;%s%s\"".formatted(TEXT, more);
    }

    private static String soft() {
        return "p class=\"soft\" style=\"margin:0 0 8px;%s\"".formatted(SOFT);
    }

    private static HtmlWriter heading(String title) {
        return new HtmlWriter()
                .element(
                        "h2 class=\"ink\" style=\"margin:0 0 4px;%sfont-size:17px;line-height:24px;color:#1f2933\""
                                .formatted(FONT),
                        title);
    }

    private static HtmlWriter list(String title, List<String> lines) {
        HtmlWriter list = heading(title);
        lines.forEach(line -> list.element(ink("padding-left:12px;"), "•\u00a0" + line));
        return list;
    }

    /** Returns a question with one button for each answer, and the effect of the answer below each button. */
    private static HtmlWriter choices(AlertMessage message) {
        HtmlWriter choices = heading(message.choicesTitle());
        for (AnswerChoice choice : message.choices()) {
            choices.element(TABLE + " style=\"margin:12px 0 0\"", new HtmlWriter().element("tr", button(choice)));
            if (!choice.effect().isEmpty()) {
                choices.element("p class=\"soft\" style=\"margin:4px 0 8px;%s\"".formatted(SOFT), choice.effect());
            }
        }
        return choices.element("p class=\"soft\" style=\"margin:12px 0 0;%s\"".formatted(SOFT), MailTextRenderer.LINKS);
    }

    /** Returns a button that also works in Outlook: the cell has the color and the padding, and the link fills it. */
    private static HtmlWriter button(AnswerChoice choice) {
        Look look =
                switch (choice.weight()) {
                    case PRIMARY -> new Look("primary", "#0b6b46", "#ffffff", "#0b6b46");
                    case PLAIN -> new Look("plain", "#ffffff", "#1f2933", "#697586");
                    case GRAVE -> new Look("grave", "#ffffff", "#a61b1b", "#a61b1b");
                };
        return new HtmlWriter()
                .element(
                        "td class=\"%s line\" align=\"center\" bgcolor=\"%s\" style=\"background-color:%s;border:1px solid %s;border-radius:6px;mso-padding-alt:10px 18px\""
                                .formatted(look.name(), look.back(), look.back(), look.border()),
                        new HtmlWriter()
                                .element(
                                        "a href=%s class=\"%stext\" style=\"display:inline-block;padding:10px 18px;%sfont-size:16px;line-height:20px;font-weight:bold;color:%s;text-decoration:none\""
                                                .formatted(
                                                        HtmlWriter.quoted(choice.page()),
                                                        look.name(),
                                                        FONT,
                                                        look.ink()),
                                        choice.label()));
    }

    private record Look(String name, String back, String ink, String border) {}

    private static HtmlWriter point(AlertMessage.Point point) {
        HtmlWriter content = point.headline().isEmpty() ? new HtmlWriter() : heading("It " + point.headline() + ".");
        HtmlWriter facts = new HtmlWriter();
        fact(facts, "Before", String.join("; ", point.before()));
        fact(facts, point.afterLabel(), String.join("; ", point.after()));
        fact(facts, "By", point.by().orElse(""));
        fact(facts, "Detected", point.when());
        fact(facts, "Source", point.basis());
        fact(facts, "Why it matters", String.join(" ", point.reasons()));
        fact(facts, "What to do", point.advice());
        return content.element(TABLE + " width=\"100%\"", facts);
    }

    private static void fact(HtmlWriter facts, String label, String value) {
        if (!value.isEmpty()) {
            facts.element(
                    "tr",
                    new HtmlWriter()
                            .element(
                                    "td valign=\"top\" width=\"120\" class=\"soft\" style=\"width:120px;padding:2px 12px 2px 0;%s\""
                                            .formatted(SOFT),
                                    label)
                            .element(
                                    "td valign=\"top\" class=\"ink\" style=\"padding:2px 0;%s\"".formatted(TEXT),
                                    value));
        }
    }
}
