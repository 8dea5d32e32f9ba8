package io.grantkeeper.simulator.github;

import io.grantkeeper.simulator.http.QuotaWindows;
import io.grantkeeper.simulator.http.QuotaWindows.Limit;
import io.grantkeeper.simulator.http.QuotaWindows.State;
import io.grantkeeper.simulator.http.SimulatorResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Applies GitHub's primary limit per hour and its secondary limits on points per minute and on concurrent calls. */
final class GitHubRateLimiter {

    private static final Limit AUDIT_LOG = new Limit("github audit_log", 1_750, Duration.ofHours(1));
    private static final Limit POINTS = new Limit("github points a minute", 900, Duration.ofMinutes(1));
    private static final int WRITE_POINTS = 5;
    private static final int CONCURRENT = 100;

    private final QuotaWindows quotas;
    private final Limit core;
    private final Map<String, AtomicInteger> running = new ConcurrentHashMap<>();
    private final AtomicLong secondaryRefusals = new AtomicLong();

    GitHubRateLimiter(QuotaWindows quotas, GitHubPlan plan) {
        this.quotas = quotas;
        this.core = new Limit("github core", plan.hourlyLimit(), Duration.ofHours(1));
    }

    Limit limitFor(GitHubRoute route) {
        return route.template().endsWith("/audit-log") ? AUDIT_LOG : core;
    }

    State take(Limit limit, GitHubCaller caller) {
        return quotas.take(limit, caller.account(), 1);
    }

    State refund(Limit limit, GitHubCaller caller) {
        return quotas.refund(limit, caller.account(), 1);
    }

    /**
     * Counts a call as running, and returns whether it may start. It may not start if too many of the caller's calls
     * are running or if the caller has too few points left for this route in this minute.
     */
    boolean enter(GitHubRoute route, GitHubCaller caller) {
        int now = running.computeIfAbsent(caller.account(), key -> new AtomicInteger())
                .incrementAndGet();
        int points = route.writes() ? WRITE_POINTS : 1;
        return now <= CONCURRENT
                && !quotas.take(POINTS, caller.account() + ' ' + route.template(), points)
                        .refused();
    }

    void leave(GitHubCaller caller) {
        var count = running.get(caller.account());
        if (count != null) {
            count.decrementAndGet();
        }
    }

    SimulatorResponse primaryRefusal(Limit limit, State state) {
        return GitHubErrorResponses.error(403, "API rate limit exceeded for installation.")
                .with(headers(limit, state));
    }

    /**
     * Returns the error for an exceeded secondary limit. The status alternates between 403 and 429, because GitHub
     * documents both.
     */
    SimulatorResponse secondaryRefusal() {
        int status = secondaryRefusals.getAndIncrement() % 2 == 0 ? 403 : 429;
        return GitHubErrorResponses.error(
                        status,
                        "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.")
                .with("retry-after", "60");
    }

    Map<String, String> headers(Limit limit, State state) {
        return Map.of(
                "x-ratelimit-limit", Long.toString(state.limit()),
                "x-ratelimit-remaining", Long.toString(state.remaining()),
                "x-ratelimit-used", Long.toString(state.used()),
                "x-ratelimit-reset", Long.toString(state.reset().getEpochSecond()),
                "x-ratelimit-resource", limit.name().substring("github ".length()));
    }

    State standing(GitHubCaller caller) {
        return quotas.refund(core, caller.account(), 0);
    }
}
