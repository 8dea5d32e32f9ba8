package io.grantkeeper.catalogue;

/** What part AI plays in a product. */
public enum AiRole {
    /** AI is the product: take it away and nothing is left to sell. */
    PRODUCT("product"),
    /** An AI feature with a name of its own inside a larger suite, such as the assistant of a chat service. */
    FEATURE("feature"),
    /** A suite that works without AI and has AI features as an option; the app as such is not an AI app. */
    SUITE("suite"),
    /** No AI app at all. */
    NONE("none");

    private final String word;

    AiRole(String word) {
        this.word = word;
    }

    /** The word that stands in the data files. */
    public String word() {
        return word;
    }

    /** Whether an app of this product counts as an AI app. */
    public boolean countsAsAi() {
        return this == PRODUCT || this == FEATURE;
    }
}
