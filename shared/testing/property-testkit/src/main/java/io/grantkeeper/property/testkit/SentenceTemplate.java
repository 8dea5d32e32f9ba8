package io.grantkeeper.property.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A string in a Java source that becomes a sentence, or a part of one, when values are put into its placeholders.
 *
 * @param place the file and the line
 * @param segments the constant parts; there is one placeholder between each two of them
 */
public record SentenceTemplate(String place, List<String> segments) {
    private static final Pattern SPACE = Pattern.compile("\\s+");

    public SentenceTemplate {
        segments = List.copyOf(segments);
    }

    /**
     * Returns the values of the placeholders in a text that contains this template; an empty list if it does not
     * contain it.
     */
    public List<String> valuesIn(String text) {
        Matcher matcher = pattern().matcher(oneLine(text));
        List<String> values = new ArrayList<>();
        if (matcher.find()) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                values.add(matcher.group(group));
            }
        }
        return values;
    }

    private Pattern pattern() {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < segments.size(); i++) {
            boolean last = i == segments.size() - 1;
            pattern.append(Pattern.quote(oneLine(segments.get(i))));
            if (!last) {
                pattern.append(i == segments.size() - 2 && segments.get(i + 1).isEmpty() ? "(.*)" : "(.*?)");
            }
        }
        return Pattern.compile(pattern.toString(), Pattern.DOTALL);
    }

    private static String oneLine(String text) {
        return SPACE.matcher(text).replaceAll(" ");
    }

    /** Returns the constant parts, with {@code …} for each placeholder. */
    String constant() {
        return String.join("…", segments);
    }

    @Override
    public String toString() {
        return place + ": " + constant();
    }
}
