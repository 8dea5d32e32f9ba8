package io.grantkeeper.functions.handleresponse;

import java.util.List;

/**
 * A fragment of a page. All text from outside goes through {@link #text}, which escapes it; only this class writes
 * tags.
 */
final class HtmlFragment {
    private final StringBuilder html = new StringBuilder();

    /** Escapes text for elements and for attributes in double quotes. */
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

    /** Adds an element that contains text. */
    HtmlFragment element(String tag, String text) {
        html.append('<').append(tag).append('>').append(escape(text));
        html.append("</").append(name(tag)).append('>');
        return this;
    }

    /** Adds an element that contains other elements. */
    HtmlFragment element(String tag, HtmlFragment content) {
        html.append('<').append(tag).append('>').append(content);
        html.append("</").append(name(tag)).append('>');
        return this;
    }

    /** Adds an element without content: {@code input}, {@code br}. */
    HtmlFragment emptyElement(String tag) {
        html.append('<').append(tag).append('>');
        return this;
    }

    HtmlFragment text(String text) {
        html.append(escape(text));
        return this;
    }

    HtmlFragment add(HtmlFragment part) {
        html.append(part);
        return this;
    }

    /** Adds a list, unless it is empty. */
    HtmlFragment list(List<String> lines) {
        if (!lines.isEmpty()) {
            HtmlFragment items = new HtmlFragment();
            lines.forEach(line -> items.element("li", line));
            element("ul", items);
        }
        return this;
    }

    /** Returns an attribute's value in quotes. */
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
