package io.grantkeeper.evidence.output;

import java.util.List;

/** HTML, with every text escaped on its way in. */
final class Markup {
    private final StringBuilder out = new StringBuilder();

    static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            switch (unit) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(unit);
            }
        }
        return safe.toString();
    }

    /** Markup as it stands: never a text from elsewhere. */
    Markup raw(String markup) {
        out.append(markup);
        return this;
    }

    Markup text(String text) {
        out.append(escape(text));
        return this;
    }

    Markup heading(int level, String id, String text) {
        return raw("<h%d id=\"%s\">".formatted(level, escape(id))).text(text).raw("</h%d>\n".formatted(level));
    }

    Markup paragraph(String kind, String text) {
        return raw(kind.isEmpty() ? "<p>" : "<p class=\"%s\">".formatted(escape(kind)))
                .text(text)
                .raw("</p>\n");
    }

    /** Begins a table; heads that end in {@code #} are of numbers. */
    Markup table(List<String> heads) {
        raw("<table><thead><tr>");
        heads.forEach(head -> raw(head.endsWith("#") ? "<th class=\"n\">" : "<th>")
                .text(head.replaceFirst("#$", ""))
                .raw("</th>"));
        return raw("</tr></thead><tbody>\n");
    }

    Markup cell(String text) {
        return raw("<td>").text(text).raw("</td>");
    }

    Markup cell(long number) {
        return raw("<td class=\"n\">" + number + "</td>");
    }

    Markup endTable() {
        return raw("</tbody></table>\n");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
