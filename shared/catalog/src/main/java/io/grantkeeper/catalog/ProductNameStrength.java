package io.grantkeeper.catalog;

import java.util.Locale;

/** How strongly a name identifies a product if nothing else is known. */
public enum ProductNameStrength {
    /** A coined name that nothing else uses. */
    DISTINCT,
    /** An ordinary word or a person's name; a SaaS app with this name is usually this product. */
    WORD,
    /** Also the name of other well-known products, so the name alone decides nothing. */
    SHARED;

    /** Returns the code that the data files use. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
