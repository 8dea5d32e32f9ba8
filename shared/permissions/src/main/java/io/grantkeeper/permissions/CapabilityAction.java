package io.grantkeeper.permissions;

import java.util.Locale;

/** An action that a capability allows on a resource. Descriptions list actions in the order of these constants. */
public enum CapabilityAction {
    /** See only names and basic facts, never the content. */
    LIST('l', "see basic facts about"),
    READ('r', "read"),
    CREATE('c', "create"),
    WRITE('w', "change"),
    DELETE('d', "delete"),
    SEND('s', "send"),
    SHARE('h', "share"),
    RUN('x', "run"),
    /** Do everything, including changes to settings and access rules. */
    ADMINISTER('a', "administer"),
    IMPERSONATE('i', "act as");

    private final char code;
    private final String verb;

    CapabilityAction(char code, String verb) {
        this.code = code;
        this.verb = verb;
    }

    /** Returns the letter for this action in the data files. */
    char code() {
        return code;
    }

    String verb() {
        return verb;
    }

    /** Returns the lowercase name for JSON. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether this action can change something or trigger an effect. */
    public boolean changes() {
        return this != LIST && this != READ;
    }

    /**
     * Returns whether this action includes another. Reading includes listing, and administering includes every action
     * except sending and impersonating. Every other action includes only itself.
     */
    public boolean includes(CapabilityAction other) {
        return this == other
                || (this == READ && other == LIST)
                || (this == ADMINISTER && other != IMPERSONATE && other != SEND);
    }

    static CapabilityAction ofCode(char code) {
        for (CapabilityAction action : values()) {
            if (action.code == code) {
                return action;
            }
        }
        throw new IllegalArgumentException("unknown action code '" + code + "'");
    }
}
