package io.grantkeeper.catalog;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The words of a display name other than the product's name: software terms, the maker's name, or words from another
 * trade.
 *
 * @param words all words of the display name, including the product's name
 */
record AppNameRemainder(NameTokenizer words) {

    private static final Set<String> UNRELATED_INDUSTRIES = WordLists.foldedWords("other-trades");

    private static final Set<String> SOFTWARE_WORDS = Stream.of(
                    "software-words", "companions", "decorations", "strong-words", "moderate-words", "weak-words")
            .flatMap(list -> WordLists.foldedWords(list).stream())
            .collect(Collectors.toUnmodifiableSet());

    /**
     * Returns whether the display name also contains the name of the product's maker: "google-labs-jules" is Google's
     * Jules.
     */
    boolean namesMakerOf(ProductNameMatch match) {
        String matched = NameTokenizer.of(match.words()).key();
        return match.product().publishers().stream()
                .map(NormalizedCompanyName::key)
                .filter(maker -> !maker.isEmpty() && !matched.contains(maker) && !maker.contains(matched))
                .anyMatch(this::containsKey);
    }

    private boolean containsKey(String key) {
        return IntStream.range(0, words.count())
                .anyMatch(from -> IntStream.rangeClosed(from + 1, Math.min(from + 4, words.count()))
                        .anyMatch(to -> words.key(from, to).equals(key)));
    }

    /**
     * Returns whether another word of the name indicates a business that makes no software: a shoe shop can have the
     * same name as an AI product.
     */
    boolean namesAnotherTrade(ProductNameMatch match) {
        Set<String> matched = Set.copyOf(NameTokenizer.of(match.words()).folded());
        return words.folded().stream().anyMatch(word -> UNRELATED_INDUSTRIES.contains(word) && !matched.contains(word));
    }

    /**
     * Returns whether all other words are common in the names of software and its editions, as in "Cline Extension".
     */
    boolean hasOnlySoftwareWords(ProductNameMatch match) {
        return countUnrelatedWords(match) == 0;
    }

    /**
     * Counts the other words that are neither common in the names of software and its editions nor part of the maker's
     * name.
     */
    long countUnrelatedWords(ProductNameMatch match) {
        Set<String> known = Stream.concat(Stream.of(match.words()), match.product().publishers().stream())
                .flatMap(name -> NameTokenizer.of(name).folded().stream())
                .collect(Collectors.toUnmodifiableSet());
        return IntStream.range(0, words.count())
                .filter(words.apart()::get)
                .mapToObj(words.folded()::get)
                .filter(word -> !known.contains(word) && !SOFTWARE_WORDS.contains(word))
                .filter(word -> !word.chars().allMatch(Character::isDigit))
                .count();
    }

    /** Returns whether any word of the name indicates a business that makes no software. */
    boolean namesAnotherTrade() {
        return words.folded().stream().anyMatch(UNRELATED_INDUSTRIES::contains);
    }
}
