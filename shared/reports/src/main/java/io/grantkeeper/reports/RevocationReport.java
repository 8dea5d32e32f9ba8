package io.grantkeeper.reports;

import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.RevocationAttempt;
import io.grantkeeper.identity.store.RevocationAttempt.Outcome;
import io.grantkeeper.owners.revocation.RevocationStep;
import io.grantkeeper.reports.terminal.TerminalOutput;
import io.grantkeeper.reports.terminal.TextTable;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints the planned steps of a revocation, and its result. */
public final class RevocationReport {
    /** The maximum number of printed steps. Further steps are only counted; {@code --json} shows all of them. */
    private static final int MAX_STEPS = 12;

    private RevocationReport() {}

    /**
     * One step in the form that {@code --json} prints.
     *
     * @param method {@code call}, {@code by-hand} or {@code cannot-be-planned}
     * @param does the calls, the steps for a person, or the reason why the step cannot be planned
     */
    public record Preview(
            List<String> targets, String method, List<String> does, List<String> consequences, boolean reversible) {
        public static Preview of(RevocationStep step) {
            List<String> targets =
                    step.targets().stream().map(RowKey::part).distinct().toList();
            return switch (step) {
                case RevocationStep.Planned(
                        var _,
                        RevocationPlan.Automatic(var calls, var consequences, boolean reversible)) ->
                    new Preview(targets, "call", calls, consequences, reversible);
                case RevocationStep.Block(
                        var _,
                        var _,
                        RevocationPlan.Automatic(var calls, var consequences, boolean reversible)) ->
                    new Preview(targets, "call", calls, consequences, reversible);
                case RevocationStep.Block(var _, var _, RevocationPlan.Manual(var reason, var steps)) ->
                    new Preview(targets, "by-hand", steps, List.of(reason), false);
                case RevocationStep.Planned(var _, RevocationPlan.Manual(var reason, var steps)) ->
                    new Preview(targets, "by-hand", steps, List.of(reason), false);
                case RevocationStep.Unplannable(var _, var _, var problem) ->
                    new Preview(targets, "cannot-be-planned", List.of(problem.message()), List.of(), false);
            };
        }
    }

    /** Prints the steps of a planned revocation. */
    public static void print(TerminalOutput terminal, IdentityRecord identityRecord, List<RevocationStep> steps) {
        NonHumanIdentity identity = identityRecord.identity().content();
        terminal.heading("Revoking '%s' would do this".formatted(identity.displayName()));
        identityRecord
                .summary()
                .ifPresent(
                        summary -> terminal.line("Last used: %s.".formatted(ReportWording.moment(summary.lastUsed()))));
        steps.stream().limit(MAX_STEPS).map(Preview::of).forEach(preview -> print(terminal, preview));
        if (steps.size() > MAX_STEPS) {
            terminal.line("");
            terminal.line("… and %d more like these; --json shows them all.".formatted(steps.size() - MAX_STEPS));
        }
        terminal.line("");
        terminal.line("Nothing was changed. To revoke, run the command with --confirm instead of --dry-run.");
    }

    private static void print(TerminalOutput terminal, Preview preview) {
        terminal.line("");
        terminal.line(terminal.bold(String.join(", ", preview.targets())));
        String lead =
                switch (preview.method()) {
                    case "call" -> "calls";
                    case "by-hand" -> "manual";
                    default -> "cannot be planned";
                };
        preview.does().forEach(line -> terminal.line("  %s: %s".formatted(lead, line)));
        preview.consequences().forEach(line -> terminal.line("  " + line));
        if (preview.method().equals("call")) {
            terminal.line(preview.reversible() ? "  This step can be undone." : "  Grantkeeper cannot undo this step.");
        }
    }

    /** Prints the outcome of each revocation attempt. */
    public static void print(TerminalOutput terminal, List<RevocationAttempt> done) {
        TextTable table = new TextTable("outcome", "what", "detail").withIdsIn(1);
        for (RevocationAttempt revocation : done) {
            table.row(outcome(revocation), targetList(revocation), revocation.detail());
        }
        table.print(terminal);
        List<RevocationAttempt> failed =
                done.stream().filter(each -> each.outcome() == Outcome.FAILED).toList();
        List<RevocationAttempt> waiting =
                done.stream().filter(each -> each.outcome() == Outcome.WAITING).toList();
        // The text is not in a table, because a table would truncate it. The end of the text is essential: it names the
        // missing scope.
        Stream.concat(failed.stream(), waiting.stream())
                .forEach(each -> terminal.line("%s: %s".formatted(targetList(each), each.detail())));
        if (!failed.isEmpty()) {
            terminal.line(
                    "%d of %d failed. Fix the problems above and run the same command again; anything already revoked counts as done."
                            .formatted(failed.size(), done.size()));
        }
        if (!waiting.isEmpty()) {
            terminal.line(
                    "%d of %d are waiting for the provider's rate limit to reset. Run the same command again with a longer --wait; anything already revoked counts as done."
                            .formatted(waiting.size(), done.size()));
        }
        if (done.stream().anyMatch(each -> each.outcome() == Outcome.BY_HAND)) {
            terminal.line("Rows marked 'manual' have no API call: the access remains until someone removes it.");
        }
        terminal.line("Recorded. The next sweep shows what was removed.");
    }

    /** Prints earlier attempts to revoke an identity's access, if there are any. */
    public static void history(TerminalOutput terminal, List<RevocationAttempt> attempts) {
        if (attempts.isEmpty()) {
            return;
        }
        terminal.line("");
        terminal.line(terminal.bold("Revocations"));
        TextTable table = new TextTable("when", "by", "outcome", "what", "detail").withIdsIn(3);
        for (RevocationAttempt attempt : attempts) {
            table.row(
                    ReportWording.second(attempt.startedAt()),
                    attempt.requestedBy(),
                    outcome(attempt),
                    targetList(attempt),
                    attempt.detail());
        }
        table.print(terminal);
    }

    private static String targetList(RevocationAttempt revocation) {
        return revocation.targets().stream().map(RowKey::part).distinct().collect(Collectors.joining(", "));
    }

    private static String outcome(RevocationAttempt revocation) {
        return switch (revocation.outcome()) {
            case STARTED -> "started, result unknown";
            case WAITING -> "waiting for the rate limit";
            case DONE -> "done";
            case FAILED -> "failed";
            case BY_HAND -> "manual";
        };
    }
}
