package io.grantkeeper.catalogue;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What stands beside a product's name in a display name: words of software, of its maker, or of another trade.
 *
 * @param words all words of the display name
 */
record RestOfName(Words words) {

    private static final Set<String> OTHER_TRADES = WordLists.folded("other-trades");

    private static final Set<String> SOFTWARE_WORDS = Stream.of(
                    "software-words", "companions", "decorations", "strong-words", "moderate-words", "weak-words")
            .flatMap(list -> WordLists.folded(list).stream())
            .collect(Collectors.toUnmodifiableSet());

    /** Whether the display name says who makes the product as well: "google-labs-jules" is Google's Jules. */
    boolean namesMakerOf(NameMatch match) {
        String matched = Words.of(match.words()).key();
        return match.product().publishers().stream()
                .map(PublisherName::key)
                .filter(maker -> !maker.isEmpty() && !matched.contains(maker) && !maker.contains(matched))
                .anyMatch(this::holds);
    }

    private boolean holds(String key) {
        return IntStream.range(0, words.count())
                .anyMatch(from -> IntStream.rangeClosed(from + 1, Math.min(from + 4, words.count()))
                        .anyMatch(to -> words.key(from, to).equals(key)));
    }

    /** Whether another word of the name says that its bearer makes no software: a shoe shop can be called like a robot. */
    boolean namesAnotherTrade(NameMatch match) {
        Set<String> matched = Set.copyOf(Words.of(match.words()).folded());
        return words.folded().stream().anyMatch(word -> OTHER_TRADES.contains(word) && !matched.contains(word));
    }

    /** Whether all other words of the name are such as software and its editions are called by: "Cline Extension". */
    boolean speaksOnlyOfSoftware(NameMatch match) {
        return wordsOfOtherThings(match) == 0;
    }

    /** How many words beside this name are none that software, its editions and its maker are called by. */
    long wordsOfOtherThings(NameMatch match) {
        Set<String> known = Stream.concat(Stream.of(match.words()), match.product().publishers().stream())
                .flatMap(name -> Words.of(name).folded().stream())
                .collect(Collectors.toUnmodifiableSet());
        return IntStream.range(0, words.count())
                .filter(words.apart()::get)
                .mapToObj(words.folded()::get)
                .filter(word -> !known.contains(word) && !SOFTWARE_WORDS.contains(word))
                .filter(word -> !word.chars().allMatch(Character::isDigit))
                .count();
    }

    /** Whether any word of the name says that its bearer makes no software. */
    boolean namesAnotherTrade() {
        return words.folded().stream().anyMatch(OTHER_TRADES::contains);
    }
}
