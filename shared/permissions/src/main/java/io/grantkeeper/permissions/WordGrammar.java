package io.grantkeeper.permissions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Names made of words and verbs with some separator: {@code crm.objects.deals.read}, {@code read:user:jira}. */
class WordGrammar implements Grammar {
    private static final Pattern SEPARATORS = Pattern.compile("[.:/_\\s-]+");

    @Override
    public Optional<Reading> read(String key, Optional<PermissionKind> kind, RuleBook rules) {
        List<String> words = new ArrayList<>(
                Arrays.stream(SEPARATORS.split(key)).filter(w -> !w.isEmpty()).toList());
        Set<String> actions = new LinkedHashSet<>();
        List<String> nouns = new ArrayList<>();
        for (String word : words) {
            Verbs.actions(word).ifPresentOrElse(actions::add, () -> nouns.add(word));
        }
        Optional<String> codes = actions.isEmpty() ? Optional.empty() : Optional.of(distinct(String.join("", actions)));
        Optional<RuleBook.Word> known = longest(words, rules).or(() -> longest(nouns, rules));
        if (known.isPresent()) {
            return Optional.of(reading(known.get(), codes, kind, Source.DERIVED));
        }
        return hint(nouns, rules).map(word -> reading(word, codes, kind, Source.INFERRED));
    }

    private static Optional<RuleBook.Word> longest(List<String> words, RuleBook rules) {
        for (int length = words.size(); length > 0; length--) {
            for (int start = 0; start + length <= words.size(); start++) {
                Optional<RuleBook.Word> word = rules.word(String.join(".", words.subList(start, start + length)));
                if (word.isPresent()) {
                    return word;
                }
            }
        }
        return Optional.empty();
    }

    /** A general word, which means about the same wherever it turns up; also as a part of a longer one. */
    static Optional<RuleBook.Word> hint(List<String> nouns, RuleBook rules) {
        for (String noun : nouns) {
            Optional<RuleBook.Word> word = rules.hint(noun);
            if (word.isPresent()) {
                return word;
            }
        }
        return nouns.stream().flatMap(noun -> rules.hintWithin(noun).stream()).findFirst();
    }

    static Reading reading(RuleBook.Word word, Optional<String> codes, Optional<PermissionKind> kind, Source source) {
        Reach reach = word.reach().orElseGet(() -> usualReach(kind));
        return Reading.of(word.thing(), word.actionsOr(codes), reach, source);
    }

    static Reach usualReach(Optional<PermissionKind> kind) {
        return kind.filter(k -> k == PermissionKind.APPLICATION || k == PermissionKind.APP_PERMISSION)
                .map(k -> Reach.TENANT)
                .orElse(Reach.VISIBLE);
    }

    static String distinct(String codes) {
        StringBuilder once = new StringBuilder();
        codes.chars().distinct().forEach(code -> once.append((char) code));
        return once.toString();
    }
}
