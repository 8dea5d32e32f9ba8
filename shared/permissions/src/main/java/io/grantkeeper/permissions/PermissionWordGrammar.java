package io.grantkeeper.permissions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A grammar for names that consist of resource words and verbs with any separator, for example {@code
 * crm.objects.deals.read} or {@code read:user:jira}.
 */
class PermissionWordGrammar implements PermissionGrammar {
    private static final Pattern SEPARATORS = Pattern.compile("[.:/_\\s-]+");

    /** The longest resource word found in a name, with the remaining words of the name. */
    private record Match(ProviderPermissionRules.ResourceWord word, List<String> rest) {}

    @Override
    public Optional<PermissionInterpretation> read(
            String key, Optional<PermissionForm> kind, ProviderPermissionRules rules) {
        List<String> words = words(key);
        Optional<Match> known = longestMatch(words, rules);
        if (known.isPresent()) {
            return Optional.of(
                    reading(known.get().word(), actions(known.get().rest()), kind, InterpretationSource.DERIVED));
        }
        return hint(nouns(words), rules)
                .map(word -> reading(word, actions(words), kind, InterpretationSource.INFERRED));
    }

    @Override
    public Optional<PermissionInterpretation> readStructure(String key, Optional<PermissionForm> kind) {
        return readStructure(key, usualReach(kind));
    }

    static Optional<PermissionInterpretation> readStructure(String key, CapabilityReach reach) {
        List<String> words = words(key);
        return PermissionInterpretation.ofUnnamed(nouns(words), actions(words), reach);
    }

    private static List<String> words(String key) {
        return Arrays.stream(SEPARATORS.split(key))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static List<String> nouns(List<String> words) {
        return words.stream()
                .filter(word -> PermissionVerbs.actions(word).isEmpty())
                .toList();
    }

    /** Returns the codes of the actions that the verbs among the words allow; empty if there is no verb. */
    private static Optional<String> actions(List<String> words) {
        StringBuilder codes = new StringBuilder();
        words.forEach(word -> PermissionVerbs.actions(word).ifPresent(codes::append));
        StringBuilder once = new StringBuilder();
        codes.chars().distinct().forEach(code -> once.append((char) code));
        return codes.isEmpty() ? Optional.empty() : Optional.of(once.toString());
    }

    private static Optional<Match> longestMatch(List<String> words, ProviderPermissionRules rules) {
        for (int length = words.size(); length > 0; length--) {
            for (int start = 0; start + length <= words.size(); start++) {
                Optional<ProviderPermissionRules.ResourceWord> word =
                        rules.wordOf(words.subList(start, start + length));
                if (word.isPresent()) {
                    List<String> rest = new ArrayList<>(words.subList(0, start));
                    rest.addAll(words.subList(start + length, words.size()));
                    return Optional.of(new Match(word.get(), rest));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Finds a general word among the nouns, even within a longer word; empty if there is none. A general word means
     * roughly the same in every permission name.
     */
    static Optional<ProviderPermissionRules.ResourceWord> hint(List<String> nouns, ProviderPermissionRules rules) {
        List<ProviderPermissionRules.ResourceWord> hints =
                nouns.stream().flatMap(noun -> rules.hint(noun).stream()).toList();
        // In "organization.projects.api_keys", the resource comes last. The words before it only state its container.
        Optional<ProviderPermissionRules.ResourceWord> subject = hints.reversed().stream()
                .filter(word -> word.thing().resource() != ResourceClass.DIRECTORY)
                .findFirst();
        if (subject.isPresent() || !hints.isEmpty()) {
            return subject.or(() -> Optional.of(hints.getFirst()));
        }
        return nouns.stream().flatMap(noun -> rules.hintWithin(noun).stream()).findFirst();
    }

    static PermissionInterpretation reading(
            ProviderPermissionRules.ResourceWord word,
            Optional<String> actions,
            Optional<PermissionForm> kind,
            InterpretationSource source) {
        CapabilityReach reach = word.reach().orElseGet(() -> usualReach(kind));
        return PermissionInterpretation.of(word.thing(), word.actionsOr(actions), reach, source);
    }

    private static CapabilityReach usualReach(Optional<PermissionForm> kind) {
        return kind.filter(k -> k == PermissionForm.APPLICATION || k == PermissionForm.APP_PERMISSION)
                .map(k -> CapabilityReach.TENANT)
                .orElse(CapabilityReach.VISIBLE);
    }
}
