package io.grantkeeper.paths;

/**
 * A node of a tenant's access graph.
 *
 * @param name the name in reports: an identity's id, {@code person:ID}, or the name that the facts use for a place or
 *     credential; all accounts of one person have the same name
 */
public record AccessNode(Kind kind, String name) {
    /** The kind of a node. */
    public enum Kind {
        IDENTITY,
        /** A person's account at one provider, or the person's abilities there. */
        PERSON,
        /** A place where secrets are stored, or which another system trusts. */
        PLACE,
        CREDENTIAL,
        /** A node that joins many edges with many others, for example "everyone whose password a help desk can set". */
        JUNCTION
    }

    /** Returns whether reports show the node. */
    public boolean isVisible() {
        return kind != Kind.JUNCTION;
    }
}
