package io.grantkeeper.ledger.entry;

/**
 * One actor in the chain behind an entry. The chain starts with the original cause.
 *
 * @param role the actor's role, for example {@code caused} or {@code recorded}
 * @param who a salted digest for a person; the name of a function or an identity's id for a machine
 */
public record EntryActor(String role, String who) {
    /** The role of the actor that caused the event. */
    public static final String CAUSED = "caused";

    /** Returns the actor for the Grantkeeper function that observed or performed the action. */
    public static EntryActor function(String name) {
        return new EntryActor("recorded", "grantkeeper/" + name);
    }
}
