package io.grantkeeper.owners.alerts;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.alert.AlertBatch;
import io.grantkeeper.identity.alert.AlertControls;
import io.grantkeeper.identity.alert.WithheldAlert;
import io.grantkeeper.identity.alert.WithheldReason;
import io.grantkeeper.identity.finding.AccessRequestFindings;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.IdentityRecord;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        Map<String, List<WithheldAlert>> ready = new LinkedHashMap<>();
        for (WithheldAlert alert : all) {
            if (alert.reason() == WithheldReason.BASELINE) {
                baselines
                        .computeIfAbsent(alert.identity().connection(), _ -> new ArrayList<>())
                        .add(alert);
            }
            if (!isStillWithheld(alert, controls, clock.instant())) {
                ready.computeIfAbsent(alert.recipient(), _ -> new ArrayList<>()).add(alert);
            }
        }
        baselines.forEach((connection, withheld) -> {
            if (!controls.reported().contains(connection) && shouldContinue.getAsBoolean()) {
                tally.attempt(connection.toString(), () -> report.send(tenant, connection, withheld));
            }
        });
        ready.forEach((recipient, withheld) -> {
            if (shouldContinue.getAsBoolean()) {
                tally.attempt("withheld alerts", () -> send(tenant, withheld, tally));
            }
        });
        if (shouldContinue.getAsBoolean()) {
            tally.attempt("weekly summary", () -> {
                tally.sent += weekly.send(tenant, shouldContinue);
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
            case PACE, QUIET_HOURS -> alert.until().filter(now::isBefore).isPresent();
        };
    }

    private boolean send(TenantId tenant, List<WithheldAlert> ready, Tally tally) throws ChannelException {
        // The findings of an interrupted message are claimed, so it must be completed before anything is judged again.
        if (alerts.completeInterrupted(tenant, ready.getFirst()).isPresent()) {
            tally.later++;
            return false;
        }
        Map<IdentityId, SendOwnerAlerts.DueAlert> due = new LinkedHashMap<>();
        Map<IdentityId, IdentitySummary> summaries = new LinkedHashMap<>();
        List<WithheldAlert> ordered = ready.stream()
                .sorted(Comparator.comparing(WithheldAlert::severity).reversed().thenComparing(WithheldAlert::key))
                .toList();
        SendOwnerAlerts.Progress progress = alerts.new Progress(0);
        for (WithheldAlert alert : ordered) {
            if (alerts.completeUnsent(tenant, alert.identity(), progress)) {
                review(tenant, alert, due, summaries);
            } else {
                tally.later++;
            }
        }
        List<Map.Entry<IdentityId, SendOwnerAlerts.DueAlert>> all = List.copyOf(due.entrySet());
        if (all.isEmpty()) {
            return false;
        }
        AlertRecipient recipient = all.getFirst().getValue().recipient();
        for (int from = 0; from < all.size(); from += AlertBatches.MAX_PARTS) {
            List<AlertBatch.Part> parts = all.subList(from, Math.min(all.size(), from + AlertBatches.MAX_PARTS)).stream()
                    .map(entry -> new AlertBatch.Part(
                            entry.getKey(),
                            entry.getValue().findings().stream().map(Finding::key).sorted().toList()))
                    .toList();
            // What does not fit into one message follows an hour later.
            if (!gate.takePlace(tenant, recipient.email(), "summary/" + parts, from == 0, clock.instant())) {
                tally.later++;
                return false;
            }
            if (parts.size() == 1) {
                IdentityId only = parts.getFirst().identity();
                if (alerts.sendAlone(
                        tenant, summaries.get(only), recipient, due.get(only).findings(), progress)) {
                    alerts.forget(tenant, recipient.email(), only);
                    tally.sent++;
                }
            } else if (alerts.sendTogether(tenant, recipient, AlertBatch.Kind.SUMMARY, parts, progress)) {
                tally.sent++;
            }
        }
        return false;
    }

    /** Judges a withheld alert again: adds it to what is due, withholds it for another reason, or removes it. */
    private void review(
            TenantId tenant,
            WithheldAlert alert,
            Map<IdentityId, SendOwnerAlerts.DueAlert> due,
            Map<IdentityId, IdentitySummary> summaries) {
        Optional<IdentityRecord> outline = alerts.outline(tenant, alert.identity());
        Optional<IdentitySummary> summary = outline.flatMap(IdentityRecord::summary);
        List<Finding> unsent = summary.isEmpty()
                ? List.of()
                : alerts.unsent(tenant, alert.identity()).stream()
                        .filter(finding -> AccessRequestFindings.requestId(finding).isEmpty())
                        .toList();
        if (unsent.isEmpty()) {
            gate.store().remove(tenant, alert.recipient(), alert.identity());
            return;
        }
        Instant now = clock.instant();
        Map<AlertRecipient, List<Finding>> routed = alerts.router().route(tenant, summary.get(), unsent);
        List<SendOwnerAlerts.DueAlert> found =
                alerts.due(tenant, gate.session(tenant, outline.get(), summary.get(), now), routed);
        boolean stillTheirs =
                routed.keySet().stream().anyMatch(person -> person.email().equals(alert.recipient()));
        for (SendOwnerAlerts.DueAlert one : found) {
            if (one.recipient().email().equals(alert.recipient())) {
                due.put(alert.identity(), one);
                summaries.put(alert.identity(), summary.get());
            } else if (!stillTheirs) {
                // Its owner has changed, so the next run sends it to the new owner.
                gate.withhold(
                        tenant,
                        summary.get(),
                        one.recipient(),
                        one.findings(),
                        WithheldReason.PACE,
                        Optional.of(now),
                        now);
            }
        }
        if (!stillTheirs) {
            gate.store().remove(tenant, alert.recipient(), alert.identity());
        }
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
                        .thenComparing(Comparator.comparing(WithheldAlert::severity).reversed())
                        .thenComparing(WithheldAlert::key))
                .forEach(alert -> covered
                        .computeIfAbsent(alert.recipient(), _ -> new ArrayList<>())
                        .add(alert));
        return covered;
    }

    /** Returns the number of withheld alerts of each severity, the most severe first. */
    public static Map<Severity, Long> bySeverity(List<WithheldAlert> withheld) {
        Map<Severity, Long> counts = new LinkedHashMap<>();
        for (int i = Severity.values().length - 1; i >= 0; i--) {
            Severity severity = Severity.values()[i];
            long count = withheld.stream().filter(alert -> alert.severity() == severity).count();
            if (count > 0) {
                counts.put(severity, count);
            }
        }
        return counts;
    }
}
