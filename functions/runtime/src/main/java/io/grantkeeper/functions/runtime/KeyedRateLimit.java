package io.grantkeeper.functions.runtime;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A rate limit per key, such as a caller or an address, in this process. Each key has a number of tokens, which refill
 * continuously. The number of keys is bounded: if there are too many, the key that was used least recently starts again
 * with all tokens.
 */
public final class KeyedRateLimit {
    private static final int MAX_KEYS = 10_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private final double perSecond;
    private final double burst;
    private final LongSupplier nanos;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    private record Bucket(double tokens, long at) {}

    /**
     * Creates a limit.
     *
     * @param perSecond the number of tokens that a key regains per second
     * @param burst the maximum number of tokens that a key can have
     * @param nanos the source of time, for example {@code System::nanoTime}
     */
    public KeyedRateLimit(int perSecond, int burst, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanos = nanos;
    }

    /**
     * Takes a token if one is available.
     *
     * @return how long to wait for a token; zero if the token was taken
     */
    public synchronized Duration take(String key) {
        Bucket bucket = current(key);
        if (bucket.tokens() < 1) {
            return waiting(bucket);
        }
        buckets.put(key, new Bucket(bucket.tokens() - 1, bucket.at()));
        Iterator<String> oldest = buckets.keySet().iterator();
        while (buckets.size() > MAX_KEYS) {
            oldest.next();
            oldest.remove();
        }
        return Duration.ZERO;
    }

    /** Returns how long to wait until a token is available; zero if one is available now. */
    public synchronized Duration waiting(String key) {
        Bucket bucket = current(key);
        return bucket.tokens() < 1 ? waiting(bucket) : Duration.ZERO;
    }

    private Bucket current(String key) {
        long now = nanos.getAsLong();
        Bucket bucket = buckets.get(key);
        return bucket == null
                ? new Bucket(burst, now)
                : new Bucket(
                        Math.min(burst, bucket.tokens() + (now - bucket.at()) / NANOS_PER_SECOND * perSecond), now);
    }

    private Duration waiting(Bucket bucket) {
        return Duration.ofNanos((long) Math.ceil((1 - bucket.tokens()) / perSecond * NANOS_PER_SECOND));
    }
}
