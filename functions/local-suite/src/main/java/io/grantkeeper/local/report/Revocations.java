package io.grantkeeper.local.report;

import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.Revocation;
import io.grantkeeper.identity.store.Revocation.Outcome;
import io.grantkeeper.local.terminal.Terminal;
import io.grantkeeper.local.terminal.TextTable;
import io.grantkeeper.revocation.RevocationStep;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What revoking would do, and what it has done. */
public final class Revocations {
    /** More are told by their number; {@code --json} shows them all. */
    private static final int MOST_STEPS = 12;

    private Revocations() {}

    /**
     * One step, for programs.
     *
     * @param method {@code call}, {@code by-hand} or {@code cannot-be-planned}
     * @param does calls, steps for a person, or what stands in the way
     */
    public record Preview(
            List<String> targets, String method, List<String> does, List<String> consequences, boolean reversible) {
        public static Preview of(RevocationStep step) {
            List<String> targets = step.targets().stream().map(RowKey::part).toList();
            return switch (step) {
                case RevocationStep.Planned(
                        var _,
                        RevocationPlan.Possible(var calls, var consequences, boolean reversible)) ->
                    new Preview(targets, "call", calls, consequences, reversible);
                case RevocationStep.Planned(var _, RevocationPlan.ByHand(var reason, var steps)) ->
                    new Preview(targets, "by-hand", steps, List.of(reason), false);
                case RevocationStep.Unplannable(var _, var _, var problem) ->
                    new Preview(targets, "cannot-be-planned", List.of(problem.message()), List.of(), false);
            };
        }
    }

    /** Prints what would be done. */
    public static void print(Terminal terminal, IdentityDossier dossier, List<RevocationStep> steps) {
        NonHumanIdentity identity = dossier.identity().content();
        terminal.heading("What revoking '%s' would do".formatted(identity.displayName()));
        dossier.summary()
                .ifPresent(summary -> terminal.line("Last used: %s.".formatted(Words.moment(summary.lastUsed()))));
        steps.stream().limit(MOST_STEPS).map(Preview::of).forEach(preview -> print(terminal, preview));
        if (steps.size() > MOST_STEPS) {
            terminal.line("");
            terminal.line("… and %d more like these; --json shows them all.".formatted(steps.size() - MOST_STEPS));
        }
        terminal.line("");
        terminal.line("Nothing was changed. Do it with --confirm instead of --dry-run.");
    }

    private static void print(Terminal terminal, Preview preview) {
        terminal.line("");
        terminal.line(terminal.bold(String.join(", ", preview.targets())));
        String lead =
                switch (preview.method()) {
                    case "call" -> "calls";
                    case "by-hand" -> "by hand";
                    default -> "cannot be planned";
                };
        preview.does().forEach(line -> terminal.line("  %s: %s".formatted(lead, line)));
        preview.consequences().forEach(line -> terminal.line("  " + line));
        if (preview.method().equals("call")) {
            terminal.line(preview.reversible() ? "  It can be undone." : "  It cannot be undone from here.");
        }
    }

    /** Prints what was done. */
    public static void print(Terminal terminal, List<Revocation> done) {
        TextTable table = new TextTable("outcome", "what", "detail");
        for (Revocation revocation : done) {
            table.row(outcome(revocation), parts(revocation), revocation.detail());
        }
        table.print(terminal);
        List<Revocation> failed =
                done.stream().filter(each -> each.outcome() == Outcome.FAILED).toList();
        List<Revocation> waiting =
                done.stream().filter(each -> each.outcome() == Outcome.WAITING).toList();
        // A table cuts what is too long, and the scope that is missing stands at the end.
        Stream.concat(failed.stream(), waiting.stream())
                .forEach(each -> terminal.line("%s: %s".formatted(parts(each), each.detail())));
        if (!failed.isEmpty()) {
            terminal.line(
                    "%d of %d failed. Mend what stands there and run the same command again: what is gone already counts as done."
                            .formatted(failed.size(), done.size()));
        }
        if (!waiting.isEmpty()) {
            terminal.line(
                    "%d of %d wait for the provider's limit. Run the same command again with a longer --wait: what is gone already counts as done."
                            .formatted(waiting.size(), done.size()));
        }
        if (done.stream().anyMatch(each -> each.outcome() == Outcome.BY_HAND)) {
            terminal.line("What says 'by hand' has no call: it still holds until a person has done it.");
        }
        terminal.line("Recorded. The next sweep shows what is gone.");
    }

    /** Prints what was attempted on an identity, if anything was. */
    public static void history(Terminal terminal, List<Revocation> attempts) {
        if (attempts.isEmpty()) {
            return;
        }
        terminal.line("");
        terminal.line(terminal.bold("Revocations"));
        TextTable table = new TextTable("when", "by", "outcome", "what", "detail");
        for (Revocation attempt : attempts) {
            table.row(
                    attempt.startedAt().toString(),
                    attempt.requestedBy(),
                    outcome(attempt),
                    parts(attempt),
                    attempt.detail());
        }
        table.print(terminal);
    }

    private static String parts(Revocation revocation) {
        return revocation.targets().stream().map(RowKey::part).collect(Collectors.joining(", "));
    }

    private static String outcome(Revocation revocation) {
        return switch (revocation.outcome()) {
            case STARTED -> "begun, its end is not known";
            case WAITING -> "waits for the limit";
            case DONE -> "done";
            case FAILED -> "failed";
            case BY_HAND -> "by hand";
        };
    }
}
