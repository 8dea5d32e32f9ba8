package io.grantkeeper.behavior;

/**
 * What the inventory says about an identity that its logs do not show. An empty text means that it is not known.
 *
 * @param product the product, as the catalog names it
 * @param owner a stable id of the owner
 * @param team a stable id of the owner's team
 * @param access what the identity can do, in a form that is equal for equal access
 */
public record PeerFacts(String product, String owner, String team, String access) {
    /** Nothing is known. */
    public static final PeerFacts NONE = new PeerFacts("", "", "", "");
}
