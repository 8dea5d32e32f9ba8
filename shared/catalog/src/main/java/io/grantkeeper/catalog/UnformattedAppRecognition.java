package io.grantkeeper.catalog;

import java.util.Optional;

/**
 * A verdict whose reasons have not been formatted yet.
 *
 * @param weighing why conflicting or insufficient clues led to this verdict; empty if the clues need no explanation
 */
record UnformattedAppRecognition(
        AiAppVerdict verdict, double confidence, Optional<CatalogProduct> product, Optional<String> weighing) {

    static UnformattedAppRecognition yes(double confidence, Optional<CatalogProduct> product) {
        return new UnformattedAppRecognition(AiAppVerdict.YES, confidence, product, Optional.empty());
    }

    static UnformattedAppRecognition no(double confidence, Optional<CatalogProduct> product) {
        return new UnformattedAppRecognition(AiAppVerdict.NO, confidence, product, Optional.empty());
    }

    static UnformattedAppRecognition unknown(double confidence, String weighing) {
        return new UnformattedAppRecognition(AiAppVerdict.UNKNOWN, confidence, Optional.empty(), Optional.of(weighing));
    }

    /** Returns the verdict that follows from the role of a product identified with certainty. */
    static UnformattedAppRecognition of(CatalogProduct product, double confidence) {
        return switch (product.role()) {
            case PRODUCT, FEATURE -> yes(confidence, Optional.of(product));
            case SUITE -> no(Math.min(confidence, 0.8), Optional.of(product));
            case NONE -> no(confidence, Optional.of(product));
        };
    }

    UnformattedAppRecognition withProduct(Optional<CatalogProduct> other) {
        return new UnformattedAppRecognition(verdict, confidence, other, weighing);
    }
}
