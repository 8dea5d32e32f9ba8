package io.grantkeeper.simulator.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Fixed quota windows by simulated time, and what they tell about how well a caller kept its budget. */
public final class Quotas {

    /** A quota as a vendor publishes it. */
    public record Limit(String name, long points, Duration window) {}

    /** Where one account stands after a call. */
    public record Standing(long limit, long used, Instant reset, boolean refused) {
        public long remaining() {
            return Math.max(0, limit - used);
        }
    }

    /**
     * How one quota was used since the start.
     *
     * @param limit points that each window has
     * @param refused calls answered with the vendor's limit error
     * @param peakUsed most points spent in one window by one account
     * @param maxUnusedQuota most points left over in a finished window by one account; a caller that was refused while
     *     this is large would have done better with a budget
     */
    public record Usage(long limit, Duration window, long granted, long refused, long peakUsed, long maxUnusedQuota) {}

    private static final class Window {
        private final Instant start;
        private long used;

        Window(Instant start) {
            this.start = start;
        }
    }

    private final Clock clock;
    private final boolean enforced;
    private final Map<String, Window> windows = new HashMap<>();
    private final Map<String, Usage> usages = new TreeMap<>();

    /** Where not {@code enforced}, everything is counted and nothing is refused. */
    public Quotas(Clock clock, boolean enforced) {
        this.clock = clock;
        this.enforced = enforced;
    }

    public synchronized Standing take(Limit limit, String account, int points) {
        Window window = window(limit, account);
        boolean refused = enforced && window.used + points > limit.points();
        if (!refused) {
            window.used += points;
        }
        Usage was = usage(limit);
        usages.put(
                limit.name(),
                new Usage(
                        limit.points(),
                        limit.window(),
                        was.granted() + (refused ? 0 : points),
                        was.refused() + (refused ? 1 : 0),
                        Math.max(was.peakUsed(), window.used),
                        was.maxUnusedQuota()));
        return new Standing(limit.points(), window.used, window.start.plus(limit.window()), refused);
    }

    /** Gives points back, as for a conditional request that was answered 304. */
    public synchronized Standing giveBack(Limit limit, String account, int points) {
        Window window = window(limit, account);
        window.used = Math.max(0, window.used - points);
        return new Standing(limit.points(), window.used, window.start.plus(limit.window()), false);
    }

    /** By the limit's name. */
    public synchronized Map<String, Usage> usage() {
        return Map.copyOf(usages);
    }

    /** Calls refused for their quota, over all limits. */
    public synchronized long refused() {
        return usages.values().stream().mapToLong(Usage::refused).sum();
    }

    private Window window(Limit limit, String account) {
        String key = limit.name() + '\n' + account;
        Window window = windows.get(key);
        Instant now = clock.instant();
        if (window == null || !now.isBefore(window.start.plus(limit.window()))) {
            if (window != null) {
                Usage was = usage(limit);
                long unused = Math.max(was.maxUnusedQuota(), limit.points() - window.used);
                usages.put(
                        limit.name(),
                        new Usage(was.limit(), was.window(), was.granted(), was.refused(), was.peakUsed(), unused));
            }
            window = new Window(now);
            windows.put(key, window);
        }
        return window;
    }

    private Usage usage(Limit limit) {
        return usages.getOrDefault(limit.name(), new Usage(limit.points(), limit.window(), 0, 0, 0, 0));
    }
}
