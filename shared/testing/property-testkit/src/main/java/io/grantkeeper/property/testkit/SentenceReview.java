package io.grantkeeper.property.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checks that each fact in each sentence comes from the row that the sentence is about. The sentence templates are read
 * from the sources, so a new template fails the check until a scene renders it. For each value that a scene puts into a
 * template, some change of one fact in the scene's row must change or remove the value. A sentence without values must
 * disappear after some change of one fact; otherwise, it would say the same about every row.
 */
public final class SentenceReview {
    private static final Pattern PASSAGE = Pattern.compile("\n|<[^<>]*>|\",?\"|\":\"");

    private final List<SentenceTemplate> templates;
    private final Set<SentenceTemplate> rendered = new LinkedHashSet<>();
    private final Map<String, String> notSentences = new LinkedHashMap<>();
    private final Map<Value, String> unsourced = new LinkedHashMap<>();
    private final Set<Value> sourced = new LinkedHashSet<>();

    /** A placeholder in a template. */
    private record Value(SentenceTemplate template, int place) {}

    public SentenceReview(List<SentenceTemplate> templates) {
        this.templates = List.copyOf(templates);
    }

    /**
     * Excludes templates that are not read by people, such as keys.
     *
     * @param constant the template's constant parts, with {@code …} for each placeholder
     * @param reason the reason why the template is not a sentence
     */
    public SentenceReview without(String constant, String reason) {
        notSentences.put(constant, reason);
        return this;
    }

    /**
     * Adds a scene: a row, and the texts that are rendered from it.
     *
     * @param row every fact that the sentences may state, including the clock and settings
     * @param texts renders the row; each text is matched separately
     * @param others further rows that differ in one fact, for facts with few valid values, such as names of products
     */
    public <R extends Record> SentenceReview scene(
            String name, R row, Function<R, List<String>> texts, List<R> others) {
        List<String> original = passages(texts.apply(row));
        List<List<String>> changed = Stream.concat(RowMutations.of(row).stream(), others.stream())
                .map(variant -> textsOrNone(texts, variant))
                .toList();
        for (SentenceTemplate template : templates) {
            if (template.isConstant()) {
                constant(name, template, original, changed);
                continue;
            }
            for (String text : original) {
                List<String> values = template.valuesIn(text);
                if (!values.isEmpty()) {
                    rendered.add(template);
                }
                for (int i = 0; i < values.size(); i++) {
                    Value value = new Value(template, i);
                    if (!values.get(i).isBlank()) {
                        if (isSourced(template, i, values.get(i), changed)) {
                            sourced.add(value);
                        } else {
                            unsourced.putIfAbsent(
                                    value,
                                    "%s: no fact in the row changes \"%s\" in %s"
                                            .formatted(name, values.get(i), template));
                        }
                    }
                }
            }
        }
        return this;
    }

    private void constant(String name, SentenceTemplate template, List<String> original, List<List<String>> changed) {
        if (original.stream().noneMatch(template::isIn)) {
            return;
        }
        rendered.add(template);
        Value value = new Value(template, 0);
        boolean disappears = changed.stream()
                .anyMatch(texts -> !texts.isEmpty() && texts.stream().noneMatch(template::isIn));
        if (disappears) {
            sourced.add(value);
        } else {
            unsourced.putIfAbsent(value, "%s: no fact in the row removes %s".formatted(name, template));
        }
    }

    /** Adds a scene without further rows. */
    public <R extends Record> SentenceReview scene(String name, R row, Function<R, List<String>> texts) {
        return scene(name, row, texts, List.of());
    }

    private static String unescaped(String markup) {
        return markup.replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&amp;", "&");
    }

    /** Splits text into passages: lines, and the text inside markup elements. */
    private static List<String> passages(List<String> texts) {
        return texts.stream()
                .flatMap(text -> Stream.of(PASSAGE.split(text, -1)))
                .map(SentenceReview::unescaped)
                .map(SentenceTemplate::oneLine)
                .filter(passage -> !passage.isBlank())
                .distinct()
                .toList();
    }

    private static <R extends Record> List<String> textsOrNone(Function<R, List<String>> texts, R variant) {
        try {
            return passages(texts.apply(variant));
        } catch (RuntimeException e) { // the stores or the code reject the changed row, so nobody reads about it
            return List.of();
        }
    }

    /**
     * Returns whether some change of one fact leads to another value in the same template. A change that removes the
     * whole sentence does not count, because it shows nothing about the value.
     */
    private static boolean isSourced(SentenceTemplate template, int place, String value, List<List<String>> changed) {
        return changed.stream()
                .map(texts -> texts.stream()
                        .map(template::valuesIn)
                        .filter(values -> !values.isEmpty())
                        .map(values -> values.get(place))
                        .toList())
                .anyMatch(values -> !values.isEmpty() && !values.contains(value));
    }

    /**
     * Returns the problems, one line each; empty if each template is rendered and each placeholder has a source in a
     * scene. One scene is enough, because a short template may also match a part of another sentence.
     */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        unsourced.forEach((value, problem) -> {
            if (!sourced.contains(value) && !isExcluded(value.template())) {
                problems.add(problem);
            }
        });
        for (SentenceTemplate template : templates) {
            if (!isExcluded(template) && !rendered.contains(template)) {
                problems.add("no scene renders %s".formatted(template));
            }
        }
        notSentences.keySet().stream()
                .filter(constant -> templates.stream()
                        .noneMatch(template -> template.constant().equals(constant)))
                .forEach(constant -> problems.add("excluded, but not in the sources: " + constant));
        return problems;
    }

    private boolean isExcluded(SentenceTemplate template) {
        return notSentences.containsKey(template.constant());
    }
}
