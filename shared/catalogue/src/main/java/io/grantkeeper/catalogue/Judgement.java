package io.grantkeeper.catalogue;

import io.grantkeeper.catalogue.AiWords.Strength;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Weighs the clues about one app. The most trusted kind that says anything decides; a less trusted kind that says the
 * opposite lowers the confidence or turns the answer into unknown. The figures are estimates, checked against the
 * labelled list by a test.
 */
final class Judgement {

    /** How likely an app of which nothing tells is AI: an assumption, not a measurement. */
    private static final double PRIOR = 0.1;

    private final Clues clues;

    Judgement(Clues clues) {
        this.clues = clues;
    }

    Recognition pronounce() {
        Finding finding = Stream.<Supplier<Optional<Finding>>>of(
                        this::byAgentType,
                        this::byClientId,
                        new VendorJudgement(clues)::judge,
                        new NameJudgement(clues)::judge,
                        this::byWords,
                        this::byPermissions)
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(this::byNothing);
        boolean firstParty = FirstParty.holds(clues, finding.product());
        Finding settled = firstParty ? finding : againstPermissions(finding);
        return new Recognition(
                settled.verdict(),
                settled.confidence(),
                settled.product(),
                firstParty,
                Reasons.of(clues, settled, firstParty));
    }

    private Optional<Finding> byAgentType() {
        if (!clues.app().form().isAgentByType()) {
            return Optional.empty();
        }
        Optional<Product> product = clues.byClientId()
                .or(this::productOfVendor)
                .or(() -> clues.certainNames().findFirst());
        return Optional.of(Finding.yes(0.98, product.filter(Product::isAi)));
    }

    private Optional<Finding> byClientId() {
        return clues.byClientId().map(product -> Finding.of(product, 0.99));
    }

    private Optional<Finding> byWords() {
        Optional<Strength> own = clues.words().map(AiWords.Signal::strength);
        Optional<Strength> vendors = clues.vendorWords().map(AiWords.Signal::strength);
        if (own.isPresent() && own.get() == Strength.CONTRARY) {
            return Optional.of(Finding.no(0.7, Optional.empty()));
        }
        boolean otherTrade = own.filter(Strength.MODERATE::equals).isPresent()
                && clues.rest().namesAnotherTrade();
        if (own.isPresent() && own.get().compareTo(Strength.MODERATE) <= 0 && !otherTrade) {
            double alone = own.get() == Strength.STRONG ? 0.85 : 0.68;
            return Optional.of(Finding.yes(vendors.isPresent() ? alone + 0.07 : alone, Optional.empty()));
        }
        if (vendors.isPresent()) {
            boolean verified = clues.app().publisherVerified() && vendors.get() == Strength.STRONG;
            return Optional.of(Finding.yes(verified ? 0.8 : 0.68, Optional.empty()));
        }
        return Optional.empty();
    }

    private Optional<Finding> byPermissions() {
        return clues.permissions()
                .filter(signal -> signal.confidence() >= 0.6)
                .map(signal -> Finding.yes(signal.confidence(), Optional.empty()));
    }

    private Finding byNothing() {
        boolean hint = clues.saysAi(Strength.WEAK)
                || clues.permissions().isPresent()
                || clues.names().stream().anyMatch(n -> n.product().isAi());
        return Finding.unknown(hint ? 0.35 : PRIOR, "Nothing known about it decides.");
    }

    /** A plain no does not stand against permissions that only agents ask for. */
    private Finding againstPermissions(Finding finding) {
        boolean contradicted = finding.verdict() == Verdict.NO
                && clues.byClientId().isEmpty()
                && clues.permissions().filter(s -> s.confidence() >= 0.7).isPresent();
        return contradicted
                ? Finding.unknown(0.5, "It is not listed as AI, but asks for what only agents need.")
                        .about(finding.product())
                : finding;
    }

    private Optional<Product> productOfVendor() {
        return clues.mostTrusted().stream()
                .flatMap(
                        vendor -> clues.names().stream().map(NameMatch::product).filter(vendor.products()::contains))
                .findFirst()
                .or(() -> clues.mostTrusted().stream().findFirst().flatMap(Vendor::flagship));
    }
}
