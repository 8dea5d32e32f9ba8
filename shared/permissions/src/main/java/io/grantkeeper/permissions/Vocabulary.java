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

/** One provider's permissions: rows of its data file, its rules, its order and its escalation steps. Loaded on first use. */
final class Vocabulary {
    private static final int REMEMBERED = 20_000;

    /** A line of {@code data/<provider>.tsv}. */
    private record Row(
            String permission, List<Capability> capabilities, int breadth, Escalation escalation, Source source) {}

    private record Question(String key, Optional<PermissionKind> kind) {}

    private final Provider provider;
    private final Grammar grammar;
    private final RuleBook rules;
    private final ImplicationOrder order;
    private final EscalationPaths escalation;
    private final Map<String, Row> rows = new HashMap<>();
    private final Map<Question, PermissionDescription> remembered = new ConcurrentHashMap<>();
    private String version = "none";

    private Vocabulary(Provider provider) {
        this.provider = provider;
        grammar = provider.grammar();
        rules = RuleBook.load(provider, grammar);
        order = new ImplicationOrder(grammar, rules.edges());
        escalation = EscalationPaths.load(provider);
    }

    /** With the rows of the data file. */
    static Vocabulary load(Provider provider) {
        Vocabulary vocabulary = new Vocabulary(provider);
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
                    Escalation.ofTier(Integer.parseInt(cell[4])),
                    Source.ofWireName(cell[5]));
            String key = vocabulary.key(cell[0]);
            vocabulary.rows.put(cell[1].equals("-") ? key : key + "\t" + cell[1], row);
        }
        return vocabulary;
    }

    /** Without rows, as the generator of the data file starts from. */
    static Vocabulary fromRulesAlone(Provider provider) {
        return new Vocabulary(provider);
    }

    Provider provider() {
        return provider;
    }

    Grammar grammar() {
        return grammar;
    }

    RuleBook rules() {
        return rules;
    }

    /** The key under which a permission is known, all of its names sharing one. */
    String key(String permission) {
        return rules.representative(grammar.key(permission.toLowerCase(Locale.ROOT)));
    }

    /** Stands for what the data file says: it differs when, and only when, the rows differ. */
    String version() {
        return version;
    }

    VocabularySnapshot snapshot(List<String> lines) {
        return VocabularySnapshot.of(provider, rules, lines);
    }

    static List<String> dataLines(Provider provider) {
        return Resources.lines("data/" + provider.wireName() + ".tsv");
    }

    /** The permission names in the data file. */
    SequencedSet<String> names() {
        SequencedSet<String> names = new TreeSet<>();
        rows.values().forEach(row -> names.add(row.permission()));
        return names;
    }

    boolean implies(String wider, String narrower) {
        return order.implies(key(wider), key(narrower));
    }

    PermissionDescription describe(String permission, Optional<PermissionKind> asked) {
        // An id stands for a name and a kind at once.
        Optional<PermissionKind> kind =
                asked.or(() -> provider == Provider.MICROSOFT ? MicrosoftIds.kindOf(permission) : Optional.empty());
        String key = key(permission);
        // Only a row has a spelling of its own; what is not in the vocabulary is called as it was written.
        Question question = new Question(row(key, kind).isPresent() ? key : permission, kind);
        PermissionDescription known = remembered.get(question);
        if (known == null) {
            if (remembered.size() > REMEMBERED) {
                remembered.clear();
            }
            known = understand(permission, key, kind);
            remembered.put(question, known);
        }
        return known;
    }

    private PermissionDescription understand(String permission, String key, Optional<PermissionKind> kind) {
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
        PermissionDescription read = readByRules(permission, kind);
        // Not in the vocabulary: however well its name reads, nobody has checked that it exists.
        return read.source() == Source.DERIVED && !grammar.isListed(key)
                ? new PermissionDescription(
                        read.provider(),
                        read.permission(),
                        read.kind(),
                        read.capabilities(),
                        read.breadth(),
                        read.escalation(),
                        read.path(),
                        Source.INFERRED)
                : read;
    }

    /** The row for this kind; for no kind, or one this provider does not tell apart, the row that reaches furthest. */
    private Optional<Row> row(String key, Optional<PermissionKind> kind) {
        List<Row> candidates = new ArrayList<>();
        kind.map(k -> rows.get(key + "\t" + k.wireName())).ifPresent(candidates::add);
        if (candidates.isEmpty()) {
            Optional.ofNullable(rows.get(key)).ifPresent(candidates::add);
        }
        if (candidates.isEmpty()) {
            for (PermissionKind any : PermissionKind.values()) {
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

    /** Understands a permission by curated rules and by structure, without the data file. */
    PermissionDescription readByRules(String permission, Optional<PermissionKind> kind) {
        String key = key(permission);
        Reading reading = rules.exact(key, kind)
                .map(capabilities -> new Reading(capabilities, Source.CURATED))
                .or(() -> grammar.read(key, kind, rules))
                .or(() -> grammar.readStructure(key, kind))
                .orElse(new Reading(List.of(), Source.UNKNOWN));
        if (reading.source() == Source.UNKNOWN) {
            return new PermissionDescription(
                    provider.wireName(),
                    permission,
                    kind,
                    List.of(),
                    OptionalInt.empty(),
                    Optional.empty(),
                    "Unknown: nothing in this name is understood, so it may allow anything.",
                    Source.UNKNOWN);
        }
        return new PermissionDescription(
                provider.wireName(),
                permission,
                kind,
                reading.capabilities(),
                Breadth.of(reading.capabilities()),
                Optional.of(escalation(reading.capabilities())),
                sentence(reading.capabilities()),
                reading.source());
    }

    Escalation escalation(List<Capability> capabilities) {
        if (escalation.toControl(capabilities).isPresent()) {
            return Escalation.CONTROL;
        }
        return Breadth.of(capabilities).orElse(1) >= 3 ? Escalation.WIDE : Escalation.LIMITED;
    }

    String sentence(List<Capability> capabilities) {
        Optional<List<String>> path = escalation.toControl(capabilities);
        if (path.isPresent()) {
            return "Can " + String.join(", hence ", path.get()) + ".";
        }
        List<String> said = PlainWords.of(capabilities);
        if (said.isEmpty()) {
            return "Lets one do nothing by itself.";
        }
        String what = PlainWords.list(said.subList(0, Math.min(3, said.size())));
        return Breadth.of(capabilities).orElse(1) >= 3
                ? "Can " + what + "; no way from there to control is known."
                : "Limited: can " + what + ".";
    }
}
