package io.grantkeeper.permissions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One provider's vocabulary: the rows of its data file, its rules, the partial order of its permissions, and its
 * escalation steps.
 */
final class PermissionVocabulary {
    private static final int REMEMBERED = 20_000;

    /** A line of {@code data/<provider>.tsv}. */
    private record Row(
            String permission,
            List<Capability> capabilities,
            int breadth,
            EscalationPotential escalation,
            InterpretationSource source) {}

    private record Question(String key, Optional<PermissionForm> kind) {}

    private final PermissionProvider provider;
    private final PermissionGrammar grammar;
    private final ProviderPermissionRules rules;
    private final PermissionImplicationOrder order;
    private final PrivilegeEscalationPaths escalation;
    private final Map<String, Row> rows = new HashMap<>();
    private final Map<Question, PermissionDescription> remembered = new ConcurrentHashMap<>();
    private String version = "none";

    private PermissionVocabulary(PermissionProvider provider) {
        this.provider = provider;
        grammar = provider.grammar();
        rules = ProviderPermissionRules.load(provider, grammar);
        order = new PermissionImplicationOrder(grammar, rules.edges());
        escalation = PrivilegeEscalationPaths.load(provider);
    }

    /** Loads the vocabulary including the rows of the data file. */
    static PermissionVocabulary load(PermissionProvider provider) {
        PermissionVocabulary vocabulary = new PermissionVocabulary(provider);
        for (String line : dataLines(provider)) {
            String[] cell = line.split("\t", -1);
            if (cell[0].equals("version")) {
                vocabulary.version = cell[1];
                continue;
            }
            Row row = new Row(
                    cell[0],
                    vocabulary.rules.capabilities(cell[2]),
                    Integer.parseInt(cell[3]),
                    EscalationPotential.ofTier(Integer.parseInt(cell[4])),
                    InterpretationSource.ofWireName(cell[5]));
            String key = vocabulary.grammar.key(cell[0].toLowerCase(Locale.ROOT));
            vocabulary.rows.put(cell[1].equals("-") ? key : key + "\t" + cell[1], row);
        }
        return vocabulary;
    }

    /** Loads the vocabulary without the data file. The generator of the data file uses this method. */
    static PermissionVocabulary fromRulesOnly(PermissionProvider provider) {
        return new PermissionVocabulary(provider);
    }

    PermissionProvider provider() {
        return provider;
    }

    PermissionGrammar grammar() {
        return grammar;
    }

    ProviderPermissionRules rules() {
        return rules;
    }

    /** Returns the key of a permission. All names of one permission share a key. */
    String key(String permission) {
        return rules.representative(grammar.key(permission.toLowerCase(Locale.ROOT)));
    }

    /** Returns the version of the data file. The version changes if and only if the rows change. */
    String version() {
        return version;
    }

    VocabularySnapshot snapshot(List<String> lines) {
        return VocabularySnapshot.of(provider, rules, lines);
    }

    static List<String> dataLines(PermissionProvider provider) {
        return PermissionDataFiles.lines("data/" + provider.wireName() + ".tsv");
    }

    /** Returns the permission names in the data file. */
    SequencedSet<String> names() {
        SequencedSet<String> names = new TreeSet<>();
        rows.values().forEach(row -> names.add(row.permission()));
        return names;
    }

    boolean implies(String broader, String narrower) {
        return order.implies(key(broader), key(narrower));
    }

    PermissionDescription describe(String permission, Optional<PermissionForm> asked) {
        // An id identifies both a name and a kind.
        Optional<PermissionForm> kind = asked.or(() -> provider == PermissionProvider.MICROSOFT
                ? MicrosoftPermissionIds.kindOf(permission)
                : Optional.empty());
        // A synonym with a row of its own is described under its own name.
        String own = grammar.key(permission.toLowerCase(Locale.ROOT));
        String key = row(own, kind).isPresent() ? own : key(permission);
        // Only a permission with a row has a canonical spelling. Any other permission keeps the spelling of the
        // request.
        Question question = new Question(row(key, kind).isPresent() ? key : permission, kind);
        PermissionDescription known = remembered.get(question);
        if (known == null) {
            if (remembered.size() > REMEMBERED) {
                remembered.clear();
            }
            known = interpret(permission, key, kind);
            remembered.put(question, known);
        }
        return known;
    }

    private PermissionDescription interpret(String permission, String key, Optional<PermissionForm> kind) {
        Optional<Row> row = row(key, kind);
        if (row.isPresent()) {
            Row found = row.get();
            return new PermissionDescription(
                    provider.wireName(),
                    found.permission(),
                    kind,
                    found.capabilities(),
                    OptionalInt.of(found.breadth()),
                    Optional.of(found.escalation()),
                    sentence(found.capabilities()),
                    found.source());
        }
        PermissionDescription read = interpretByRules(permission, kind);
        // The name is not in the vocabulary. Even if it can be interpreted, no source confirms that the permission
        // exists.
        return read.source() == InterpretationSource.DERIVED && !grammar.isListed(key)
                ? new PermissionDescription(
                        read.provider(),
                        read.permission(),
                        read.kind(),
                        read.capabilities(),
                        read.breadth(),
                        read.escalation(),
                        read.path(),
                        InterpretationSource.INFERRED)
                : read;
    }

    /**
     * Returns the row of a permission for this kind; empty if the permission has no row. If no kind is given, or the
     * provider does not distinguish kinds of this permission, returns the row with the widest access.
     */
    private Optional<Row> row(String key, Optional<PermissionForm> kind) {
        List<Row> candidates = new ArrayList<>();
        kind.map(k -> rows.get(key + "\t" + k.wireName())).ifPresent(candidates::add);
        if (candidates.isEmpty()
                && kind.filter(k -> rules.distinguishes(key, k)).isPresent()) {
            return Optional.empty();
        }
        if (candidates.isEmpty()) {
            Optional.ofNullable(rows.get(key)).ifPresent(candidates::add);
        }
        if (candidates.isEmpty()) {
            for (PermissionForm any : PermissionForm.values()) {
                Optional.ofNullable(rows.get(key + "\t" + any.wireName())).ifPresent(candidates::add);
            }
        }
        return candidates.stream()
                .reduce((a, b) -> b.breadth() > a.breadth()
                                || (b.breadth() == a.breadth()
                                        && b.escalation().tier()
                                                < a.escalation().tier())
                        ? b
                        : a);
    }

    /** Interprets a permission by the rules and the structure of its name, without the data file. */
    PermissionDescription interpretByRules(String permission, Optional<PermissionForm> kind) {
        String key = key(permission);
        PermissionInterpretation reading = rules.curated(grammar.key(permission.toLowerCase(Locale.ROOT)), kind)
                .or(() -> rules.curated(key, kind))
                .map(capabilities -> new PermissionInterpretation(capabilities, InterpretationSource.CURATED))
                .or(() -> rules.signIn(permission)
                        .map(capabilities -> new PermissionInterpretation(capabilities, InterpretationSource.INFERRED)))
                .or(() -> grammar.read(key, kind, rules))
                .or(() -> grammar.readStructure(key, kind))
                .orElse(new PermissionInterpretation(List.of(), InterpretationSource.UNKNOWN));
        if (reading.source() == InterpretationSource.UNKNOWN) {
            return new PermissionDescription(
                    provider.wireName(),
                    permission,
                    kind,
                    List.of(),
                    OptionalInt.empty(),
                    Optional.empty(),
                    "Unknown: no part of this name is understood, so the permission may allow anything.",
                    InterpretationSource.UNKNOWN);
        }
        return new PermissionDescription(
                provider.wireName(),
                permission,
                kind,
                reading.capabilities(),
                AccessBreadth.of(reading.capabilities()),
                Optional.of(escalation(reading.capabilities())),
                sentence(reading.capabilities()),
                reading.source());
    }

    EscalationPotential escalation(List<Capability> capabilities) {
        if (escalation.toControl(capabilities).isPresent()) {
            return EscalationPotential.CONTROL;
        }
        return AccessBreadth.of(capabilities).orElse(1) >= 3 ? EscalationPotential.WIDE : EscalationPotential.LIMITED;
    }

    String sentence(List<Capability> capabilities) {
        Optional<List<String>> path = escalation.toControl(capabilities);
        if (path.isPresent()) {
            return "Can " + String.join(", then ", path.get()) + ".";
        }
        List<String> messages = CapabilityText.of(capabilities);
        if (messages.isEmpty()) {
            return "Allows nothing by itself.";
        }
        String what = CapabilityText.list(messages.subList(0, Math.min(3, messages.size())));
        return AccessBreadth.of(capabilities).orElse(1) >= 3
                ? "Can " + what + "; no known path to control of the tenant."
                : "Limited: can " + what + ".";
    }
}
