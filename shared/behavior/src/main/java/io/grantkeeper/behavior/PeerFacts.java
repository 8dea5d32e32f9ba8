package io.grantkeeper.behavior;

/**
 * Facts about an identity that come from the inventory because logs do not contain them. An empty string means that a
 * fact is unknown.
 *
 * @param product the product, as the catalog names it
 * @param owner a stable id of the owner
 * @param team a stable id of the owner's team
 * @param access what the identity can do, in a form that is equal for equal access
 */
public record PeerFacts(String product, String owner, String team, String access) {
    /** The facts about an identity that the inventory does not know. */
    public static final PeerFacts NONE = new PeerFacts("", "", "", "");
}
