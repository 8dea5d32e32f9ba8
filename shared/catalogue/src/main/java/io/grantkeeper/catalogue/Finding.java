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

    Finding about(Optional<Product> other) {
        return new Finding(verdict, confidence, other, weighing);
    }
}
