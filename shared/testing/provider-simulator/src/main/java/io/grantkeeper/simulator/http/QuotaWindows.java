package io.grantkeeper.simulator.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Fixed quota windows in simulated time, with statistics that show how well a caller used its quota. */
public final class QuotaWindows {

    /**
     * A quota as the vendor publishes it.
     *
     * @param points the number of points in each window; a call uses one or more points
     */
    public record Limit(String name, long points, Duration window) {}

    /**
     * The state of an account's quota after a call.
     *
     * @param limit the number of points in each window
     * @param used the number of points used in the current window
     * @param reset when the next window begins
     * @param refused whether the call was refused
     */
    public record State(long limit, long used, Instant reset, boolean refused) {
        public long remaining() {
            return Math.max(0, limit - used);
        }
    }

    /**
     * The usage of one quota since the start.
     *
     * @param limit the number of points in each window
     * @param granted the number of points that calls used
     * @param refused the number of calls that exceeded the quota and were answered with the vendor's rate limit error
     * @param peakUsed the largest number of points that one account used in a window
     * @param maxUnusedQuota the largest number of points that one account left unused in a finished window; if this is
     *     high although calls were refused, the caller should have used a rate budget
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

    /**
     * Creates the quotas.
     *
     * @param enforced whether calls that exceed a quota are refused; otherwise, they are only counted
     */
    public QuotaWindows(Clock clock, boolean enforced) {
        this.clock = clock;
        this.enforced = enforced;
    }

    public synchronized State take(Limit limit, String account, int points) {
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
        return new State(limit.points(), window.used, window.start.plus(limit.window()), refused);
    }

    /**
     * Returns points to an account's current window, for example after a conditional request that was answered with
     * 304.
     */
    public synchronized State refund(Limit limit, String account, int points) {
        Window window = window(limit, account);
        window.used = Math.max(0, window.used - points);
        return new State(limit.points(), window.used, window.start.plus(limit.window()), false);
    }

    /** Returns the usage, keyed by the limit's name. */
    public synchronized Map<String, Usage> usage() {
        return Map.copyOf(usages);
    }

    /** Returns the total number of calls that were refused because they exceeded a quota. */
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
