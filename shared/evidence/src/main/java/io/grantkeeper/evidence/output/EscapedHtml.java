package io.grantkeeper.evidence.output;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Builds HTML. Every text is escaped when it is added. */
final class EscapedHtml {
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final int HEAD = 15;
    private static final int TAIL = 4;

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

    /**
     * Returns a text as a CSS string: every character except letters, digits and spaces is written as its code point.
     */
    static String cssText(String text) {
        StringBuilder safe = new StringBuilder("\"");
        text.codePoints().forEach(point -> {
            if ((Character.isLetterOrDigit(point) && point < 128) || " .,:/-()+".indexOf(point) >= 0) {
                safe.appendCodePoint(point);
            } else {
                safe.append("\\%06x ".formatted(point)); // the space ends the code point
            }
        });
        return safe.append('"').toString();
    }

    /** Adds markup unchanged; never pass untrusted text. */
    EscapedHtml raw(String markup) {
        out.append(markup);
        return this;
    }

    EscapedHtml text(String text) {
        out.append(escape(text));
        return this;
    }

    /**
     * Adds a text that may wrap after slashes, with digests shortened. The CSV tables in the report's folder contain
     * the complete digests.
     */
    EscapedHtml breakable(String text) {
        Matcher digest = DIGEST.matcher(text);
        int from = 0;
        while (digest.find()) {
            raw(slashes(text.substring(from, digest.start())));
            String whole = digest.group();
            raw("<code title=\"%s\">%s…%s</code>"
                    .formatted(whole, whole.substring(0, HEAD), whole.substring(whole.length() - TAIL)));
            from = digest.end();
        }
        return raw(slashes(text.substring(from)));
    }

    private static String slashes(String text) {
        return escape(text).replace("/", "/<wbr>");
    }

    EscapedHtml heading(int level, String id, String text) {
        return raw("<h%d id=\"%s\">".formatted(level, escape(id))).text(text).raw("</h%d>\n".formatted(level));
    }

    EscapedHtml paragraph(String kind, String text) {
        return raw(kind.isEmpty() ? "<p>" : "<p class=\"%s\">".formatted(escape(kind)))
                .text(text)
                .raw("</p>\n");
    }

    /** Starts a table. A heading that ends in {@code #} marks a column of numbers. */
    EscapedHtml table(List<String> heads) {
        raw("<div class=\"scroll\"><table><thead><tr>");
        heads.forEach(head -> raw(head.endsWith("#") ? "<th class=\"n\">" : "<th>")
                .text(head.replaceFirst("#$", ""))
                .raw("</th>"));
        return raw("</tr></thead><tbody>\n");
    }

    EscapedHtml cell(String text) {
        return raw("<td>").text(text).raw("</td>");
    }

    EscapedHtml cell(long number) {
        return raw("<td class=\"n\">" + number + "</td>");
    }

    EscapedHtml endTable() {
        return raw("</tbody></table></div>\n");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
