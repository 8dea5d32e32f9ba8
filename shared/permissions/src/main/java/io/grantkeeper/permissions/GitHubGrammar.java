package io.grantkeeper.permissions;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * GitHub App and fine-grained token permissions as {@code name:level}; OAuth scopes are spelled out in the rules. A level
 * that GitHub does not have is guessed to change what the name says.
 */
final class GitHubGrammar implements Grammar {
    private static final Pattern READ_AND_WRITE =
            Pattern.compile("(?i)\\s*:\\s*read\\s*(?:and|&|/|-|\\+)?\\s*write\\b");
    private static final Pattern READ_ONLY = Pattern.compile("(?i)\\s*:\\s*read(?:[\\s-]*only)?\\b(?!:)");
    private static final Pattern NO_ACCESS = Pattern.compile("(?i)\\s*:\\s*(?:no[\\s-]*access|none)\\b(?!:)");
    private static final String NOTHING = ":none";
    private static final Pattern NOT_A_NAME = Pattern.compile("[\\s-]+");
    private static final List<String> LEVELS = List.of("read", "write", "admin");

    /** "Contents: Read and write", as the pages of GitHub show it, is "contents:write". */
    static String tidy(String written) {
        String levels = READ_ONLY
                .matcher(READ_AND_WRITE.matcher(written).replaceAll(":write"))
                .replaceAll(":read");
        return NO_ACCESS.matcher(levels).replaceAll(NOTHING);
    }

    /** Whether this is a permission's name with the level at which it gives none of it. */
    static boolean givesNothing(String key) {
        return key.endsWith(NOTHING);
    }

    @Override
    public String key(String lowerCase) {
        String tidy = tidy(lowerCase);
        int colon = tidy.lastIndexOf(':');
        return colon > 0 && level(tidy, colon) >= 0 ? NOT_A_NAME.matcher(tidy).replaceAll("_") : tidy;
    }

    @Override
    public boolean covers(String wider, String narrower) {
        int colon = wider.lastIndexOf(':');
        int other = narrower.lastIndexOf(':');
        if (wider.equals(narrower)) {
            return true;
        }
        return colon > 0
                && colon == other
                && wider.regionMatches(0, narrower, 0, colon)
                && level(narrower, other) >= 0
                && level(wider, colon) >= level(narrower, other);
    }

    private static int level(String key, int colon) {
        return LEVELS.indexOf(key.substring(colon + 1));
    }

    @Override
    public Optional<Reading> read(String key, Optional<PermissionKind> kind, RuleBook rules) {
        if (givesNothing(key)) {
            return Optional.of(new Reading(List.of(), Source.DERIVED));
        }
        int colon = key.lastIndexOf(':');
        String name = colon < 0 ? key : key.substring(0, colon);
        String actions = colon < 0
                ? Verbs.ALL_BUT_ADMINISTER
                : switch (key.substring(colon + 1)) {
                    case "read" -> "r";
                    case "write" -> Verbs.ALL_BUT_ADMINISTER;
                    case "admin" -> "ra";
                    default -> "";
                };
        String guessed = actions.isEmpty() ? Verbs.ALL_BUT_ADMINISTER : actions;
        Optional<RuleBook.Word> known = rules.word(name);
        if (known.isPresent()) {
            boolean sure = colon >= 0 && !actions.isEmpty();
            return Optional.of(reading(known.get(), guessed, sure ? Source.DERIVED : Source.INFERRED));
        }
        List<String> nouns = List.of(key.split("[:_.-]", -1));
        return WordGrammar.hint(nouns, rules).map(word -> reading(word, guessed, Source.INFERRED));
    }

    @Override
    public Optional<Reading> readStructure(String key, Optional<PermissionKind> kind) {
        return WordGrammar.readStructure(key, Reach.TENANT);
    }

    private static Reading reading(RuleBook.Word word, String actions, Source source) {
        Reach reach = word.reach().orElse(Reach.TENANT);
        return Reading.of(word.thing(), actions, reach, source);
    }
}
