package io.grantkeeper.reports;

import io.grantkeeper.identity.alert.AlertControls;
import io.grantkeeper.identity.alert.WithheldAlert;
import io.grantkeeper.owners.alerts.WeeklySummary;
import io.grantkeeper.reports.terminal.TerminalOutput;
import io.grantkeeper.reports.terminal.TextTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints withheld alerts, decisions about them, and summaries. */
public final class AlertReport {
    private AlertReport() {}

    /** Prints the withheld alerts, and the decisions that are in effect at the given time. */
    public static void list(
            TerminalOutput terminal, List<WithheldAlert> withheld, AlertControls decisions, Instant now) {
        if (withheld.isEmpty()) {
            terminal.line("No alerts are withheld.");
        } else {
            TextTable table = new TextTable("to", "about", "severity", "connection", "reason", "since", "until");
            withheld.forEach(alert -> table.row(
                    alert.recipient(),
                    alert.identityName(),
                    alert.severity().name().toLowerCase(Locale.ROOT),
                    alert.identity().connection().toString(),
                    alert.reason().displayName(),
                    day(alert.since()),
                    alert.until().map(AlertReport::minute).orElse("released")));
            table.print(terminal);
        }
        decisions
                .releases()
                .forEach(release -> terminal.line("%s: released %s by %s on %s"
                        .formatted(release.id(), covers(release), release.by(), day(release.at()))));
        decisions.mutes().stream()
                .filter(mute -> mute.until().isAfter(now))
                .forEach(mute -> terminal.line(
                        "%s is muted until %s, by %s".formatted(mute.product(), day(mute.until()), mute.by())));
        decisions.snoozes().stream()
                .filter(snooze -> snooze.until().isAfter(now))
                .forEach(snooze -> terminal.line("%s is snoozed until %s, by %s"
                        .formatted(snooze.recipient(), day(snooze.until()), snooze.by())));
    }

    private static String covers(AlertControls.Release release) {
        List<String> parts = new ArrayList<>();
        release.connection().ifPresent(connection -> parts.add("connection " + connection));
        release.product().ifPresent(product -> parts.add("product " + product));
        release.owner().ifPresent(owner -> parts.add("owner " + owner));
        release.least().ifPresent(least -> parts.add("severity " + least.name().toLowerCase(Locale.ROOT)));
        return parts.isEmpty() ? "everything" : String.join(", ", parts);
    }

    /**
     * Prints which alerts each person would receive.
     *
     * @param covered the alerts of each person, by email address
     */
    public static void preview(TerminalOutput terminal, Map<String, List<WithheldAlert>> covered) {
        if (covered.isEmpty()) {
            terminal.line("No withheld alerts of first sweeps match.");
            return;
        }
        TextTable table = new TextTable("to", "about", "severity", "product", "connection");
        covered.forEach((recipient, alerts) -> alerts.forEach(alert -> table.row(
                recipient,
                alert.identityName(),
                alert.severity().name().toLowerCase(Locale.ROOT),
                alert.product().orElse(""),
                alert.identity().connection().toString())));
        table.print(terminal);
        int alerts = covered.values().stream().mapToInt(List::size).sum();
        terminal.line("%s to %s."
                .formatted(
                        ReportWording.counted(alerts, "alert", "alerts"),
                        ReportWording.counted(covered.size(), "person", "people")));
    }

    /** Prints weekly summaries. */
    public static void weeks(TerminalOutput terminal, List<WeeklySummary.Week> weeks) {
        if (weeks.isEmpty()) {
            terminal.line("Nothing changed, and nothing is waiting.");
        }
        for (WeeklySummary.Week week : weeks) {
            terminal.heading("%s <%s>".formatted(week.name(), week.email()));
            week.changed().forEach(line -> terminal.line("  changed: " + line));
            week.waiting().forEach(line -> terminal.line("  waits:   " + line));
            terminal.line("  closed:  " + ReportWording.counted(week.closed(), "question", "questions"));
            if (!week.exposure().isEmpty()) {
                terminal.line("  " + week.exposure());
            }
        }
    }

    private static String day(Instant instant) {
        return instant.toString().substring(0, 10);
    }

    private static String minute(Instant instant) {
        return instant.toString().substring(0, 16).replace('T', ' ');
    }
}
