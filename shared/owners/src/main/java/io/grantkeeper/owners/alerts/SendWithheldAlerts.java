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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Sends withheld alerts whose reason has ended, in one message for each person, and reports each connection's first sweep
 * to the security team.
 */
public final class SendWithheldAlerts {
    private final Logger log = System.getLogger(SendWithheldAlerts.class.getName());
    private final SendOwnerAlerts alerts;
    private final AlertGate gate;
    private final BaselineReport report;
    private final WeeklySummary weekly;
    private final Clock clock;

    public SendWithheldAlerts(
            SendOwnerAlerts alerts, AlertGate gate, BaselineReport report, WeeklySummary weekly, Clock clock) {
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
     * Sends what is due.
     *
     * @param shouldContinue called before each person; returns false when the time is nearly up
     */
    public Run run(TenantId tenant, BooleanSupplier shouldContinue) {
        AlertControls controls = gate.store().controls(tenant);
        List<WithheldAlert> all = gate.store().all(tenant);
        Tally tally = new Tally();
        Map<ConnectionId, List<WithheldAlert>> baselines = new LinkedHashMap<>();
        for (WithheldAlert alert : all) {
            if (alert.reason() == WithheldReason.BASELINE) {
                baselines
                        .computeIfAbsent(alert.identity().connection(), _ -> new ArrayList<>())
                        .add(alert);
            }
        }
        Set<ConnectionId> unreported = new HashSet<>();
        baselines.forEach((connection, withheld) -> {
            if (!controls.reported().contains(connection) && shouldContinue.getAsBoolean()) {
                tally.attempt(connection.toString(), () -> {
                    BaselineReport.Result result = report.send(tenant, connection, withheld);
                    if (result == BaselineReport.Result.BUSY) {
                        unreported.add(connection);
                        tally.later++;
                    }
                    return result == BaselineReport.Result.SENT;
                });
            }
        });
        // The withheld alerts of a first sweep are what its report is found by, so they stay until it is sent.
        Map<String, List<WithheldAlert>> ready = new LinkedHashMap<>();
        all.stream()
                .filter(alert -> alert.reason() != WithheldReason.BASELINE
                        || !unreported.contains(alert.identity().connection()))
                .filter(alert -> !isStillWithheld(alert, controls, clock.instant()))
                .forEach(alert -> ready.computeIfAbsent(alert.recipient(), _ -> new ArrayList<>())
                        .add(alert));
        ready.forEach((recipient, withheld) -> {
            if (shouldContinue.getAsBoolean()) {
                tally.attempt("withheld alerts", () -> {
                    // A person who waited for this message receives it, even if others were sent within the hour.
                    SendOwnerAlerts.Progress progress = alerts.new Progress(0);
                    tally.sent += alerts.sendWithheld(
                            tenant,
                            withheld,
                            withheld.stream().anyMatch(alert -> alert.reason() != WithheldReason.GATHERED),
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

    /** Returns whether the reason for which an alert was withheld still applies. */
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
        /** Returns whether a message was sent that is not counted yet. */
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

    /** Returns what a release would send now, without sending it: for each person, the alerts that it covers. */
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
