package io.grantkeeper.catalog;

/**
 * A product whose name occurs in an app's display name.
 *
 * @param words the matching words as written
 * @param strength how strongly the name identifies the product; for a derived spelling, lower than the product's own
 *         strength
 */
record ProductNameMatch(CatalogProduct product, ProductNameStrength strength, Fit fit, String words) {

    /** The position of the product's name in the display name. */
    enum Fit {
        /** The whole name, except for decorations such as "for Slack" or "(beta)". */
        WHOLE,
        /** The part before a dash, colon or vertical bar. */
        HEAD,
        /** The first words of the name. */
        START,
        /** Words of the name after the first one. */
        WITHIN
    }

    boolean isExact() {
        return fit == Fit.WHOLE || fit == Fit.HEAD;
    }
}
