package io.grantkeeper.permissions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;

/**
 * Our own rules for one provider: its things, its resource words, permissions spelled out one by one, and edges of
 * its order. Read from {@code rules/<provider>.tsv}; that file's head explains the form.
 */
final class RuleBook {
    /**
     * A resource word of a grammar: what it speaks of, and how far it reaches and what it lets one do (as action
     * codes) where the name does not say.
     */
    record Word(Thing thing, Optional<Reach> reach, Optional<String> actions) {
        String actionsOr(Optional<String> named) {
            return named.or(this::actions).orElse(Verbs.ALL_BUT_ADMINISTER);
        }
    }

    private final Map<String, Thing> things = new LinkedHashMap<>();
    private final Map<String, Word> words = new HashMap<>();
    private final Map<List<String>, Word> wordParts = new HashMap<>();
    private final Map<String, Word> hints = new LinkedHashMap<>();
    private final Map<String, List<Capability>> exact = new LinkedHashMap<>();
    private final Map<String, List<String>> narrower = new LinkedHashMap<>();
    private final Map<String, String> synonyms = new HashMap<>();

    static RuleBook load(Provider provider, Grammar grammar) {
        RuleBook rules = new RuleBook();
        String file = "rules/" + provider.wireName() + ".tsv";
        List<String> lines = new ArrayList<>(Resources.lines("rules/common.tsv"));
        lines.addAll(Resources.lines(file));
        for (String line : lines) {
            try {
                rules.accept(line.split("\t", -1), grammar);
            } catch (RuntimeException e) {
                throw new IllegalStateException("%s has a line that cannot be read: %s".formatted(file, line), e);
            }
        }
        rules.words.forEach(
                (word, meaning) -> rules.wordParts.putIfAbsent(List.of(word.split("[.:/_-]", -1)), meaning));
        return rules;
    }

    private void accept(String[] cell, Grammar grammar) {
        switch (cell[0]) {
            case "thing" ->
                things.put(
                        cell[1],
                        new Thing(
                                cell[1],
                                ResourceClass.ofWireName(cell[2]),
                                Integer.parseInt(cell[3]),
                                cell[4],
                                cell.length > 5 ? cell[5] : ""));
            case "word" -> addWords(cell, words);
            case "hint" -> addWords(cell, hints);
            case "exact" -> {
                List<Capability> capabilities = capabilities(cell[3]);
                for (String permission : cell[1].split(" \\| ", -1)) {
                    exact.put(exactKey(key(permission, grammar), kindCode(cell[2])), capabilities);
                }
            }
            case "wider" ->
                narrower.computeIfAbsent(key(cell[1], grammar), k -> new ArrayList<>())
                        .addAll(Arrays.stream(cell[2].split(" \\| ", -1))
                                .map(one -> key(one, grammar))
                                .toList());
            case "same" -> synonyms.put(key(cell[1], grammar), key(cell[2], grammar));
            default -> throw new IllegalArgumentException("unknown rule '" + cell[0] + "'");
        }
    }

    private void addWords(String[] cell, Map<String, Word> into) {
        String[] target = cell[2].split(":", -1);
        Optional<Reach> reach = target.length > 1 && !target[1].isEmpty()
                ? Optional.of(Reach.ofCode(target[1].charAt(0)))
                : Optional.empty();
        Optional<String> actions = target.length > 2 ? Optional.of(target[2]) : Optional.empty();
        for (String word : cell[1].split(" ", -1)) {
            into.put(word.toLowerCase(Locale.ROOT), new Word(thing(target[0]), reach, actions));
        }
    }

    private static String key(String permission, Grammar grammar) {
        return grammar.key(permission.toLowerCase(Locale.ROOT));
    }

    private static String kindCode(String cell) {
        return cell.equals("-") ? "" : cell;
    }

    private static String exactKey(String key, String kind) {
        return kind.isEmpty() ? key : key + "\t" + kind;
    }

    /** Reads capabilities as the files write them: {@code thing:actions:reach} separated by spaces; "-" for none. */
    List<Capability> capabilities(String cell) {
        if (cell.equals("-")) {
            return List.of();
        }
        List<Capability> read = new ArrayList<>();
        for (String part : cell.split(" ", -1)) {
            String[] piece = part.split(":", -1);
            Thing thing = thing(piece[0]);
            Reach reach = Reach.ofCode(piece[2].charAt(0));
            for (char code : piece[1].toCharArray()) {
                read.add(new Capability(thing, Action.ofCode(code), reach));
            }
        }
        return read;
    }

    /** The inverse of {@link #capabilities(String)}. */
    static String write(List<Capability> capabilities) {
        Map<String, StringBuilder> grouped = new LinkedHashMap<>();
        for (Capability one : capabilities) {
            grouped.computeIfAbsent(one.thing().key() + "\t" + one.reach().code(), k -> new StringBuilder())
                    .append(one.action().code());
        }
        List<String> parts = new ArrayList<>();
        grouped.forEach((key, actions) -> {
            String[] piece = key.split("\t", -1);
            parts.add(piece[0] + ":" + actions + ":" + piece[1]);
        });
        return parts.isEmpty() ? "-" : String.join(" ", parts);
    }

    Thing thing(String key) {
        Thing thing = things.get(key);
        if (thing == null) {
            throw new IllegalArgumentException("no thing is called '" + key + "'");
        }
        return thing;
    }

    Optional<Word> word(String word) {
        return Optional.ofNullable(words.get(word));
    }

    /** A resource word by its parts, whatever separates them. */
    Optional<Word> wordOf(List<String> parts) {
        return Optional.ofNullable(wordParts.get(parts));
    }

    /** A word that means about the same for every provider. */
    Optional<Word> hint(String word) {
        return Optional.ofNullable(hints.get(word)).or(() -> Optional.ofNullable(hints.get(word + "s")));
    }

    /** The first general word, of four letters or more, that the given one contains. */
    Optional<Word> hintWithin(String word) {
        return hints.entrySet().stream()
                .filter(hint -> hint.getKey().length() >= 4 && word.contains(hint.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** What a person wrote down for exactly this permission, for this kind if they told kinds apart. */
    Optional<List<Capability>> exact(String key, Optional<PermissionKind> kind) {
        return kind.map(k -> exact.get(exactKey(key, k.wireName()))).or(() -> Optional.ofNullable(exact.get(key)));
    }

    /** The permissions that a person wrote down, as keys and without kinds. */
    SequencedSet<String> exactKeys() {
        SequencedSet<String> keys = new TreeSet<>();
        exact.keySet().forEach(key -> keys.add(key.split("\t", -1)[0]));
        return keys;
    }

    /** The edges of the order that a person wrote down: wider to narrower, as keys. */
    Map<String, List<String>> edges() {
        return narrower;
    }

    /** The one key that stands for all names of the same permission. */
    String representative(String key) {
        return synonyms.getOrDefault(key, key);
    }
}
