package io.grantkeeper.permissions;

import java.time.Instant;

/** When a grant or credential expires. An unknown expiry is a missing {@code ExpiryTime}. */
public sealed interface ExpiryTime {
    /** Expires at this instant. */
    record At(Instant instant) implements ExpiryTime {}

    /** Is known to be valid until someone revokes it. */
    record Never() implements ExpiryTime {}

    static ExpiryTime at(Instant instant) {
        return new At(instant);
    }

    static ExpiryTime never() {
        return new Never();
    }
}
