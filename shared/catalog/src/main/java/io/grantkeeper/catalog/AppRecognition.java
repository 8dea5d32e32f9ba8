package io.grantkeeper.catalog;

import java.util.List;
import java.util.Optional;

/**
 * The recognizer's answer about one app.
 *
 * @param verdict yes, no or unknown
 * @param confidence between 0 and 1. For yes and no: the probability that the verdict is right. For unknown: the
 *         probability that the app is AI anyway, so that unknown apps can be ranked for manual review
 * @param product the product, if the evidence names one; may be present even if the verdict is no
 * @param firstParty whether the app is the provider's own; never concluded from a name alone
 * @param evidence the reasons, most trusted first; empty only if nothing was known
 */
public record AppRecognition(
        AiAppVerdict verdict,
        double confidence,
        Optional<CatalogProduct> product,
        boolean firstParty,
        List<AppRecognitionEvidence> evidence) {

    public AppRecognition {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence must be between 0 and 1, but is " + confidence);
        }
        evidence = List.copyOf(evidence);
    }

    /** Returns the category of the recognized product; empty if no product was recognized. */
    public Optional<ProductCategory> category() {
        return product.map(CatalogProduct::category);
    }

    /** Returns whether the app counts as AI. */
    public boolean isAi() {
        return verdict == AiAppVerdict.YES;
    }
}
