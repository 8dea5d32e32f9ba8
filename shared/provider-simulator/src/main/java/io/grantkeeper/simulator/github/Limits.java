package io.grantkeeper.simulator.github;

import io.grantkeeper.simulator.http.Quotas;
import io.grantkeeper.simulator.http.Quotas.Limit;
import io.grantkeeper.simulator.http.Quotas.Standing;
import io.grantkeeper.simulator.http.Response;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** GitHub's primary limit by the hour and its secondary limits by the minute. */
final class Limits {

    private static final Limit AUDIT_LOG = new Limit("github audit_log", 1_750, Duration.ofHours(1));
    private static final Limit POINTS = new Limit("github points a minute", 900, Duration.ofMinutes(1));
    private static final int WRITE_POINTS = 5;
    private static final int CONCURRENT = 100;

    private final Quotas quotas;
    private final Limit core;
    private final Map<String, AtomicInteger> running = new ConcurrentHashMap<>();
    private final AtomicLong secondaryRefusals = new AtomicLong();

    Limits(Quotas quotas, GitHubPlan plan) {
        this.quotas = quotas;
        this.core = new Limit("github core", plan.hourlyLimit(), Duration.ofHours(1));
    }

    Limit limitFor(GitHubRoute route) {
        return route.template().endsWith("/audit-log") ? AUDIT_LOG : core;
    }

    Standing take(Limit limit, Caller caller) {
        return quotas.take(limit, caller.account(), 1);
    }

    Standing giveBack(Limit limit, Caller caller) {
        return quotas.giveBack(limit, caller.account(), 1);
    }

    /** Whether a call may start beside those already running, within the points of its minute. */
    boolean enter(GitHubRoute route, Caller caller) {
        int now = running.computeIfAbsent(caller.account(), key -> new AtomicInteger())
                .incrementAndGet();
        int points = route.writes() ? WRITE_POINTS : 1;
        return now <= CONCURRENT
                && !quotas.take(POINTS, caller.account() + ' ' + route.template(), points)
                        .refused();
    }

    void leave(Caller caller) {
        var count = running.get(caller.account());
        if (count != null) {
            count.decrementAndGet();
        }
    }

    Response primaryRefusal(Limit limit, Standing standing) {
        return Refusal.error(403, "API rate limit exceeded for installation.").with(headers(limit, standing));
    }

    /** GitHub documents both 403 and 429 for this; a client meets each in turn. */
    Response secondaryRefusal() {
        int status = secondaryRefusals.getAndIncrement() % 2 == 0 ? 403 : 429;
        return Refusal.error(
                        status,
                        "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.")
                .with("retry-after", "60");
    }

    Map<String, String> headers(Limit limit, Standing standing) {
        return Map.of(
                "x-ratelimit-limit", Long.toString(standing.limit()),
                "x-ratelimit-remaining", Long.toString(standing.remaining()),
                "x-ratelimit-used", Long.toString(standing.used()),
                "x-ratelimit-reset", Long.toString(standing.reset().getEpochSecond()),
                "x-ratelimit-resource", limit.name().substring("github ".length()));
    }

    Standing standing(Caller caller) {
        return quotas.giveBack(core, caller.account(), 0);
    }
}
