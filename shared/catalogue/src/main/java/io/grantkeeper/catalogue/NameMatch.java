package io.grantkeeper.catalogue;

/**
 * A product whose name occurs in an app's display name.
 *
 * @param words the words that matched, as written
 * @param strength how much the name proves; lower than the product's own for derived spellings
 */
record NameMatch(Product product, NameStrength strength, Fit fit, String words) {

    /** How much of the display name the product's name accounts for. */
    enum Fit {
        /** All of it, decorations such as "for Slack" or "(beta)" set aside. */
        WHOLE,
        /** The part before a dash, colon or bar. */
        HEAD,
        /** The first words. */
        START,
        /** Words in the midst. */
        WITHIN
    }

    boolean isExact() {
        return fit == Fit.WHOLE || fit == Fit.HEAD;
    }
}
