package io.grantkeeper.catalog;

/** How strongly a name identifies a product if nothing else is known. */
public enum ProductNameStrength {
    /** A coined name that nothing else uses. */
    DISTINCT("distinct"),
    /** An ordinary word or a person's name; a SaaS app with this name is usually this product. */
    WORD("word"),
    /** Also the name of other well-known products, so the name alone decides nothing. */
    SHARED("shared");

    private final String code;

    ProductNameStrength(String word) {
        this.code = word;
    }

    /** Returns the code that the data files use. */
    public String code() {
        return code;
    }
}
