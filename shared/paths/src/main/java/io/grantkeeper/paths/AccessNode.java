package io.grantkeeper.paths;

/**
 * A node of a tenant's access graph.
 *
 * @param name how reports name the node: an identity's id, {@code person:ID}, or a place or credential as the facts write
 *     it. The accounts of one person have the same name
 */
public record AccessNode(Kind kind, String name) {
    /** What a node is. */
    public enum Kind {
        IDENTITY,
        /** A person's account at one provider, or what the person may do there. */
        PERSON,
        /** Where secrets are stored, or what another system trusts. */
        PLACE,
        CREDENTIAL,
        /** Joins many edges with many others: for example, "everyone whose password a help desk can set". */
        JUNCTION
    }

    /** Returns whether reports show the node. */
    public boolean isVisible() {
        return kind != Kind.JUNCTION;
    }
}
