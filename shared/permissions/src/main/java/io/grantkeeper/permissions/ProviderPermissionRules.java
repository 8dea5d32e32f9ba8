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
 * Grantkeeper's rules for one provider: its resource types, its resource words, permissions with an individually
 * curated meaning, and edges of the permission order. The rules are read from {@code rules/<provider>.tsv}; the header
 * of {@code common.tsv} explains the format.
 */
final class ProviderPermissionRules {
    /**
     * A resource word of a grammar.
     *
     * @param thing the resource type that the word names
     * @param reach the reach, unless the permission's name states another one
     * @param actions the action codes, unless the permission's name states other actions
     */
    record ResourceWord(PermissionResourceType thing, Optional<CapabilityReach> reach, Optional<String> actions) {
        String actionsOr(Optional<String> named) {
            return named.or(this::actions).orElse(PermissionVerbs.ALL_BUT_ADMINISTER);
        }
    }

    private static final String CLASS_PREFIX = "class:";

    private final Map<String, ReadSensitivity> sensitivities = new HashMap<>();
    private final Map<String, PermissionResourceType> things = new LinkedHashMap<>();
    private final Map<String, ResourceWord> words = new HashMap<>();
    private final Map<List<String>, ResourceWord> wordParts = new HashMap<>();
    private final Map<String, ResourceWord> hints = new LinkedHashMap<>();
    private final Map<String, List<Capability>> curated = new LinkedHashMap<>();
    private final Map<String, List<Capability>> signIn = new HashMap<>();
    private final Map<String, List<String>> narrower = new LinkedHashMap<>();
    private final Map<String, String> synonyms = new HashMap<>();

    static ProviderPermissionRules load(PermissionProvider provider, PermissionGrammar grammar) {
        ProviderPermissionRules rules = new ProviderPermissionRules();
        String file = "rules/" + provider.wireName() + ".tsv";
        List<String> lines = new ArrayList<>(PermissionDataFiles.lines("rules/common.tsv"));
        lines.addAll(PermissionDataFiles.lines(file));
        // The sensitivity of resources comes first, because a resource type contains it.
        for (boolean sensitivity : List.of(true, false)) {
            for (String line : lines) {
                if (line.startsWith("reads\t") == sensitivity) {
                    try {
                        rules.addRule(line.split("\t", -1), grammar);
                    } catch (RuntimeException e) {
                        throw new IllegalStateException("cannot read a line in %s: %s".formatted(file, line), e);
                    }
                }
            }
        }
        rules.requireThings();
        rules.nameEdgesByRepresentatives();
        rules.words.forEach(
                (word, meaning) -> rules.wordParts.putIfAbsent(List.of(word.split("[.:/_-]", -1)), meaning));
        return rules;
    }

    private void addRule(String[] cell, PermissionGrammar grammar) {
        switch (cell[0]) {
            case "reads" -> addSensitivity(cell);
            case "thing" -> addThing(cell);
            case "word" -> addWords(cell, words);
            case "hint" -> addWords(cell, hints);
            case "sign-in" -> {
                List<Capability> capabilities = capabilities(cell[2]);
                for (String scope : cell[1].split(" \\| ", -1)) {
                    signIn.put(scope, capabilities);
                }
            }
            case "exact" -> {
                List<Capability> capabilities = capabilities(cell[3]);
                for (String permission : cell[1].split(" \\| ", -1)) {
                    curated.put(exactKey(key(permission, grammar), kindCode(cell[2])), capabilities);
                }
            }
            case "wider" -> {
                List<String> targets = Arrays.stream(cell[2].split(" \\| ", -1))
                        .map(one -> key(one, grammar))
                        .toList();
                for (String wide : cell[1].split(" \\| ", -1)) {
                    narrower.computeIfAbsent(key(wide, grammar), k -> new ArrayList<>())
                            .addAll(targets);
                }
            }
            case "same" -> synonyms.put(key(cell[1], grammar), key(cell[2], grammar));
            default -> throw new IllegalArgumentException("unknown rule '" + cell[0] + "'");
        }
    }

    private void addSensitivity(String[] cell) {
        if (cell.length != 4 || cell[3].isBlank()) {
            throw new IllegalArgumentException("a sensitivity needs resources, a value and a reason");
        }
        for (String resource : cell[1].split(" ", -1)) {
            sensitivities.put(resource, ReadSensitivity.ofWireName(cell[2]));
        }
    }

    private void addThing(String[] cell) {
        ResourceClass resource = ResourceClass.ofWireName(cell[2]);
        int weight = Integer.parseInt(cell[3]);
        ReadSensitivity usual = sensitivities.get(CLASS_PREFIX + cell[2]);
        if (usual == null) {
            throw new IllegalArgumentException("no sensitivity for the resource class '" + cell[2] + "'");
        }
        // Trivial resources of a class with sensitive data are metadata about that data.
        boolean trivial =
                weight == 1 && usual.compareTo(ReadSensitivity.METADATA) > 0 && usual != ReadSensitivity.PERSONAL_DATA;
        things.put(
                cell[1],
                new PermissionResourceType(
                        cell[1],
                        resource,
                        weight,
                        cell[4],
                        cell.length > 5 ? cell[5] : "",
                        cell.length > 6 ? cell[6] : CapabilityAction.RUN.verb(),
                        sensitivities.getOrDefault(cell[1], trivial ? ReadSensitivity.METADATA : usual)));
    }

    /**
     * Replaces each permission in the edges with the permission that represents it and its synonyms. The permission
     * order does the same.
     */
    private void nameEdgesByRepresentatives() {
        Map<String, List<String>> named = new LinkedHashMap<>();
        narrower.forEach((wide, targets) -> named.computeIfAbsent(representative(wide), k -> new ArrayList<>())
                .addAll(targets.stream().map(this::representative).toList()));
        narrower.clear();
        narrower.putAll(named);
    }

    /** Checks that every resource type in the sensitivity rules exists. This detects misspelled types. */
    private void requireThings() {
        sensitivities.keySet().stream()
                .filter(resource -> !resource.startsWith(CLASS_PREFIX))
                .forEach(this::thing);
    }

    private void addWords(String[] cell, Map<String, ResourceWord> into) {
        String[] target = cell[2].split(":", -1);
        Optional<CapabilityReach> reach = target.length > 1 && !target[1].isEmpty()
                ? Optional.of(CapabilityReach.ofCode(target[1].charAt(0)))
                : Optional.empty();
        Optional<String> actions = target.length > 2 ? Optional.of(target[2]) : Optional.empty();
        for (String word : cell[1].split(" ", -1)) {
            into.put(word.toLowerCase(Locale.ROOT), new ResourceWord(thing(target[0]), reach, actions));
        }
    }

    private static String key(String permission, PermissionGrammar grammar) {
        return grammar.key(permission.toLowerCase(Locale.ROOT));
    }

    private static String kindCode(String cell) {
        return cell.equals("-") ? "" : cell;
    }

    private static String exactKey(String key, String kind) {
        return kind.isEmpty() ? key : key + "\t" + kind;
    }

    /**
     * Parses capabilities in the format of the data files: {@code thing:actions:reach}, separated by spaces, or "-" if
     * there are none.
     */
    List<Capability> capabilities(String cell) {
        if (cell.equals("-")) {
            return List.of();
        }
        List<Capability> read = new ArrayList<>();
        for (String part : cell.split(" ", -1)) {
            String[] piece = part.split(":", -1);
            PermissionResourceType resourceType = thing(piece[0]);
            CapabilityReach reach = CapabilityReach.ofCode(piece[2].charAt(0));
            for (char code : piece[1].toCharArray()) {
                read.add(new Capability(resourceType, CapabilityAction.ofCode(code), reach));
            }
        }
        return read;
    }

    /** Writes capabilities in the format that {@link #capabilities(String)} parses. */
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

    PermissionResourceType thing(String key) {
        PermissionResourceType resourceType = things.get(key);
        if (resourceType == null) {
            throw new IllegalArgumentException("unknown thing '" + key + "'");
        }
        return resourceType;
    }

    Optional<ResourceWord> word(String word) {
        return Optional.ofNullable(words.get(word));
    }

    /** Finds a resource word by its parts, regardless of how a name separates them; empty if there is no such word. */
    Optional<ResourceWord> wordOf(List<String> parts) {
        return Optional.ofNullable(wordParts.get(parts));
    }

    /**
     * Finds a general word in its singular or plural form; empty if there is none. A general word means roughly the
     * same for every provider.
     */
    Optional<ResourceWord> hint(String word) {
        return Optional.ofNullable(hints.get(word)).or(() -> Optional.ofNullable(hints.get(word + "s")));
    }

    /**
     * Finds the first general word of at least four letters that is contained in the given word; empty if there is
     * none.
     */
    Optional<ResourceWord> hintWithin(String word) {
        return hints.entrySet().stream()
                .filter(hint -> hint.getKey().length() >= 4 && word.contains(hint.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /**
     * Returns the curated meaning of exactly this permission; empty if there is none. If there is a meaning for the
     * given kind, returns that one.
     */
    Optional<List<Capability>> curated(String key, Optional<PermissionForm> kind) {
        return kind.map(k -> curated.get(exactKey(key, k.wireName()))).or(() -> Optional.ofNullable(curated.get(key)));
    }

    /**
     * Returns what a standard scope of OpenID Connect allows: to read details of the person who consents. Empty for any
     * other name.
     */
    Optional<List<Capability>> signIn(String permission) {
        return Optional.ofNullable(signIn.get(permission.strip().toLowerCase(Locale.ROOT)));
    }

    /** Returns whether this permission has a curated meaning that applies only to this kind. */
    boolean distinguishes(String key, PermissionForm kind) {
        return curated.containsKey(exactKey(key, kind.wireName()));
    }

    /** Returns the keys of all permissions with a curated meaning, without kinds. */
    SequencedSet<String> curatedKeys() {
        SequencedSet<String> keys = new TreeSet<>();
        curated.keySet().forEach(key -> keys.add(key.split("\t", -1)[0]));
        return keys;
    }

    /** Returns the curated edges of the permission order: for each wider permission, the narrower ones, all as keys. */
    Map<String, List<String>> edges() {
        return narrower;
    }

    /**
     * Returns the key that represents a permission together with its synonyms; the given key if there are no synonyms.
     */
    String representative(String key) {
        return synonyms.getOrDefault(key, key);
    }
}
