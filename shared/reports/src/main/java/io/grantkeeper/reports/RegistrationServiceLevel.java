package io.grantkeeper.reports;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.JoinedIdentityEvidence;
import io.grantkeeper.identity.store.StorePage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A measurement of how quickly new identities of one connection were registered. The calculation uses only stored
 * facts: the vendor's time of the event, when Grantkeeper first read the event, and when the identity was registered
 * with its owner candidates and findings.
 *
 * @param days the length of the period, which ends now
 * @param measured the number of new identities for which all times are known
 * @param unknown the number of new identities for which no event states the vendor's time, or whose registration is not
 *     recorded
 * @param p50 the median from the vendor's time to the registration, in seconds; empty if nothing was measured
 * @param p95 the 95th percentile from the vendor's time to the registration, in seconds
 * @param ownP95 the 95th percentile from Grantkeeper's first read to the registration, in seconds
 * @param late the number of identities that were registered later than the target
 * @param burn the share of the error budget that is used: 1 means that exactly 5% were late; empty if nothing was
 *     measured
 */
public record RegistrationServiceLevel(
        int days,
        int measured,
        int unknown,
        Optional<Long> p50,
        Optional<Long> p95,
        Optional<Long> ownP95,
        int late,
        Optional<Double> burn) {
    /** The target for the 95th percentile. */
    public static final Duration TARGET = Duration.ofSeconds(60);

    /** The share of identities that may be registered later than the target. */
    private static final double BUDGET = 0.05;

    private static final int DAYS = 30;
    private static final int PAGE = 200;

    /** Calculates the service level for the last 30 days. */
    public static RegistrationServiceLevel of(
            TenantId tenant, ConnectionId connection, AccessStore access, Instant now) {
        Instant since = now.minus(Duration.ofDays(DAYS));
        List<IdentitySummary> recent = new ArrayList<>();
        StorePage.forEach(
                from -> access.identities(tenant, new IdentityQuery.OfConnection(connection), PAGE, from), summary -> {
                    if (summary.firstSeen().isAfter(since)) {
                        recent.add(summary);
                    }
                });
        List<JoinedIdentityEvidence.DetectionDelay> delays = new ArrayList<>();
        int unknown = 0;
        for (IdentitySummary summary : recent) {
            var stored = access.identityRecord(tenant, summary.id());
            if (stored.isPresent() && !stored.get().identity().baseline()) {
                Optional<JoinedIdentityEvidence.DetectionDelay> delay = JoinedIdentityEvidence.of(
                                stored.get(), List.of())
                        .detectionDelay()
                        .filter(known -> known.registeredAfter().isPresent());
                delay.ifPresent(delays::add);
                unknown += delay.isEmpty() ? 1 : 0;
            }
        }
        return of(delays, unknown);
    }

    static RegistrationServiceLevel of(List<JoinedIdentityEvidence.DetectionDelay> delays, int unknown) {
        List<Duration> total = delays.stream()
                .map(delay -> delay.heardAfter().plus(delay.registeredAfter().orElse(Duration.ZERO)))
                .sorted()
                .toList();
        List<Duration> own = delays.stream()
                .flatMap(delay -> delay.registeredAfter().stream())
                .sorted()
                .toList();
        int late = (int)
                total.stream().filter(delay -> delay.compareTo(TARGET) > 0).count();
        return new RegistrationServiceLevel(
                DAYS,
                total.size(),
                unknown,
                percentile(total, 0.5),
                percentile(total, 0.95),
                percentile(own, 0.95),
                late,
                total.isEmpty() ? Optional.empty() : Optional.of(late / (total.size() * BUDGET)));
    }

    /** Returns the nearest-rank percentile in seconds; empty if there are no values. */
    private static Optional<Long> percentile(List<Duration> sorted, double share) {
        return sorted.isEmpty()
                ? Optional.empty()
                : Optional.of(sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1))
                        .toSeconds());
    }

    /** Returns whether the target was met; empty if nothing was measured. */
    public Optional<Boolean> isMet() {
        return p95.map(seconds -> seconds <= TARGET.toSeconds());
    }

    /** Returns the service level in one line. */
    public String sentence() {
        String target = "Registration within %d s of the vendor's time".formatted(TARGET.toSeconds())
                + " (last %d days)".formatted(days);
        if (measured == 0) {
            return unknown == 0
                    ? target + ": unknown, because no identity is new."
                    : target + ": unknown, because not all times of %s are recorded.".formatted(newIdentities(unknown));
        }
        return "%s: %d of %s late, p95 %d s, median %d s; %d%% of the error budget is used. After Grantkeeper's read, p95 is %d s.%s"
                .formatted(
                        target,
                        late,
                        newIdentities(measured),
                        p95.orElseThrow(),
                        p50.orElseThrow(),
                        Math.round(100 * burn.orElseThrow()),
                        ownP95.orElseThrow(),
                        unknown == 0 ? "" : " Not all times of %s are recorded.".formatted(newIdentities(unknown)));
    }

    private static String newIdentities(long count) {
        return count == 1 ? "1 new identity" : count + " new identities";
    }
}
