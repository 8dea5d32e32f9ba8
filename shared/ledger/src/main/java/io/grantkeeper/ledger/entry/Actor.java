package io.grantkeeper.ledger.entry;

/**
 * One link of the chain that brought something about, the first cause first.
 *
 * @param role for example {@code caused}, {@code recorded}
 * @param who a salted digest for a person; the name of a function or an identity's id for a machine
 */
public record Actor(String role, String who) {
    /** The part of Grantkeeper that saw or did it. */
    public static Actor function(String name) {
        return new Actor("recorded", "grantkeeper/" + name);
    }
}
