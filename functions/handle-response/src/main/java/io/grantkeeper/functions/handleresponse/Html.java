package io.grantkeeper.functions.handleresponse;

import java.util.List;

/**
 * A part of a page. Every text that comes from outside goes through {@link #text}, which escapes it; only this class
 * writes tags.
 */
final class Html {
    private final StringBuilder html = new StringBuilder();

    /** Escapes for elements and for attributes in double quotes. */
    static String escape(String text) {
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

    /** An element with a text in it. */
    Html element(String tag, String text) {
        html.append('<').append(tag).append('>').append(escape(text));
        html.append("</").append(name(tag)).append('>');
        return this;
    }

    /** An element with further elements in it. */
    Html element(String tag, Html content) {
        html.append('<').append(tag).append('>').append(content);
        html.append("</").append(name(tag)).append('>');
        return this;
    }

    /** An element without content: {@code input}, {@code br}. */
    Html single(String tag) {
        html.append('<').append(tag).append('>');
        return this;
    }

    Html text(String text) {
        html.append(escape(text));
        return this;
    }

    Html add(Html part) {
        html.append(part);
        return this;
    }

    /** A list, where there is anything in it. */
    Html list(List<String> lines) {
        if (!lines.isEmpty()) {
            Html items = new Html();
            lines.forEach(line -> items.element("li", line));
            element("ul", items);
        }
        return this;
    }

    /** An attribute's value, in quotes. */
    static String quoted(String value) {
        return "\"" + escape(value) + "\"";
    }

    private static String name(String tag) {
        int space = tag.indexOf(' ');
        return space < 0 ? tag : tag.substring(0, space);
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
