package io.grantkeeper.demo;

import io.grantkeeper.local.doubles.LocalMailServer;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Collects every sentence that people of the demo company receive. A person then judges whether an employee understands
 * these sentences. Links are left out.
 */
public final class DemoSentences {
    /** The width at which the lines of emails are wrapped. */
    private static final int MAIL_WIDTH = 76;

    private static final Pattern PAGE = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/(?:answers|reviews)/[^\\s>)\"|]+");
    private static final Pattern BLOCK =
            Pattern.compile("</?(?:p|ul|ol|li|h[1-6]|button|label|legend|dt|dd|td|th|div|summary|a|br)\\b[^<>]*>");

    private DemoSentences() {}

    /**
     * A sentence, or a line that is not a sentence, such as a heading or a button.
     *
     * @param messages the number of messages and pages that contain it
     */
    public record Sentence(String text, int messages) {}

    /**
     * Returns the sentences that people received, most frequent first.
     *
     * @param except the address of the security team, whose messages are not for employees
     * @param pages the pages behind the links in the messages, as HTML
     */
    public static List<Sentence> of(DemoReport report, String except, Collection<String> pages) {
        Map<String, Integer> counts = new TreeMap<>();
        for (LocalMailServer.Received mail : report.mail()) {
            if (!mail.to().contains(except)) {
                List<String> lines = new ArrayList<>(List.of(mail.subject()));
                lines.addAll(unwrapped(mail.text()));
                count(lines, counts);
            }
        }
        for (JsonNode message : report.slack()) {
            List<String> texts = new ArrayList<>();
            addTexts(message.path("blocks"), texts);
            count(texts, counts);
        }
        pages.forEach(page -> count(text(page), counts));
        return counts.entrySet().stream()
                .map(entry -> new Sentence(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt(Sentence::messages).reversed().thenComparing(Sentence::text))
                .toList();
    }

    /** Returns the links to answer pages in the messages to people. */
    static Set<URI> links(DemoReport report, String except) {
        return Stream.concat(
                        report.mail().stream()
                                .filter(mail -> !mail.to().contains(except))
                                .map(LocalMailServer.Received::text),
                        report.slack().stream()
                                .map(message -> message.path("blocks").toString()))
                .flatMap(text -> PAGE.matcher(text).results())
                .map(link -> URI.create(link.group()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Returns the lines of text on a page. */
    static List<String> text(String html) {
        String body = html.substring(Math.max(0, html.indexOf("<body")));
        return List.of(BLOCK.matcher(body)
                .replaceAll("\n")
                .replaceAll("<[^<>]*>", "")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&"));
    }

    private static void count(List<String> texts, Map<String, Integer> counts) {
        texts.stream()
                .flatMap(text -> text.lines())
                .flatMap(line -> sentences(line).stream())
                .distinct()
                .forEach(sentence -> counts.merge(sentence, 1, Integer::sum));
    }

    /** Joins the lines of an email that were one line before the text was wrapped. */
    static List<String> unwrapped(String text) {
        List<String> lines = new ArrayList<>();
        int last = 0;
        for (String line : text.lines().toList()) {
            String words = line.strip();
            int space = words.indexOf(' ');
            int first = space < 0 ? words.length() : space;
            boolean continues = !lines.isEmpty()
                    && !words.isEmpty()
                    && !words.startsWith("- ")
                    && !words.startsWith("http")
                    && last > 0
                    && last + 1 + first > MAIL_WIDTH;
            if (continues) {
                lines.set(lines.size() - 1, lines.getLast() + " " + words);
            } else {
                lines.add(words);
            }
            last = line.length();
        }
        return lines;
    }

    /** Splits a line into sentences, at each end of a sentence that is followed by a capital letter. */
    static List<String> sentences(String line) {
        List<String> sentences = new ArrayList<>();
        int start = 0;
        for (int i = 1; i + 1 < line.length(); i++) {
            if (line.charAt(i) == ' '
                    && ".?!".indexOf(line.charAt(i - 1)) >= 0
                    && Character.isUpperCase(line.charAt(i + 1))) {
                sentences.add(line.substring(start, i));
                start = i + 1;
            }
        }
        sentences.add(line.substring(start));
        return sentences.stream()
                .map(sentence -> sentence.startsWith("- ") ? sentence.substring(2) : sentence)
                .map(sentence -> sentence.replaceFirst(": https?://\\S+$", ""))
                .map(String::strip)
                .filter(sentence ->
                        !sentence.isEmpty() && !sentence.startsWith("http") && !sentence.startsWith("<http"))
                .toList();
    }

    private static void addTexts(JsonNode node, List<String> texts) {
        if (node.isObject() && node.path("text").isString()) {
            texts.add(node.path("text").asString(""));
        }
        for (JsonNode child : node) {
            addTexts(child, texts);
        }
    }
}
