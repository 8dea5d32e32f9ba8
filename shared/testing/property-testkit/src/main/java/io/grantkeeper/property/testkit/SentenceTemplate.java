package io.grantkeeper.property.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A string in a Java source that becomes a sentence, or a part of a sentence, when values are put into its
 * placeholders.
 */
public final class SentenceTemplate {
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final String place;
    private final String constant;
    private final boolean isConstant;
    private final String longestSegment;
    private final Pattern pattern;

    /**
     * Creates a template.
     *
     * @param place the file and the line
     * @param segments the constant parts; there is one placeholder between each pair of neighboring parts
     */
    SentenceTemplate(String place, List<String> segments) {
        this.place = place;
        this.constant = String.join("…", segments);
        this.isConstant = segments.size() == 1;
        List<String> lines = segments.stream().map(SentenceTemplate::oneLine).toList();
        this.longestSegment =
                lines.stream().max(Comparator.comparingInt(String::length)).orElse("");
        this.pattern = pattern(lines);
    }

    private static Pattern pattern(List<String> segments) {
        StringBuilder pattern = new StringBuilder(Pattern.quote(segments.getFirst()));
        for (int i = 1; i < segments.size(); i++) {
            boolean atEnd = i == segments.size() - 1 && segments.get(i).isEmpty();
            pattern.append(atEnd ? "(.*)" : "(.*?)").append(Pattern.quote(segments.get(i)));
        }
        return Pattern.compile(pattern.toString());
    }

    /**
     * Returns the values of the placeholders in a line that contains this template; an empty list if the line does not
     * contain it.
     *
     * @param text one line
     */
    List<String> valuesIn(String text) {
        if (!text.contains(longestSegment)) {
            return List.of();
        }
        Matcher matcher = pattern.matcher(text);
        List<String> values = new ArrayList<>();
        if (matcher.find()) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                values.add(matcher.group(group));
            }
        }
        return values;
    }

    /** Returns whether the sentence has no placeholder. */
    boolean isConstant() {
        return isConstant;
    }

    /** Returns whether the given text contains this sentence, which has no placeholder. */
    boolean isIn(String text) {
        return text.contains(longestSegment);
    }

    static String oneLine(String text) {
        return SPACE.matcher(text).replaceAll(" ");
    }

    /** Returns the constant parts, with {@code …} for each placeholder. */
    String constant() {
        return constant;
    }

    @Override
    public String toString() {
        return place + ": " + constant;
    }
}
