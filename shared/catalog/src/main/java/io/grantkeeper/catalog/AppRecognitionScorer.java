package io.grantkeeper.catalog;

import io.grantkeeper.catalog.AiKeywordMatcher.Strength;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Weighs the clues about one app. The most trusted kind of clue decides; a less trusted kind that contradicts it lowers
 * the confidence or changes the verdict to unknown. The confidence values are estimates; a test checks them against the
 * labeled apps.
 */
final class AppRecognitionScorer {

    /** The probability, assumed rather than measured, that an app without any evidence is AI. */
    private static final double PRIOR = 0.1;

    private final AppRecognitionClues clues;

    AppRecognitionScorer(AppRecognitionClues clues) {
        this.clues = clues;
    }

    AppRecognition classify() {
        UnformattedAppRecognition finding = Stream.<Supplier<Optional<UnformattedAppRecognition>>>of(
                        this::byAgentType,
                        this::byClientId,
                        new AppVendorScorer(clues)::classify,
                        new AppNameScorer(clues)::classify,
                        this::byWords,
                        this::byPermissions)
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(this::byDefault);
        boolean firstParty = FirstPartyApps.isFirstParty(clues);
        UnformattedAppRecognition settled = firstParty ? finding : checkAgainstPermissions(finding);
        return new AppRecognition(
                settled.verdict(),
                settled.confidence(),
                settled.product(),
                firstParty,
                AppRecognitionReasons.format(clues, settled, firstParty));
    }

    private Optional<UnformattedAppRecognition> byAgentType() {
        if (!clues.app().form().isAgentByType()) {
            return Optional.empty();
        }
        Optional<CatalogProduct> product = clues.byClientId()
                .or(this::productOfVendor)
                .or(() -> clues.reliablyNamedProducts().findFirst());
        return Optional.of(UnformattedAppRecognition.yes(0.98, product.filter(CatalogProduct::isAi)));
    }

    private Optional<UnformattedAppRecognition> byClientId() {
        return clues.byClientId().map(product -> UnformattedAppRecognition.of(product, 0.99));
    }

    private Optional<UnformattedAppRecognition> byWords() {
        Optional<Strength> own = clues.words().map(AiKeywordMatcher.Signal::strength);
        Optional<Strength> vendors = clues.vendorWords().map(AiKeywordMatcher.Signal::strength);
        if (own.isPresent() && own.get() == Strength.CONTRARY) {
            return Optional.of(UnformattedAppRecognition.no(0.7, Optional.empty()));
        }
        boolean otherTrade = own.filter(Strength.MODERATE::equals).isPresent()
                && clues.surroundingWords().namesAnotherTrade();
        if (own.isPresent() && own.get().compareTo(Strength.MODERATE) <= 0 && !otherTrade) {
            double alone = own.get() == Strength.STRONG ? 0.85 : 0.68;
            return Optional.of(
                    UnformattedAppRecognition.yes(vendors.isPresent() ? alone + 0.07 : alone, Optional.empty()));
        }
        if (vendors.isPresent()) {
            boolean verified = clues.app().publisherVerified() && vendors.get() == Strength.STRONG;
            return Optional.of(UnformattedAppRecognition.yes(verified ? 0.8 : 0.68, Optional.empty()));
        }
        return Optional.empty();
    }

    private Optional<UnformattedAppRecognition> byPermissions() {
        return clues.permissions()
                .filter(signal -> signal.confidence() >= 0.6)
                .map(signal -> UnformattedAppRecognition.yes(signal.confidence(), Optional.empty()));
    }

    private UnformattedAppRecognition byDefault() {
        boolean hint = clues.indicatesAi(Strength.WEAK)
                || clues.permissions().isPresent()
                || clues.names().stream().anyMatch(n -> n.product().isAi());
        return UnformattedAppRecognition.unknown(hint ? 0.35 : PRIOR, "None of the evidence is conclusive.");
    }

    /**
     * Changes the verdict from no to unknown if the app requests permissions that only agents request, unless the
     * verdict is based on a known client id.
     */
    private UnformattedAppRecognition checkAgainstPermissions(UnformattedAppRecognition finding) {
        boolean contradicted = finding.verdict() == AiAppVerdict.NO
                && clues.byClientId().isEmpty()
                && clues.permissions().filter(s -> s.confidence() >= 0.7).isPresent();
        return contradicted
                ? UnformattedAppRecognition.unknown(
                                0.5, "It is not listed as AI, but requests permissions that only agents need.")
                        .withProduct(finding.product())
                : finding;
    }

    private Optional<CatalogProduct> productOfVendor() {
        return clues.mostTrustedVendors().stream()
                .flatMap(vendor ->
                        clues.names().stream().map(ProductNameMatch::product).filter(vendor.products()::contains))
                .findFirst()
                .or(() -> clues.mostTrustedVendors().stream().findFirst().flatMap(CatalogVendor::flagship));
    }
}
