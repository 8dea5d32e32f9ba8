package io.grantkeeper.owners.alerts;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rewrites texts of findings and capabilities for the employee who reads them. */
public final class EmployeeText {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final Pattern DATE = Pattern.compile("\\b\\d{4}-\\d{2}-\\d{2}\\b");

    /**
     * The phrases that address the person whose data is concerned, longest first, each with the phrase that refers to
     * other people instead.
     */
    private static final List<Map.Entry<Pattern, String>> OTHERS = List.of(
            Map.entry(Pattern.compile("\\byou can access\\b"), "they can access"),
            Map.entry(Pattern.compile("\\b(?:while you are away)\\b"), "while they are away"),
            Map.entry(Pattern.compile("\\bas you\\b"), "as them"),
            Map.entry(Pattern.compile("\\byour own\\b"), "their own"),
            Map.entry(Pattern.compile("\\byour\\b"), "people's"),
            Map.entry(Pattern.compile("\\byou\\b"), "they"));

    private EmployeeText() {}

    /** Returns the text with dates such as "2026-11-24" rewritten as "24 November 2026". */
    public static String dates(String text) {
        return DATE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(date(match.group())));
    }

    private static String date(String iso) {
        try {
            return LocalDate.parse(iso).format(DAY);
        } catch (DateTimeException _) {
            return iso;
        }
    }

    /**
     * Returns a capability for a reader who did not give the access: "read all of your mail" becomes "read all of people's
     * mail".
     */
    public static String aboutOthers(String capability) {
        String text = capability;
        for (Map.Entry<Pattern, String> words : OTHERS) {
            text = words.getKey().matcher(text).replaceAll(words.getValue());
        }
        return text;
    }
}
