package io.grantkeeper.revocation;

import java.time.Duration;

/** Whether whoever takes access away waits until a provider's limit has room again. */
@FunctionalInterface
public interface Patience {
    /** Work that comes back by itself: it is told how long to stay away. */
    Patience NONE = _ -> false;

    /**
     * Waits, or says at once that it will not.
     *
     * @return whether there is room now
     */
    boolean waitFor(Duration time);
}
