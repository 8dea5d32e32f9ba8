package io.grantkeeper.catalog;

import java.util.Locale;

/** The role that AI plays in a product. */
public enum AiRole {
    /** AI is the whole product; without AI, the product would have no purpose. */
    PRODUCT,
    /** A named AI feature of a larger suite, such as the assistant of a chat service. */
    FEATURE,
    /** A suite that works without AI and offers optional AI features. The suite itself does not count as an AI app. */
    SUITE,
    /** Not an AI app. */
    NONE;

    /** Returns the code that the data files use. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns whether an app of this product counts as an AI app. */
    public boolean countsAsAi() {
        return this == PRODUCT || this == FEATURE;
    }
}
