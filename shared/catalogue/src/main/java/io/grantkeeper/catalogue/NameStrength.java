package io.grantkeeper.catalogue;

/** How much a product's bare name proves when nothing but the name is known. */
public enum NameStrength {
    /** A coined name that nothing else carries. */
    DISTINCT("distinct"),
    /** An ordinary word or a person's name; as a SaaS app it is usually this product. */
    WORD("word"),
    /** Also the name of other well-known products: the name alone decides nothing. */
    SHARED("shared");

    private final String word;

    NameStrength(String word) {
        this.word = word;
    }

    /** The word that stands in the data files. */
    public String word() {
        return word;
    }
}
