package io.grantkeeper.owners.alerts;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.alert.AlertControls;
import io.grantkeeper.identity.alert.WithheldAlert;
import io.grantkeeper.identity.alert.WithheldReason;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Sends withheld alerts after the reason for withholding them has ended, in one message for each person, and reports
 * each connection's first sweep to the security team.
 */
public final class SendWithheldAlerts {
    /** The maximum number of withheld first-sweep alerts that one run checks. */
    private static final int LOOKED_AT = 20;

    private static final Duration TURN = Duration.ofMinutes(5);

    private final Logger log = System.getLogger(SendWithheldAlerts.class.getName());
    private final SendOwnerAlerts alerts;
    private final AlertGate gate;
    private final FirstSweepReport report;
    private final WeeklySummary weekly;
    private final Clock clock;

    public SendWithheldAlerts(
            SendOwnerAlerts alerts, AlertGate gate, FirstSweepReport report, WeeklySummary weekly, Clock clock) {
        this.alerts = alerts;
        this.gate = gate;
        this.report = report;
        this.weekly = weekly;
        this.clock = clock;
    }

    /**
     * The result of one run.
     *
     * @param sent the number of messages that were sent
     * @param later the number of people and connections left for the next run
     */
    public record Run(int sent, int later) {}

    /**
     * Sends the alerts and reports that are due.
     *
     * @param shouldContinue called before each person; returns false when the time is nearly up
     */
    public Run run(TenantId tenant, BooleanSupplier shouldContinue) {
        AlertControls controls = gate.store().controls(tenant);
        List<WithheldAlert> all = gate.store().all(tenant);
        Tally tally = new Tally();
        Set<ConnectionId> unreported = reportFirstSweeps(tenant, all, controls, shouldContinue, tally);
        dropEnded(tenant, all, controls, shouldContinue);
        // The withheld alerts of a first sweep are what its report is found by, so they stay until it is sent.
        Map<String, List<WithheldAlert>> ready = new LinkedHashMap<>();
        all.stream()
                .filter(alert -> alert.reason() != WithheldReason.BASELINE
                        || !unreported.contains(alert.identity().connection()))
                .filter(alert -> !isWithheld(alert, controls))
                .forEach(alert -> ready.computeIfAbsent(alert.recipient(), _ -> new ArrayList<>())
                        .add(alert));
        ready.forEach((recipient, withheld) -> {
            if (shouldContinue.getAsBoolean()) {
                tally.attempt("withheld alerts", () -> {
                    // A person who waited for the daily summary, or for a decision, receives it, even if others were
                    // sent.
                    SendOwnerAlerts.Progress progress = alerts.new Progress(0);
                    tally.sent += alerts.sendWithheld(
                            tenant,
                            withheld,
                            withheld.stream().map(WithheldAlert::reason).anyMatch(SendWithheldAlerts::endsTheWait),
                            progress);
                    tally.later += progress.outcome() instanceof SendOwnerAlerts.Outcome.Done ? 0 : 1;
                    return false;
                });
            }
        });
        if (shouldContinue.getAsBoolean()) {
            tally.attempt("weekly summary", () -> {
                WeeklySummary.Sent week = weekly.send(tenant, shouldContinue);
                tally.sent += week.sent();
                tally.later += week.complete() ? 0 : 1;
                return false;
            });
        }
        return new Run(tally.sent, tally.later);
    }

    /**
     * Returns whether an alert is sent as soon as this reason for withholding it ends. Otherwise, the alert waits for
     * the daily summary.
     */
    private static boolean endsTheWait(WithheldReason reason) {
        return switch (reason) {
            case BASELINE, PACE, SNOOZED, MUTED -> true;
            case GATHERED, QUIET_HOURS -> false;
        };
    }

    /**
     * Sends the report of the first sweeps that are complete and not reported yet.
     *
     * @return the connections whose report another worker is sending
     */
    private Set<ConnectionId> reportFirstSweeps(
            TenantId tenant,
            List<WithheldAlert> all,
            AlertControls controls,
            BooleanSupplier shouldContinue,
            Tally tally) {
        Map<ConnectionId, List<WithheldAlert>> baselines = new TreeMap<>();
        for (WithheldAlert alert : all) {
            ConnectionId connection = alert.identity().connection();
            if (alert.reason() == WithheldReason.BASELINE
                    && !controls.reported().contains(connection)) {
                baselines.computeIfAbsent(connection, _ -> new ArrayList<>()).add(alert);
            }
        }
        Set<ConnectionId> unreported = new HashSet<>();
        if (!baselines.isEmpty() && gate.pacing().baselineFirst() && shouldContinue.getAsBoolean()) {
            tally.attempt("the report of a first sweep", () -> {
                FirstSweepReport.Result result = report.send(tenant, baselines);
                if (result == FirstSweepReport.Result.BUSY) {
                    unreported.addAll(baselines.keySet());
                    tally.later++;
                }
                return result == FirstSweepReport.Result.SENT;
            });
        }
        return unreported;
    }

    /**
     * Removes first-sweep alerts whose findings have ended in the meantime. Nothing else checks these alerts before
     * they are released. Each run checks a few of them, so that all are checked in turn.
     */
    private void dropEnded(
            TenantId tenant, List<WithheldAlert> all, AlertControls controls, BooleanSupplier shouldContinue) {
        List<WithheldAlert> waiting = all.stream()
                .filter(alert -> alert.reason() == WithheldReason.BASELINE && isWithheld(alert, controls))
                .toList();
        long turn = clock.instant().getEpochSecond() / TURN.toSeconds();
        for (int i = 0; i < Math.min(LOOKED_AT, waiting.size()) && shouldContinue.getAsBoolean(); i++) {
            WithheldAlert alert = waiting.get((int) ((turn * LOOKED_AT + i) % waiting.size()));
            if (alerts.unsent(tenant, alert.identity()).isEmpty()) {
                gate.store().remove(tenant, alert.key());
            }
        }
    }

    /** Returns whether an alert must wait longer. If first sweeps no longer require a release, their alerts are due. */
    private boolean isWithheld(WithheldAlert alert, AlertControls controls) {
        return (alert.reason() != WithheldReason.BASELINE || gate.pacing().baselineFirst())
                && isStillWithheld(alert, controls, clock.instant());
    }

    /** Returns whether the reason for withholding an alert still applies. */
    public static boolean isStillWithheld(WithheldAlert alert, AlertControls controls, Instant now) {
        return switch (alert.reason()) {
            case BASELINE ->
                !controls.isReleased(
                        alert.identity().connection(), alert.product(), alert.recipient(), alert.severity());
            case MUTED -> controls.mutedUntil(alert.product(), now).isPresent();
            case SNOOZED -> controls.snoozedUntil(alert.recipient(), now).isPresent();
            case PACE, GATHERED, QUIET_HOURS ->
                alert.until().filter(now::isBefore).isPresent();
        };
    }

    private interface Step {
        /** Performs the action. Returns whether a message was sent that has not been counted yet. */
        boolean run() throws ChannelException;
    }

    private final class Tally {
        private int sent;
        private int later;

        void attempt(String what, Step step) {
            try {
                boolean sentOne = step.run(); // the step itself may change the count
                sent += sentOne ? 1 : 0;
            } catch (ChannelException e) {
                later++;
                log.log(Level.WARNING, "{0} will be tried again in the next run: {1}", what, e.reason());
            } catch (ConcurrentWriteException _) {
                later++; // another worker is sending to the same person; the others still receive their messages
            }
        }
    }

    /** Returns the alerts that a release would send now, by person, without sending them. */
    public static Map<String, List<WithheldAlert>> preview(
            List<WithheldAlert> withheld, AlertControls.Release release) {
        Map<String, List<WithheldAlert>> covered = new LinkedHashMap<>();
        withheld.stream()
                .filter(alert -> alert.reason() == WithheldReason.BASELINE)
                .filter(alert -> release.covers(
                        alert.identity().connection(), alert.product(), alert.recipient(), alert.severity()))
                .sorted(Comparator.comparing(WithheldAlert::recipient)
                        .thenComparing(
                                Comparator.comparing(WithheldAlert::severity).reversed())
                        .thenComparing(WithheldAlert::key))
                .forEach(alert -> covered.computeIfAbsent(alert.recipient(), _ -> new ArrayList<>())
                        .add(alert));
        return covered;
    }

    /** Returns the number of withheld alerts of each severity, the most severe first. */
    public static Map<Severity, Long> bySeverity(List<WithheldAlert> withheld) {
        Map<Severity, Long> counts = new LinkedHashMap<>();
        for (Severity severity : List.of(Severity.values()).reversed()) {
            long count = withheld.stream()
                    .filter(alert -> alert.severity() == severity)
                    .count();
            if (count > 0) {
                counts.put(severity, count);
            }
        }
        return counts;
    }
}
