package io.grantkeeper.identity.basis;

import java.util.Locale;

/** The topic of a statement about an identity. */
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
    /** The access that the recorded usage needed. */
    USAGE,
    NEXT_EXPIRY;

    /** Returns the name of the topic's member in JSON reports, for example {@code last-used}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
