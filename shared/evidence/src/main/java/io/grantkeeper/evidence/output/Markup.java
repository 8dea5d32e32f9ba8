package io.grantkeeper.evidence.output;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTML, with every text escaped on its way in. */
final class Markup {
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

    /** A text as a string of CSS: whatever is no plain letter, digit or space is written by its number. */
    static String cssText(String text) {
        StringBuilder safe = new StringBuilder("\"");
        text.codePoints().forEach(point -> {
            if ((Character.isLetterOrDigit(point) && point < 128) || " .,:/-()+".indexOf(point) >= 0) {
                safe.appendCodePoint(point);
            } else {
                safe.append("\\%06x ".formatted(point)); // the space ends the number
            }
        });
        return safe.append('"').toString();
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

    /** A text that may break behind slashes, with digests shortened: whole ones stand in the tables of the folder. */
    Markup breakable(String text) {
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
        raw("<div class=\"scroll\"><table><thead><tr>");
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
        return raw("</tbody></table></div>\n");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
