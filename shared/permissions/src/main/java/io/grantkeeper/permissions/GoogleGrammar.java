package io.grantkeeper.permissions;

import java.util.List;
import java.util.Optional;

/**
 * The grammar of Google scopes: {@code https://www.googleapis.com/auth/<api>.<part>[.readonly]}, with an optional
 * prefix. A scope without a read suffix allows reading and writing. Keys omit the prefix.
 */
final class GoogleGrammar implements PermissionGrammar {
    private static final String PREFIX = "https://www.googleapis.com/auth/";
    private static final List<String> READ_SUFFIXES = List.of(".readonly", ".read-only", ".read_only", ".read");
    private static final List<String> WRITE_SUFFIXES = List.of("", ".readwrite", ".read-write", ".read_write");

    @Override
    public String key(String lowerCase) {
        String bare = lowerCase.startsWith(PREFIX) ? lowerCase.substring(PREFIX.length()) : lowerCase;
        return bare.startsWith("https://") && bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
    }

    @Override
    public boolean covers(String broader, String narrower) {
        if (broader.equals(narrower)) {
            return true;
        }
        return base(narrower, READ_SUFFIXES)
                .map(base -> WRITE_SUFFIXES.stream().anyMatch(suffix -> broader.equals(base + suffix))
                        && base(broader, READ_SUFFIXES).isEmpty())
                .orElse(false);
    }

    private static Optional<String> base(String key, List<String> suffixes) {
        return suffixes.stream()
                .filter(key::endsWith)
                .findFirst()
                .map(suffix -> key.substring(0, key.length() - suffix.length()));
    }

    @Override
    public Optional<PermissionInterpretation> read(
            String key, Optional<PermissionForm> kind, ProviderPermissionRules rules) {
        List<String> parts = List.of(key.split("\\.", -1));
        Optional<String> actions = actions(parts.getLast());
        for (int length = parts.size(); length > 0; length--) {
            Optional<ProviderPermissionRules.ResourceWord> word =
                    rules.word(String.join(".", parts.subList(0, length)));
            if (word.isPresent()) {
                return Optional.of(reading(word.get(), actions, InterpretationSource.DERIVED));
            }
        }
        List<String> nouns = List.of(key.split("[._/:-]", -1));
        return PermissionWordGrammar.hint(nouns, rules)
                .map(word -> reading(word, actions, InterpretationSource.INFERRED));
    }

    /**
     * Interprets a name only if it has a suffix that states an action. A name without such a suffix could mean
     * anything.
     */
    @Override
    public Optional<PermissionInterpretation> readStructure(String key, Optional<PermissionForm> kind) {
        int dot = key.lastIndexOf('.');
        return dot < 0
                ? Optional.empty()
                : PermissionInterpretation.ofUnnamed(
                        List.of(key.substring(0, dot)), actions(key.substring(dot + 1)), CapabilityReach.PERSON);
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

    private static PermissionInterpretation reading(
            ProviderPermissionRules.ResourceWord word, Optional<String> actions, InterpretationSource source) {
        return PermissionInterpretation.of(
                word.thing(), word.actionsOr(actions), word.reach().orElse(CapabilityReach.PERSON), source);
    }
}
