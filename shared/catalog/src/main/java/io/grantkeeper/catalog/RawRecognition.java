package io.grantkeeper.catalog;

import java.util.Optional;

/**
 * A verdict whose reasons have not been formatted yet.
 *
 * @param weighing why conflicting or insufficient clues led to this verdict; empty if the clues need no explanation
 */
record RawRecognition(
        AiAppVerdict verdict, double confidence, Optional<CatalogProduct> product, Optional<String> weighing) {

    static RawRecognition yes(double confidence, Optional<CatalogProduct> product) {
        return new RawRecognition(AiAppVerdict.YES, confidence, product, Optional.empty());
    }

    static RawRecognition no(double confidence, Optional<CatalogProduct> product) {
        return new RawRecognition(AiAppVerdict.NO, confidence, product, Optional.empty());
    }

    static RawRecognition unknown(double confidence, String weighing) {
        return new RawRecognition(AiAppVerdict.UNKNOWN, confidence, Optional.empty(), Optional.of(weighing));
    }

    /** Returns the verdict that follows from the role of a product identified with certainty. */
    static RawRecognition of(CatalogProduct product, double confidence) {
        return switch (product.role()) {
            case PRODUCT, FEATURE -> yes(confidence, Optional.of(product));
            case SUITE -> no(Math.min(confidence, 0.8), Optional.of(product));
            case NONE -> no(confidence, Optional.of(product));
        };
    }

    RawRecognition withProduct(Optional<CatalogProduct> other) {
        return new RawRecognition(verdict, confidence, other, weighing);
    }
}
