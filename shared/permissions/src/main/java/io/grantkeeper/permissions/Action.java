package io.grantkeeper.permissions;

import java.util.Locale;

/** What a capability does to its thing. The order of the constants is the order in which actions are told. */
public enum Action {
    /** Names and basic facts only, never the content. */
    LIST('l', "see basic facts about"),
    READ('r', "read"),
    CREATE('c', "create"),
    WRITE('w', "change"),
    DELETE('d', "delete"),
    SEND('s', "send"),
    SHARE('h', "share"),
    RUN('x', "run"),
    /** Everything there is to do with it, its settings and access rules included. */
    ADMINISTER('a', "administer"),
    IMPERSONATE('i', "act as");

    private final char code;
    private final String verb;

    Action(char code, String verb) {
        this.code = code;
        this.verb = verb;
    }

    /** The letter that stands for this action in the data files. */
    char code() {
        return code;
    }

    String verb() {
        return verb;
    }

    /** The lower-case name used in JSON. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether this action can alter something, or make something happen. */
    public boolean changes() {
        return this != LIST && this != READ;
    }

    /** Reading includes listing, and administering includes reading and changing. Nothing else includes another. */
    public boolean includes(Action other) {
        return this == other
                || (this == READ && other == LIST)
                || (this == ADMINISTER && other != IMPERSONATE && other != SEND);
    }

    static Action ofCode(char code) {
        for (Action action : values()) {
            if (action.code == code) {
                return action;
            }
        }
        throw new IllegalArgumentException("No action has the code '" + code + "'");
    }
}
