package io.grantkeeper.catalogue;

import io.grantkeeper.catalogue.AiWords.Strength;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Judges an app of which no known vendor is behind by the name it shows. */
final class NameJudgement {
    /** A maker and one word of its own may stand beside a product's name; more, and the name is about something else. */
    private static final int MOST_OTHER_WORDS = 1;

    private final Clues clues;

    NameJudgement(Clues clues) {
        this.clues = clues;
    }

    Optional<Finding> judge() {
        List<NameMatch> exact =
                clues.names().stream().filter(NameMatch::isExact).toList();
        if (exact.isEmpty()) {
            return embeddedName();
        }
        boolean ai = exact.stream().anyMatch(name -> name.product().isAi());
        boolean other = exact.stream().anyMatch(name -> !name.product().isAi());
        Optional<Product> product = Optional.of(exact.getFirst().product());
        if (ai && other) {
            return Optional.of(ofSharedName(exact));
        }
        NameStrength strength = exact.stream()
                .map(NameMatch::strength)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        boolean whole = exact.getFirst().fit() == NameMatch.Fit.WHOLE;
        if (!ai) {
            boolean suite = product.get().role() == AiRole.SUITE;
            return Optional.of(
                    !whole && clues.saysAi(Strength.STRONG)
                            ? Finding.yes(0.75, product)
                            : Finding.no(suite ? 0.75 : strength == NameStrength.DISTINCT ? 0.92 : 0.8, product));
        }
        String matched = exact.getFirst().words();
        boolean elsewhereAi = clues.saysAi(Strength.STRONG)
                && clues.words()
                        .filter(s -> s.words().equalsIgnoreCase(matched))
                        .isEmpty();
        return Optional.of(ofAiName(exact.getFirst(), elsewhereAi ? NameStrength.DISTINCT : strength, whole));
    }

    /** "Mercury" is the bank that is called so and nothing else, sooner than Mercury.ai that is sometimes called so too. */
    private static Finding ofSharedName(List<NameMatch> exact) {
        boolean aiIsSeldomMeant = exact.stream()
                .filter(name -> name.product().isAi())
                .allMatch(name -> name.strength() == NameStrength.SHARED);
        return exact.stream()
                .filter(name -> !name.product().isAi() && name.strength() != NameStrength.SHARED)
                .filter(name -> aiIsSeldomMeant)
                .findFirst()
                .map(name -> Finding.no(0.6, Optional.of(name.product())))
                .orElseGet(() -> Finding.unknown(0.5, "An AI product and another one share this name."));
    }

    private Finding ofAiName(NameMatch match, NameStrength strength, boolean whole) {
        Optional<Product> product = Optional.of(match.product());
        boolean stranger = !clues.strangers().isEmpty();
        boolean vendorIsAi = clues.vendorWords().isPresent();
        return switch (strength) {
            // Whoever calls an app of its own "Acme ChatGPT" says what it is, though not whose.
            case DISTINCT ->
                clues.isAllForeign()
                        ? clues.saysAi(Strength.STRONG)
                                ? Finding.yes(0.65, Optional.empty())
                                : Finding.unknown(0.45, foreignVendor(match))
                        : Finding.yes(stranger && !vendorIsAi ? 0.75 : whole ? 0.95 : 0.9, product);
            case WORD -> {
                if (stranger && !vendorIsAi) {
                    yield Finding.unknown(0.4, foreignVendor(match));
                }
                yield Finding.yes(vendorIsAi ? 0.85 : whole ? 0.75 : 0.68, product);
            }
            case SHARED ->
                vendorIsAi
                        ? Finding.yes(0.7, product)
                        : Finding.unknown(
                                stranger ? 0.15 : 0.4,
                                stranger
                                        ? foreignVendor(match)
                                        : "Other products are called " + match.words() + " too.");
        };
    }

    /** The name holds a product's name among other words. */
    private Optional<Finding> embeddedName() {
        Optional<Product> besideItsMaker = clues.names().stream()
                .filter(name -> name.product().isAi())
                .filter(name -> clues.rest().namesMakerOf(name) || clues.namesAnotherOfItsMaker(name))
                .map(NameMatch::product)
                .findFirst();
        if (besideItsMaker.isPresent()) {
            return Optional.of(Finding.yes(0.88, besideItsMaker));
        }
        Optional<NameMatch> namesake = clues.names().stream()
                .filter(n ->
                        !n.product().isAi() && n.fit() == NameMatch.Fit.START && n.strength() != NameStrength.SHARED)
                .filter(clues::saysAiOnlyIn)
                .findFirst();
        if (namesake.isPresent()) {
            return Optional.of(Finding.no(0.75, namesake.map(NameMatch::product)));
        }
        if (clues.saysAi(Strength.STRONG)) {
            Optional<Product> named = clues.names().stream()
                    .filter(n -> n.product().isAi() && n.strength() == NameStrength.DISTINCT)
                    .map(NameMatch::product)
                    .findFirst();
            return Optional.of(Finding.yes(named.isPresent() ? 0.9 : 0.85, named));
        }
        Optional<NameMatch> first = clues.names().stream()
                .filter(n ->
                        n.strength() == NameStrength.DISTINCT && (n.product().isAi() || n.fit() == NameMatch.Fit.START))
                .findFirst();
        if (first.isPresent()) {
            Product product = first.get().product();
            if (product.isAi() && clues.rest().namesAnotherTrade(first.get())) {
                return Optional.of(
                        Finding.unknown(0.2, "Beside " + first.get().words() + " the name tells another trade."));
            }
            if (product.isAi() && clues.rest().wordsOfOtherThings(first.get()) > MOST_OTHER_WORDS) {
                return Optional.of(Finding.unknown(
                        0.4, "Beside " + first.get().words() + " the name tells of other things than software."));
            }
            boolean start = first.get().fit() == NameMatch.Fit.START;
            if (!product.isAi() && clues.saysAi(Strength.WEAK)) {
                return Optional.of(
                        clues.saysAi(Strength.MODERATE) || isAssistantOfASuite(product)
                                ? Finding.yes(
                                        clues.saysAi(Strength.MODERATE) ? 0.7 : 0.62, first.map(NameMatch::product))
                                : Finding.unknown(0.45, "What " + product.name() + " calls so may be AI or not.")
                                        .about(first.map(NameMatch::product)));
            }
            return Optional.of(
                    product.isAi()
                            ? Finding.yes(start ? 0.85 : 0.72, Optional.of(product))
                            : Finding.no(0.75, first.map(NameMatch::product)));
        }
        // "Claude bot", "Cline Extension": neither word proves anything alone, both together do.
        return clues.names().stream()
                .filter(n -> n.product().isAi() && n.strength() == NameStrength.WORD)
                .filter(n -> !clues.rest().namesAnotherTrade(n))
                .filter(n -> clues.strangers().isEmpty() && !clues.saysOtherwise())
                .filter(n -> clues.saysAi(Strength.WEAK) || clues.rest().speaksOnlyOfSoftware(n))
                .findFirst()
                .map(n -> Finding.yes(0.65, Optional.of(n.product())));
    }

    /** What a suite that has AI parts calls its assistant is one of these; its agents may be people, or run on hosts. */
    private boolean isAssistantOfASuite(Product product) {
        return product.role() == AiRole.SUITE
                && clues.words()
                        .filter(signal ->
                                signal.words().toLowerCase(Locale.ROOT).startsWith("assist"))
                        .isPresent();
    }

    private String foreignVendor(NameMatch match) {
        return "Others may be called so, and " + clues.strangers().getFirst() + " is not known to belong to "
                + match.product().name() + ".";
    }
}
