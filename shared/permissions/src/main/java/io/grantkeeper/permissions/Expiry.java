package io.grantkeeper.permissions;

import java.time.Instant;

/** When a grant or credential ends. That it is not known is said by leaving it out. */
public sealed interface Expiry {
    /** It ends at this instant. */
    record At(Instant instant) implements Expiry {}

    /** It is known to last until someone revokes it. */
    record Never() implements Expiry {}

    static Expiry at(Instant instant) {
        return new At(instant);
    }

    static Expiry never() {
        return new Never();
    }
}
