package io.grantkeeper.simulator.company;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Writes events to the vendors' logs. The logs show each event only after a delay. */
final class VendorLogWriter {

    private static final Duration USUAL_DELAY = Duration.ofMinutes(3);
    /**
     * About one out of this many rows appears between 45 minutes and five hours late, as happens in Google's token
     * report and GitHub's audit log.
     */
    private static final long ONE_IN = 9;

    /** A factor that spreads Google's qualifiers over all long values, because they can be any long, even negative. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final GitHubTenant gitHub;
    private final GoogleTenant google;
    private final AtomicLong sequence = new AtomicLong();

    VendorLogWriter(GitHubTenant gitHub, GoogleTenant google) {
        this.gitHub = gitHub;
        this.google = google;
    }

    void gitHub(Instant at, String action, String actor, Map<String, Object> data) {
        long number = sequence.incrementAndGet();
        gitHub.record(new GitHubAuditEntry(at, at.plus(delay(number)), number, action, actor, data));
    }

    void google(Instant at, CompanyPerson actor, GoogleActivity.Detail detail) {
        long number = sequence.incrementAndGet();
        google(at, delay(number), number, actor, detail);
    }

    /** Adds a row with an address to Google's activity report. */
    void google(Instant at, CompanyPerson actor, GoogleActivity.Detail detail, String address) {
        long number = sequence.incrementAndGet();
        google.record(new GoogleActivity(
                at, at.plus(delay(number)), number * SPREAD, actor.email(), actor.id(), detail, address));
    }

    /** Adds a row to Google's activity report, which shows the row after exactly this delay. */
    void googleLate(Instant at, Duration delay, CompanyPerson actor, GoogleActivity.Detail detail) {
        google(at, delay, sequence.incrementAndGet(), actor, detail);
    }

    private void google(Instant at, Duration delay, long number, CompanyPerson actor, GoogleActivity.Detail detail) {
        long qualifier = number * SPREAD;
        google.record(new GoogleActivity(at, at.plus(delay), qualifier, actor.email(), actor.id(), detail));
    }

    private static Duration delay(long number) {
        long mixed = Math.floorMod((number * SPREAD) >> 17, 1000L);
        return mixed % ONE_IN == 0
                ? Duration.ofMinutes(45 + mixed % 255) // at most five hours
                : USUAL_DELAY.plusSeconds(mixed % 600);
    }
}
