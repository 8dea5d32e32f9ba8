package io.grantkeeper.permissions;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The grammar of the permissions of GitHub Apps and fine-grained tokens, {@code name:level}. OAuth scopes are listed in
 * the rules. A level that GitHub does not document is assumed to allow changes.
 */
final class GitHubGrammar implements PermissionGrammar {
    private static final Pattern READ_AND_WRITE =
            Pattern.compile("(?i)(?<!\\s)\\s*+:\\s*+read\\s*+(?:and|&|/|-|\\+)?\\s*+write\\b");
    private static final Pattern READ_ONLY = Pattern.compile("(?i)(?<!\\s)\\s*+:\\s*+read(?:[\\s-]*+only)?\\b(?!:)");
    private static final Pattern NO_ACCESS =
            Pattern.compile("(?i)(?<!\\s)\\s*+:\\s*+(?:no[\\s-]*+access|none)\\b(?!:)");
    private static final String NOTHING = ":none";
    private static final Pattern NOT_A_NAME = Pattern.compile("[\\s-]+");
    private static final List<String> LEVELS = List.of("read", "write", "admin");

    /**
     * Converts a permission from the form on GitHub's pages to an identifier: "Contents: Read and write" becomes
     * "contents:write".
     */
    static String normalize(String written) {
        String levels = READ_ONLY
                .matcher(READ_AND_WRITE.matcher(written).replaceAll(":write"))
                .replaceAll(":read");
        return NO_ACCESS.matcher(levels).replaceAll(NOTHING);
    }

    /**
     * Returns whether the key consists of a permission name and a level that grants nothing, for example {@code
     * contents:none}.
     */
    static boolean givesNothing(String key) {
        return key.endsWith(NOTHING);
    }

    @Override
    public String key(String lowerCase) {
        String tidy = normalize(lowerCase);
        int colon = tidy.lastIndexOf(':');
        return colon > 0 && level(tidy, colon) >= 0 ? NOT_A_NAME.matcher(tidy).replaceAll("_") : tidy;
    }

    @Override
    public boolean covers(String broader, String narrower) {
        int colon = broader.lastIndexOf(':');
        int other = narrower.lastIndexOf(':');
        if (broader.equals(narrower)) {
            return true;
        }
        return colon > 0
                && colon == other
                && broader.regionMatches(0, narrower, 0, colon)
                && level(narrower, other) >= 0
                && level(broader, colon) >= level(narrower, other);
    }

    private static int level(String key, int colon) {
        return LEVELS.indexOf(key.substring(colon + 1));
    }

    @Override
    public Optional<PermissionInterpretation> read(
            String key, Optional<PermissionForm> kind, ProviderPermissionRules rules) {
        if (givesNothing(key)) {
            return Optional.of(new PermissionInterpretation(List.of(), InterpretationSource.DERIVED));
        }
        int colon = key.lastIndexOf(':');
        String name = colon < 0 ? key : key.substring(0, colon);
        String actions = colon < 0
                ? PermissionVerbs.ALL_BUT_ADMINISTER
                : switch (key.substring(colon + 1)) {
                    case "read" -> "r";
                    case "write" -> PermissionVerbs.ALL_BUT_ADMINISTER;
                    case "admin" -> "ra";
                    default -> "";
                };
        String guessed = actions.isEmpty() ? PermissionVerbs.ALL_BUT_ADMINISTER : actions;
        Optional<ProviderPermissionRules.ResourceWord> known = rules.word(name);
        if (known.isPresent()) {
            boolean sure = colon >= 0 && !actions.isEmpty();
            return Optional.of(
                    reading(known.get(), guessed, sure ? InterpretationSource.DERIVED : InterpretationSource.INFERRED));
        }
        List<String> nouns = List.of(key.split("[:_.-]", -1));
        return PermissionWordGrammar.hint(nouns, rules)
                .map(word -> reading(word, guessed, InterpretationSource.INFERRED));
    }

    @Override
    public Optional<PermissionInterpretation> readStructure(String key, Optional<PermissionForm> kind) {
        return PermissionWordGrammar.readStructure(key, CapabilityReach.TENANT);
    }

    private static PermissionInterpretation reading(
            ProviderPermissionRules.ResourceWord word, String actions, InterpretationSource source) {
        CapabilityReach reach = word.reach().orElse(CapabilityReach.TENANT);
        return PermissionInterpretation.of(word.thing(), actions, reach, source);
    }
}
