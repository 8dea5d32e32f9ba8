package io.grantkeeper.local.report;

import io.grantkeeper.enforcement.EnforcePolicies;
import io.grantkeeper.enforcement.EnforcementReport;
import io.grantkeeper.local.terminal.Terminal;
import io.grantkeeper.local.terminal.TextTable;
import io.grantkeeper.policy.enforcement.Breach;
import io.grantkeeper.policy.enforcement.EnforcementSwitch;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What policies take away, for people. */
public final class Enforcements {
    /** More are told by their number; {@code --json} shows them all. */
    private static final int MOST = 20;

    private Enforcements() {}

    /** Whether anything is taken away at all. */
    public static void position(Terminal terminal, EnforcementSwitch position) {
        terminal.line(
                position.stopped()
                        ? terminal.bold("Enforcement is stopped")
                                + " by %s since %s: %s"
                                        .formatted(
                                                position.by().orElse("somebody"),
                                                position.at()
                                                        .map(Instant::toString)
                                                        .orElse("?"),
                                                position.reason())
                        : "Enforcement runs.");
    }

    /** What would be taken away. */
    public static void previews(Terminal terminal, List<EnforcePolicies.Preview> found) {
        if (found.isEmpty()) {
            terminal.line("Would take nothing away from the inventory.");
            return;
        }
        terminal.heading("Would take away these %d".formatted(found.size()));
        for (EnforcePolicies.Preview one : found.stream().limit(MOST).toList()) {
            terminal.line(terminal.bold(one.displayName()) + "  " + one.identity());
            terminal.line("  %s: %s (%s)".formatted(one.policy(), one.what(), one.reason()));
            one.steps().forEach(step -> terminal.line("  " + step));
        }
        more(terminal, found.size());
    }

    /** Breaches as they stand. */
    public static void breaches(Terminal terminal, List<Breach> breaches) {
        if (breaches.isEmpty()) {
            terminal.line("Nothing is held against a policy.");
            return;
        }
        TextTable table = new TextTable("id", "state", "taken away", "policy", "identity", "why");
        breaches.stream()
                .limit(MOST)
                .forEach(breach -> table.row(
                        breach.id(),
                        state(breach),
                        breach.due().map(Instant::toString).orElse("no date"),
                        breach.policy(),
                        breach.identity().toString(),
                        "%s: %s%s"
                                .formatted(
                                        breach.what(),
                                        breach.reason(),
                                        breach.detail().isEmpty() ? "" : " [" + breach.detail() + "]")));
        table.print(terminal);
        more(terminal, breaches.size());
    }

    private static String state(Breach breach) {
        return switch (breach.state()) {
            case SEEN -> breach.toldAt().isPresent() ? "warned" : "seen";
            case ACTING -> "begun, its end is not known";
            case WAITING -> "waits for the provider's limit";
            case DONE -> "taken away";
            case FAILED -> "failed, is tried again";
            case BY_HAND -> "left to a person";
            case LIFTED -> "lifted";
        };
    }

    private static void more(Terminal terminal, int all) {
        if (all > MOST) {
            terminal.line("… and %d more; --json shows them all.".formatted(all - MOST));
        }
    }

    /** What a run did. */
    public static void report(Terminal terminal, EnforcementReport report) {
        terminal.line(String.format(
                Locale.ROOT,
                "Looked at %,d identities%s%s.",
                report.looked(),
                report.goesOnWith()
                        .map(begun -> ", going on with the look begun at " + begun)
                        .orElse(""),
                report.finished() ? "" : "; the time was up, and the next run goes on from there"));
        report.stopped().ifPresent(why -> terminal.line(terminal.bold("Nothing is taken away: ") + why));
        section(terminal, "Taken away, or tried", report.acted());
        section(terminal, "Lifted", report.lifted());
        section(terminal, "Left for tomorrow: the day's budget is used up", report.postponed());
        section(terminal, "Left for the next run: the provider's limit is used up", report.waiting());
        report.problems().forEach(problem -> terminal.line("Problem: " + problem));
        terminal.line("");
        breaches(terminal, report.breaches());
    }

    private static void section(Terminal terminal, String title, List<Breach> breaches) {
        if (!breaches.isEmpty()) {
            terminal.line(terminal.bold(title));
            breaches(terminal, breaches);
        }
    }
}
