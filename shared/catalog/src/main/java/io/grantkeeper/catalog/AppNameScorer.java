package io.grantkeeper.catalog;

import io.grantkeeper.catalog.AiKeywordMatcher.Strength;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Classifies an app that has no known vendor, by its display name. */
final class AppNameScorer {
    /**
     * The maximum number of unrelated words next to a product's name, not counting the maker's name. A display name
     * with more unrelated words refers to something other than the product.
     */
    private static final int MAX_OTHER_WORDS = 1;

    private final AppRecognitionClues clues;

    AppNameScorer(AppRecognitionClues clues) {
        this.clues = clues;
    }

    Optional<UnformattedAppRecognition> classify() {
        List<ProductNameMatch> exact =
                clues.names().stream().filter(ProductNameMatch::isExact).toList();
        if (exact.isEmpty()) {
            return classifyEmbeddedName();
        }
        boolean ai = exact.stream().anyMatch(name -> name.product().isAi());
        boolean other = exact.stream().anyMatch(name -> !name.product().isAi());
        Optional<CatalogProduct> product = Optional.of(exact.getFirst().product());
        if (ai && other) {
            return Optional.of(classifySharedName(exact));
        }
        ProductNameStrength strength = exact.stream()
                .map(ProductNameMatch::strength)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        boolean whole = exact.getFirst().fit() == ProductNameMatch.Fit.WHOLE;
        if (!ai) {
            boolean suite = product.get().role() == AiRole.SUITE;
            return Optional.of(
                    !whole && clues.indicatesAi(Strength.STRONG)
                            ? UnformattedAppRecognition.yes(0.75, product)
                            : UnformattedAppRecognition.no(
                                    suite ? 0.75 : strength == ProductNameStrength.DISTINCT ? 0.92 : 0.8, product));
        }
        String matched = exact.getFirst().words();
        boolean elsewhereAi = clues.indicatesAi(Strength.STRONG)
                && clues.words()
                        .filter(s -> s.words().equalsIgnoreCase(matched))
                        .isEmpty();
        return Optional.of(
                classifyAiName(exact.getFirst(), elsewhereAi ? ProductNameStrength.DISTINCT : strength, whole));
    }

    /**
     * Decides between products that share a name. "Mercury" is more likely the bank, which has no other name, than
     * Mercury.ai, which is only sometimes called "Mercury".
     */
    private static UnformattedAppRecognition classifySharedName(List<ProductNameMatch> exact) {
        boolean aiIsSeldomMeant = exact.stream()
                .filter(name -> name.product().isAi())
                .allMatch(name -> name.strength() == ProductNameStrength.SHARED);
        return exact.stream()
                .filter(name -> !name.product().isAi() && name.strength() != ProductNameStrength.SHARED)
                .filter(name -> aiIsSeldomMeant)
                .findFirst()
                .map(name -> UnformattedAppRecognition.no(0.6, Optional.of(name.product())))
                .orElseGet(() ->
                        UnformattedAppRecognition.unknown(0.5, "An AI product and another product share this name."));
    }

    private UnformattedAppRecognition classifyAiName(
            ProductNameMatch match, ProductNameStrength strength, boolean whole) {
        Optional<CatalogProduct> product = Optional.of(match.product());
        boolean stranger = !clues.strangers().isEmpty();
        boolean vendorIsAi = clues.vendorWords().isPresent();
        return switch (strength) {
            // An app that calls itself "Acme ChatGPT" says what it is, but not who makes it.
            case DISTINCT ->
                stranger && !vendorIsAi
                        ? clues.indicatesAi(Strength.STRONG)
                                ? UnformattedAppRecognition.yes(0.65, Optional.empty())
                                : UnformattedAppRecognition.unknown(0.45, unknownVendorReason(match))
                        : UnformattedAppRecognition.yes(whole ? 0.95 : 0.9, product);
            case WORD -> {
                if (stranger && !vendorIsAi) {
                    yield UnformattedAppRecognition.unknown(0.4, unknownVendorReason(match));
                }
                yield UnformattedAppRecognition.yes(vendorIsAi ? 0.85 : whole ? 0.75 : 0.68, product);
            }
            case SHARED ->
                vendorIsAi
                        ? UnformattedAppRecognition.yes(0.7, product)
                        : UnformattedAppRecognition.unknown(
                                stranger ? 0.15 : 0.4,
                                stranger
                                        ? unknownVendorReason(match)
                                        : "Other products are called " + match.words() + " too.");
        };
    }

    /** Classifies a display name that contains a product's name among other words. */
    private Optional<UnformattedAppRecognition> classifyEmbeddedName() {
        Optional<CatalogProduct> besideItsMaker = clues.names().stream()
                .filter(name -> name.product().isAi())
                .filter(name -> clues.surroundingWords().namesMakerOf(name) || clues.namesNonAiProductOfVendor(name))
                .map(ProductNameMatch::product)
                .findFirst();
        if (besideItsMaker.isPresent()) {
            return Optional.of(UnformattedAppRecognition.yes(0.88, besideItsMaker));
        }
        Optional<ProductNameMatch> namesake = clues.names().stream()
                .filter(n -> !n.product().isAi()
                        && n.fit() == ProductNameMatch.Fit.START
                        && n.strength() != ProductNameStrength.SHARED)
                .filter(clues::indicatesAiOnlyIn)
                .findFirst();
        if (namesake.isPresent()) {
            return Optional.of(UnformattedAppRecognition.no(0.75, namesake.map(ProductNameMatch::product)));
        }
        if (clues.indicatesAi(Strength.STRONG)) {
            Optional<CatalogProduct> named = clues.names().stream()
                    .filter(n -> n.product().isAi() && n.strength() == ProductNameStrength.DISTINCT)
                    .map(ProductNameMatch::product)
                    .findFirst();
            return Optional.of(UnformattedAppRecognition.yes(named.isPresent() ? 0.9 : 0.85, named));
        }
        Optional<ProductNameMatch> first = clues.names().stream()
                .filter(n -> n.strength() == ProductNameStrength.DISTINCT
                        && (n.product().isAi() || n.fit() == ProductNameMatch.Fit.START))
                .findFirst();
        if (first.isPresent()) {
            CatalogProduct product = first.get().product();
            if (product.isAi() && clues.surroundingWords().namesAnotherTrade(first.get())) {
                return Optional.of(UnformattedAppRecognition.unknown(
                        0.2, "Besides " + first.get().words() + ", the name indicates a different line of business."));
            }
            if (product.isAi() && clues.surroundingWords().countUnrelatedWords(first.get()) > MAX_OTHER_WORDS) {
                return Optional.of(UnformattedAppRecognition.unknown(
                        0.4,
                        "Besides " + first.get().words()
                                + ", the name contains words that are unrelated to software."));
            }
            if (product.isAi() && clues.hasUnrelatedVendor() && !clues.indicatesAi(Strength.MODERATE)) {
                return Optional.of(UnformattedAppRecognition.unknown(0.4, unknownVendorReason(first.get())));
            }
            boolean start = first.get().fit() == ProductNameMatch.Fit.START;
            if (!product.isAi() && clues.indicatesAi(Strength.WEAK)) {
                return Optional.of(
                        clues.indicatesAi(Strength.MODERATE) || isSuiteAssistant(product)
                                ? UnformattedAppRecognition.yes(
                                        clues.indicatesAi(Strength.MODERATE) ? 0.7 : 0.62,
                                        first.map(ProductNameMatch::product))
                                : UnformattedAppRecognition.unknown(
                                                0.45,
                                                "What " + product.name()
                                                        + " offers under this name may or may not be AI.")
                                        .withProduct(first.map(ProductNameMatch::product)));
            }
            return Optional.of(
                    product.isAi()
                            ? UnformattedAppRecognition.yes(start ? 0.85 : 0.72, Optional.of(product))
                            : UnformattedAppRecognition.no(0.75, first.map(ProductNameMatch::product)));
        }
        // In "Claude bot" and "Cline Extension", each word alone proves nothing, but the two together do.
        return clues.names().stream()
                .filter(n -> n.product().isAi() && n.strength() == ProductNameStrength.WORD)
                .filter(n -> !clues.surroundingWords().namesAnotherTrade(n))
                .filter(n -> clues.strangers().isEmpty() && !clues.rulesOutAi())
                .filter(n -> clues.indicatesAi(Strength.WEAK)
                        || clues.surroundingWords().hasOnlySoftwareWords(n))
                .findFirst()
                .map(n -> UnformattedAppRecognition.yes(0.65, Optional.of(n.product())));
    }

    /**
     * Returns whether the name is that of an AI suite's assistant. A suite's "assistant" is usually AI, but its
     * "agents" may be people, or software that runs on hosts.
     */
    private boolean isSuiteAssistant(CatalogProduct product) {
        return product.role() == AiRole.SUITE
                && clues.words()
                        .filter(signal ->
                                signal.words().toLowerCase(Locale.ROOT).startsWith("assist"))
                        .isPresent();
    }

    private String unknownVendorReason(ProductNameMatch match) {
        return "Others may use this name, and " + clues.strangers().getFirst() + " is not known to belong to "
                + match.product().name() + ".";
    }
}
