package io.grantkeeper.catalog;

/** The role that AI plays in a product. */
public enum AiRole {
    /** AI is the whole product; without AI, the product would have no purpose. */
    PRODUCT("product"),
    /** A named AI feature of a larger suite, such as the assistant of a chat service. */
    FEATURE("feature"),
    /** A suite that works without AI and offers optional AI features. The suite itself does not count as an AI app. */
    SUITE("suite"),
    /** Not an AI app. */
    NONE("none");

    private final String code;

    AiRole(String word) {
        this.code = word;
    }

    /** Returns the code that the data files use. */
    public String code() {
        return code;
    }

    /** Returns whether an app of this product counts as an AI app. */
    public boolean countsAsAi() {
        return this == PRODUCT || this == FEATURE;
    }
}
