package io.grantkeeper.permissions;

import java.util.List;
import java.util.Optional;

/**
 * Google scopes: {@code https://www.googleapis.com/auth/<api>.<part>[.readonly]}, the prefix optional. A scope without
 * a read suffix is for reading and writing. Keys are without the prefix.
 */
final class GoogleGrammar implements Grammar {
    private static final String PREFIX = "https://www.googleapis.com/auth/";
    private static final List<String> READ_SUFFIXES = List.of(".readonly", ".read-only", ".read_only", ".read");
    private static final List<String> WRITE_SUFFIXES = List.of("", ".readwrite", ".read-write", ".read_write");

    @Override
    public String key(String lowerCase) {
        String bare = lowerCase.startsWith(PREFIX) ? lowerCase.substring(PREFIX.length()) : lowerCase;
        return bare.startsWith("https://") && bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
    }

    @Override
    public boolean covers(String wider, String narrower) {
        if (wider.equals(narrower)) {
            return true;
        }
        return base(narrower, READ_SUFFIXES)
                .map(base -> WRITE_SUFFIXES.stream().anyMatch(suffix -> wider.equals(base + suffix))
                        && base(wider, READ_SUFFIXES).isEmpty())
                .orElse(false);
    }

    private static Optional<String> base(String key, List<String> suffixes) {
        return suffixes.stream()
                .filter(key::endsWith)
                .findFirst()
                .map(suffix -> key.substring(0, key.length() - suffix.length()));
    }

    @Override
    public Optional<Reading> read(String key, Optional<PermissionKind> kind, RuleBook rules) {
        List<String> parts = List.of(key.split("\\.", -1));
        Optional<String> actions = actions(parts.getLast());
        for (int length = parts.size(); length > 0; length--) {
            Optional<RuleBook.Word> word = rules.word(String.join(".", parts.subList(0, length)));
            if (word.isPresent()) {
                return Optional.of(reading(word.get(), actions, Source.DERIVED));
            }
        }
        List<String> nouns = List.of(key.split("[._/:-]", -1));
        return WordGrammar.hint(nouns, rules).map(word -> reading(word, actions, Source.INFERRED));
    }

    /** Only where a suffix says what it is for: without one, a name may stand for anything. */
    @Override
    public Optional<Reading> readStructure(String key, Optional<PermissionKind> kind) {
        int dot = key.lastIndexOf('.');
        return dot < 0
                ? Optional.empty()
                : Reading.ofUnnamed(List.of(key.substring(0, dot)), actions(key.substring(dot + 1)), Reach.PERSON);
    }

    private static Optional<String> actions(String last) {
        return switch (last) {
            case "readonly", "read-only", "read_only", "read", "lookup", "query" -> Optional.of("r");
            case "metadata", "freebusy" -> Optional.of("l");
            case "create", "append", "created" -> Optional.of("c");
            case "write", "writeonly", "indexing", "insertdata" -> Optional.of("cw");
            case "delete" -> Optional.of("d");
            default -> Optional.empty();
        };
    }

    private static Reading reading(RuleBook.Word word, Optional<String> actions, Source source) {
        return Reading.of(word.thing(), word.actionsOr(actions), word.reach().orElse(Reach.PERSON), source);
    }
}
