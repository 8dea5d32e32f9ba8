package io.grantkeeper.identity.text;

import java.util.List;

/**
 * Writes HTML for pages, mail and evidence. Text is normalized and escaped when it is added. The tag passed to {@link
 * #open} can contain attributes; use {@link #quoted} for attribute values that are not trusted.
 */
public final class HtmlWriter {
    private final StringBuilder html = new StringBuilder();

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /**
     * Returns an attribute's value, escaped and in quotes. The value is not normalized, because a form or a link sends
     * it back.
     */
    public static String quoted(String value) {
        return "\"" + escape(value) + "\"";
    }

    /** Returns an attribute's value that people see, normalized and in quotes. */
    public static String quotedText(String text) {
        return quoted(TextNormalization.oneLine(text));
    }

    /**
     * Returns a text as a CSS string. Every character is escaped as its code point, except ASCII letters and digits,
     * spaces and some punctuation.
     */
    public static String cssText(String text) {
        StringBuilder safe = new StringBuilder("\"");
        TextNormalization.oneLine(text).codePoints().forEach(point -> {
            if ((Character.isLetterOrDigit(point) && point < 128) || " .,:/-()+".indexOf(point) >= 0) {
                safe.appendCodePoint(point);
            } else {
                safe.append("\\%06x ".formatted(point)); // in CSS, the space ends the escaped code point
            }
        });
        return safe.append('"').toString();
    }

    public HtmlWriter text(String text) {
        html.append(escape(TextNormalization.lines(text)));
        return this;
    }

    /** Adds text that can wrap after slashes, such as an id. */
    public HtmlWriter breakableText(String text) {
        html.append(escape(TextNormalization.lines(text)).replace("/", "/<wbr>"));
        return this;
    }

    /** Adds markup unchanged. {@code OutputWritersTest} checks that it is a constant. */
    public HtmlWriter raw(String markup) {
        html.append(markup);
        return this;
    }

    public HtmlWriter add(HtmlWriter part) {
        html.append(part.html);
        return this;
    }

    /**
     * Starts an element.
     *
     * @param tag the name of the element, optionally followed by attributes
     */
    public HtmlWriter open(String tag) {
        html.append('<').append(tag).append('>');
        return this;
    }

    /** Ends an element. The tag may include the attributes with which the element was opened. */
    public HtmlWriter close(String tag) {
        int space = tag.indexOf(' ');
        html.append("</").append(tag, 0, space < 0 ? tag.length() : space).append('>');
        return this;
    }

    /** Adds an element that contains text. */
    public HtmlWriter element(String tag, String text) {
        return open(tag).text(text).close(tag);
    }

    /** Adds an element that contains other elements. */
    public HtmlWriter element(String tag, HtmlWriter content) {
        return open(tag).add(content).close(tag);
    }

    /** Adds an element without content, for example {@code input} or {@code br}. */
    public HtmlWriter emptyElement(String tag) {
        return open(tag);
    }

    /** Adds the lines as a list with one item each. If there are none, nothing is added. */
    public HtmlWriter list(List<String> lines) {
        if (!lines.isEmpty()) {
            open("ul");
            lines.forEach(line -> element("li", line));
            close("ul");
        }
        return this;
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
