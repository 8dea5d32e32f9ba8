package io.grantkeeper.permissions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names made of words and verbs with some separator: {@code crm.objects.deals.read}, {@code read:user:jira}. */
class WordGrammar implements Grammar {
    private static final Pattern SEPARATORS = Pattern.compile("[.:/_\\s-]+");

    /** A resource word, and the words of the name that are not part of it. */
    private record Found(RuleBook.Word word, List<String> rest) {}

    @Override
    public Optional<Reading> read(String key, Optional<PermissionKind> kind, RuleBook rules) {
        List<String> words = Arrays.stream(SEPARATORS.split(key))
                .filter(word -> !word.isEmpty())
                .toList();
        List<String> nouns =
                words.stream().filter(word -> Verbs.actions(word).isEmpty()).toList();
        Optional<Found> known = longest(words, rules);
        if (known.isPresent()) {
            return Optional.of(reading(known.get().word(), actions(known.get().rest()), kind, Source.DERIVED));
        }
        return hint(nouns, rules).map(word -> reading(word, actions(words), kind, Source.INFERRED));
    }

    @Override
    public Optional<Reading> readStructure(String key, Optional<PermissionKind> kind) {
        return readStructure(key, usualReach(kind));
    }

    static Optional<Reading> readStructure(String key, Reach reach) {
        List<String> words = Arrays.stream(SEPARATORS.split(key))
                .filter(word -> !word.isEmpty())
                .toList();
        List<String> nouns =
                words.stream().filter(word -> Verbs.actions(word).isEmpty()).toList();
        return Reading.ofUnnamed(nouns, actions(words), reach);
    }

    /** The actions that the verbs among the words stand for; empty where there are none. */
    private static Optional<String> actions(List<String> words) {
        StringBuilder codes = new StringBuilder();
        words.forEach(word -> Verbs.actions(word).ifPresent(codes::append));
        StringBuilder once = new StringBuilder();
        codes.chars().distinct().forEach(code -> once.append((char) code));
        return codes.isEmpty() ? Optional.empty() : Optional.of(once.toString());
    }

    private static Optional<Found> longest(List<String> words, RuleBook rules) {
        for (int length = words.size(); length > 0; length--) {
            for (int start = 0; start + length <= words.size(); start++) {
                Optional<RuleBook.Word> word = rules.wordOf(words.subList(start, start + length));
                if (word.isPresent()) {
                    List<String> rest = new ArrayList<>(words.subList(0, start));
                    rest.addAll(words.subList(start + length, words.size()));
                    return Optional.of(new Found(word.get(), rest));
                }
            }
        }
        return Optional.empty();
    }

    /** A general word, which means about the same wherever it turns up; also as a part of a longer one. */
    static Optional<RuleBook.Word> hint(List<String> nouns, RuleBook rules) {
        List<RuleBook.Word> hints =
                nouns.stream().flatMap(noun -> rules.hint(noun).stream()).toList();
        // "organization.projects.api_keys": what it is about comes last, and whose it is says less.
        Optional<RuleBook.Word> subject = hints.reversed().stream()
                .filter(word -> word.thing().resource() != ResourceClass.DIRECTORY)
                .findFirst();
        if (subject.isPresent() || !hints.isEmpty()) {
            return subject.or(() -> Optional.of(hints.getFirst()));
        }
        return nouns.stream().flatMap(noun -> rules.hintWithin(noun).stream()).findFirst();
    }

    static Reading reading(RuleBook.Word word, Optional<String> actions, Optional<PermissionKind> kind, Source source) {
        Reach reach = word.reach().orElseGet(() -> usualReach(kind));
        return Reading.of(word.thing(), word.actionsOr(actions), reach, source);
    }

    private static Reach usualReach(Optional<PermissionKind> kind) {
        return kind.filter(k -> k == PermissionKind.APPLICATION || k == PermissionKind.APP_PERMISSION)
                .map(k -> Reach.TENANT)
                .orElse(Reach.VISIBLE);
    }
}
