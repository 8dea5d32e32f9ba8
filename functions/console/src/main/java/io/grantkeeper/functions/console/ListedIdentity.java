package io.grantkeeper.functions.console;

import io.grantkeeper.identity.finding.IdentitySummary;
import java.util.Locale;

/**
 * A listed identity with the strings that searching and sorting compare. The strings are computed only when something
 * changes, because normalizing 100,000 names takes longer than the rest of a request.
 *
 * @param name the normalized name
 * @param owner the owner's name as lists show it; empty if the identity has no owner
 * @param text the name, the id, the product and the owner in lowercase, each on a line
 */
record ListedIdentity(IdentitySummary summary, String name, String owner, String text) {
    /**
     * Returns the list entry for an identity.
     *
     * @param product the name of the product; empty if it is unknown
     */
    static ListedIdentity of(IdentitySummary summary, String product, String owner) {
        String name = summary.displayName().text();
        String text = String.join("\n", name, summary.id().toString(), product, owner);
        return new ListedIdentity(summary, name, owner, searchable(text));
    }

    /** Returns a string in the form in which searches compare it. */
    static String searchable(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
