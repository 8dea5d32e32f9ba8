package io.grantkeeper.owners.alerts;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.alert.AlertControls;
import io.grantkeeper.identity.alert.RecentAlerts;
import io.grantkeeper.identity.alert.WithheldAlert;
import io.grantkeeper.identity.alert.WithheldReason;
import io.grantkeeper.identity.finding.AccessRequestFindings;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.ConnectionStatus;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.store.WithheldAlertStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides whether an alert may be sent now. If the alert is withheld, determines why and until when. */
public final class AlertGate {
    private static final int RACES = 8;

    private final WithheldAlertStore store;
    private final SweepStore sweeps;
    private final AlertPacing pacing;

    public AlertGate(WithheldAlertStore store, SweepStore sweeps, AlertPacing pacing) {
        this.store = store;
        this.sweeps = sweeps;
        this.pacing = pacing;
    }

    WithheldAlertStore store() {
        return store;
    }

    AlertPacing pacing() {
        return pacing;
    }

    /** The decision about one finding. */
    sealed interface Verdict {
        /** The finding is reported now. */
        record AtOnce() implements Verdict {}

        /** The finding is reported now, unless its recipient received too many messages within the past hour. */
        record Paced() implements Verdict {}

        /** The finding is reported now, but to the security team, because its owner must not be asked yet. */
        record ToSecurityTeam() implements Verdict {}

        record Withhold(WithheldReason reason, Optional<Instant> until) implements Verdict {}
    }

    /**
     * Returns a session that decides about all findings of one identity, based on the data that is stored at this time.
     */
    Session session(TenantId tenant, IdentityRecord outline, IdentitySummary summary, Instant now) {
        return new Session(
                summary,
                outline.identity().baseline(),
                pacing.baselineFirst()
                        ? sweeps.connection(tenant, summary.id().connection())
                        : ConnectionStatus.unknown(summary.id().connection()),
                store.controls(tenant),
                pacing,
                now);
    }

    /** The decisions about all findings of one identity. */
    record Session(
            IdentitySummary identity,
            boolean baselineIdentity,
            ConnectionStatus connection,
            AlertControls controls,
            AlertPacing pacing,
            Instant now) {
        /**
         * The maximum age of an identity whose findings still count as findings of an unfinished first sweep. If one
         * stream keeps failing, the sweep never ends, and changes must not wait for it.
         */
        private static final Duration FIRST_SWEEP_AT_MOST = Duration.ofDays(3);

        /**
         * The time after a first sweep within which the conditions that it found may still be derived. Conditions are
         * derived once a day, so a condition that is derived later began after the sweep, for example because a
         * credential has become old.
         */
        private static final Duration CONDITIONS_FOUND_WITHIN = Duration.ofDays(2);

        Verdict judge(AlertRecipient recipient, Finding finding) {
            if (AccessRequestFindings.requestId(finding).isPresent()) {
                return new Verdict.AtOnce(); // an agent waits for the answer
            }
            boolean critical = finding.severity() == Severity.CRITICAL;
            if (isBaseline(finding)
                    && !controls.isReleased(
                            identity.id().connection(), identity.product(), recipient.email(), finding.severity())) {
                return critical
                        ? new Verdict.ToSecurityTeam()
                        : new Verdict.Withhold(WithheldReason.BASELINE, Optional.empty());
            }
            if (critical) {
                return new Verdict.AtOnce();
            }
            Optional<Instant> muted = controls.mutedUntil(identity.product(), now);
            if (muted.isPresent()) {
                return new Verdict.Withhold(WithheldReason.MUTED, muted);
            }
            Optional<Instant> snoozed = controls.snoozedUntil(recipient.email(), now);
            if (snoozed.isPresent()) {
                return new Verdict.Withhold(WithheldReason.SNOOZED, snoozed);
            }
            if (finding.severity().atLeast(pacing.breakThrough())) {
                return new Verdict.AtOnce();
            }
            Optional<Instant> quiet = pacing.quietHours().flatMap(hours -> hours.endAfter(now));
            return quiet.isPresent() ? new Verdict.Withhold(WithheldReason.QUIET_HOURS, quiet) : new Verdict.Paced();
        }

        /**
         * Returns whether a finding describes what a connection's first sweep found rather than a later change. A
         * connection that is never swept, such as the one for agents at the decision point, has no first sweep.
         */
        private boolean isBaseline(Finding finding) {
            if (!pacing.baselineFirst() || connection.lastRun().isEmpty()) {
                return false;
            }
            if (connection.baselineAt().isEmpty()) {
                return !identity.firstSeen().plus(FIRST_SWEEP_AT_MOST).isBefore(finding.foundAt());
            }
            Instant end = connection
                    .baselineAt()
                    .get()
                    .plus(finding.type().isCondition() ? CONDITIONS_FOUND_WITHIN : Duration.ZERO);
            return baselineIdentity && !finding.foundAt().isAfter(end);
        }
    }

    /**
     * Counts a message toward a person's hourly limit and returns whether it may be sent. If the limit has been
     * reached, the message is not counted. A message that is retried is counted only once.
     *
     * @param key identifies the message
     * @param regardless whether the message is sent even if the limit has been reached
     */
    boolean takePlace(TenantId tenant, String recipient, String key, boolean regardless, Instant now) {
        for (int race = 0; ; race++) {
            RecentAlerts pace = store.pace(tenant, recipient);
            if (!regardless && !pace.allows(key, pacing.perHour(), now)) {
                return false;
            }
            try {
                store.savePace(tenant, pace.withSent(key, now));
                return true;
            } catch (ConcurrentWriteException e) {
                if (race >= RACES) {
                    throw e;
                }
            }
        }
    }

    /** Stores the alert about some findings as withheld. */
    void withhold(
            TenantId tenant,
            IdentitySummary identity,
            AlertRecipient recipient,
            List<Finding> findings,
            WithheldReason reason,
            Optional<Instant> until,
            Instant now) {
        store.withhold(
                tenant,
                new WithheldAlert(
                        identity.id(),
                        recipient.email(),
                        recipient.name(),
                        identity.displayName().text(),
                        identity.product(),
                        findings.stream().map(Finding::key).sorted().toList(),
                        findings.stream()
                                .map(Finding::severity)
                                .reduce(Severity::max)
                                .orElse(Severity.UNKNOWN),
                        reason,
                        now,
                        until));
    }
}
