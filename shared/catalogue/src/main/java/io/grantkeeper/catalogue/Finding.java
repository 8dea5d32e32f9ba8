package io.grantkeeper.catalogue;

import java.util.Optional;

/**
 * A verdict before its reasons are put into words.
 *
 * @param weighing why clues that disagree, or do not suffice, led to this verdict
 */
record Finding(Verdict verdict, double confidence, Optional<Product> product, Optional<String> weighing) {

    static Finding yes(double confidence, Optional<Product> product) {
        return new Finding(Verdict.YES, confidence, product, Optional.empty());
    }

    static Finding no(double confidence, Optional<Product> product) {
        return new Finding(Verdict.NO, confidence, product, Optional.empty());
    }

    static Finding unknown(double confidence, String weighing) {
        return new Finding(Verdict.UNKNOWN, confidence, Optional.empty(), Optional.of(weighing));
    }

    /** The verdict on a product that is certain to be the one, as far as its role goes. */
    static Finding of(Product product, double confidence) {
        return switch (product.role()) {
            case PRODUCT, FEATURE -> yes(confidence, Optional.of(product));
            case SUITE -> no(Math.min(confidence, 0.8), Optional.of(product));
            case NONE -> no(confidence, Optional.of(product));
        };
    }

    Finding about(Optional<Product> other) {
        return new Finding(verdict, confidence, other, weighing);
    }
}
