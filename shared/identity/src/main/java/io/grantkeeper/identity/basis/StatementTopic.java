package io.grantkeeper.identity.basis;

import java.util.Locale;

/** What a statement about an identity is about. */
public enum StatementTopic {
    /** The identity's name, kind, aliases and attributes. */
    IDENTITY,
    PUBLISHER,
    CREATED,
    STATUS,
    CAPABILITIES,
    RISK,
    AI,
    OWNER,
    LAST_USED,
    /** Which access the recorded usage needed. */
    USAGE,
    NEXT_EXPIRY;

    /** Returns the name of the topic's member in JSON reports, for example {@code last-used}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
