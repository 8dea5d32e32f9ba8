package io.grantkeeper.reports;

import io.grantkeeper.enforcement.EnforcePolicies;
import io.grantkeeper.enforcement.EnforcementReport;
import io.grantkeeper.policy.enforcement.EnforcementSwitch;
import io.grantkeeper.policy.enforcement.PolicyViolation;
import io.grantkeeper.reports.terminal.TerminalOutput;
import io.grantkeeper.reports.terminal.TextTable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Prints policy violations and the results of enforcement. */
public final class EnforcementStatusReport {
    /** The maximum number of printed lines. Further lines are only counted; {@code --json} shows all of them. */
    private static final int MOST = 20;

    private EnforcementStatusReport() {}

    /** Prints whether enforcement is running. */
    public static void printSwitch(TerminalOutput terminal, EnforcementSwitch position) {
        if (position.stopped()) {
            terminal.line(
                    terminal.bold("Enforcement is stopped"),
                    " by %s since %s: %s"
                            .formatted(
                                    position.by().orElse("an unknown person"),
                                    position.at().map(Instant::toString).orElse("?"),
                                    position.reason()));
        } else {
            terminal.line("Enforcement is running.");
        }
    }

    /** Prints what enforcement would revoke. */
    public static void previews(TerminalOutput terminal, List<EnforcePolicies.Preview> found) {
        if (found.isEmpty()) {
            terminal.line("Would revoke nothing in the inventory.");
            return;
        }
        terminal.heading("Would revoke %d grants or credentials".formatted(found.size()));
        for (EnforcePolicies.Preview one : found.stream().limit(MOST).toList()) {
            terminal.line(terminal.bold(one.displayName()), "  " + one.identity());
            terminal.line("  %s: %s (%s)".formatted(one.policy(), one.what(), one.reason()));
            one.steps().forEach(step -> terminal.line("  " + step));
        }
        printRemainder(terminal, found.size());
    }

    /** Prints violations with their current state. */
    public static void breaches(TerminalOutput terminal, List<PolicyViolation> violations) {
        if (violations.isEmpty()) {
            terminal.line("No violations.");
            return;
        }
        TextTable table = new TextTable("id", "state", "due", "policy", "identity", "reason").withIdsIn(0, 4);
        violations.stream()
                .limit(MOST)
                .forEach(violation -> table.row(
                        violation.id(),
                        state(violation),
                        violation.due().map(ReportWording::second).orElse("no date"),
                        violation.policy(),
                        violation.identity().toString(),
                        "%s: %s%s"
                                .formatted(
                                        violation.what(),
                                        violation.reason(),
                                        violation.detail().isEmpty() ? "" : " [" + violation.detail() + "]")));
        table.print(terminal);
        printRemainder(terminal, violations.size());
    }

    private static String state(PolicyViolation violation) {
        return switch (violation.state()) {
            case SEEN -> violation.toldAt().isPresent() ? "warned" : "seen";
            case ACTING -> "started, result unknown";
            case WAITING -> "waiting for the provider's rate limit";
            case DONE -> "revoked";
            case FAILED -> "failed, will be retried";
            case BY_HAND -> "must be revoked by a person";
            case LIFTED -> "no longer a violation";
        };
    }

    private static void printRemainder(TerminalOutput terminal, int all) {
        if (all > MOST) {
            terminal.line("… and %d more; --json shows them all.".formatted(all - MOST));
        }
    }

    /** Prints the result of an enforcement run. */
    public static void report(TerminalOutput terminal, EnforcementReport report) {
        terminal.line(String.format(
                Locale.ROOT,
                "Checked %,d identities%s%s.",
                report.looked(),
                report.goesOnWith()
                        .map(begun -> ", continuing the pass started at " + begun)
                        .orElse(""),
                report.finished() ? "" : "; ran out of time, so the next run continues from there"));
        report.stopped().ifPresent(why -> terminal.line(terminal.bold("Nothing is revoked: "), why));
        section(terminal, "Revoked or attempted", report.acted());
        section(terminal, "No longer violations", report.lifted());
        section(terminal, "Postponed to tomorrow: the daily budget is used up", report.postponed());
        section(terminal, "Postponed to the next run: the provider's rate limit is exhausted", report.waiting());
        report.problems().forEach(problem -> terminal.line("Problem: " + problem));
        terminal.line("");
        breaches(terminal, report.breaches());
    }

    private static void section(TerminalOutput terminal, String title, List<PolicyViolation> violations) {
        if (!violations.isEmpty()) {
            terminal.line(terminal.bold(title));
            breaches(terminal, violations);
        }
    }
}
