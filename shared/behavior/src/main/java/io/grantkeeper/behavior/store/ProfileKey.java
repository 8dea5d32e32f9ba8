package io.grantkeeper.behavior.store;

/**
 * The subject of a profile.
 *
 * @param connection the connection's id
 * @param name the id under which the connection's logs name the identity or person; empty for the connection itself
 */
public record ProfileKey(Kind kind, String connection, String name) {
    /** The kinds of subjects that have profiles. */
    public enum Kind {
        IDENTITY,
        PERSON,
        CONNECTION,
        /** A person across connections: where they sign in, and whether they left. */
        WHEREABOUTS
    }

    public static ProfileKey connection(String connection) {
        return new ProfileKey(Kind.CONNECTION, connection, "");
    }

    /** Returns the maximum size of the stored profile, in bytes. */
    public int limit() {
        return kind == Kind.CONNECTION ? ProfileCodec.CONNECTION_LIMIT : ProfileCodec.LIMIT;
    }

    @Override
    public String toString() {
        return kind + "#" + connection + "#" + name;
    }
}
