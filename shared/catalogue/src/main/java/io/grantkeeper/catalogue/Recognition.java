package io.grantkeeper.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * The recogniser's answer about one app.
 *
 * @param verdict yes, no or unknown
 * @param confidence between 0 and 1. For yes and no: how likely the verdict is right. For unknown: how likely the app
 *     is AI all the same, so that unknowns can be ranked for a look by a person
 * @param product the product, where the evidence names one; also for a no
 * @param firstParty whether the app is the provider's own; never concluded from a name alone
 * @param evidence the reasons, most trusted first; empty only where nothing at all was known
 */
public record Recognition(
        Verdict verdict, double confidence, Optional<Product> product, boolean firstParty, List<Evidence> evidence) {

    public Recognition {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence must lie between 0 and 1, but is " + confidence);
        }
        evidence = List.copyOf(evidence);
    }

    /** What kind of product it is, where one was recognised. */
    public Optional<Category> category() {
        return product.map(Product::category);
    }

    /** Whether the app counts as AI. */
    public boolean isAi() {
        return verdict == Verdict.YES;
    }
}
