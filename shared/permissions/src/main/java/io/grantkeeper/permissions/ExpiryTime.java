package io.grantkeeper.permissions;

import java.time.Instant;

/** The time at which a grant or credential expires. If the expiry is unknown, there is no {@code ExpiryTime}. */
public sealed interface ExpiryTime {
    /** Expires at this instant. */
    record At(Instant instant) implements ExpiryTime {}

    /** Does not expire: valid until someone revokes it. */
    record Never() implements ExpiryTime {}

    static ExpiryTime at(Instant instant) {
        return new At(instant);
    }

    static ExpiryTime never() {
        return new Never();
    }
}
