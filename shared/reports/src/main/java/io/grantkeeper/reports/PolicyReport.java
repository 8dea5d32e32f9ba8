package io.grantkeeper.reports;

import io.grantkeeper.policy.ladder.ApplyPolicies;
import io.grantkeeper.policy.ladder.BlockedAction;
import io.grantkeeper.policy.ladder.PolicyLadderStatus;
import io.grantkeeper.policy.ladder.PolicyReplay;
import io.grantkeeper.policy.ladder.PromotionEvidence;
import io.grantkeeper.reports.terminal.TerminalOutput;
import io.grantkeeper.reports.terminal.TextTable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** Prints policies with their stages, evidence and replays. */
public final class PolicyReport {
    private PolicyReport() {}

    /** Prints a table of policies, with one line per policy. */
    public static void table(TerminalOutput terminal, List<PolicyLadderStatus> policies) {
        if (policies.isEmpty()) {
            terminal.line("No policy is in force. To put policies in force, run 'grantkeeper policy apply'.");
            return;
        }
        TextTable table = new TextTable("policy", "stage", "since", "version").withIdsIn(0, 3);
        policies.stream()
                .filter(policy -> !policy.policy().equals(ApplyPolicies.SETTINGS))
                .forEach(policy -> table.row(
                        policy.policy(),
                        policy.stage(),
                        moment(policy.since()),
                        policy.version().substring(0, 15)));
        table.print(terminal);
    }

    /** Prints the evidence that determines whether a policy is promoted or demoted. */
    public static void numbers(TerminalOutput terminal, PolicyLadderStatus policy) {
        terminal.heading("%s: %s".formatted(policy.policy(), policy.stage()));
        policy.evidence().ifPresent(evidence -> evidence(terminal, evidence));
        policy.next().ifPresent(next -> terminal.line(terminal.bold("It " + next + ".")));
        policy.missing().forEach(line -> terminal.line("  " + line));
        terminal.line("");
    }

    private static void evidence(TerminalOutput terminal, PromotionEvidence evidence) {
        terminal.line(String.format(
                Locale.ROOT, "decisions       %,d since %s", evidence.blocks().whole(), moment(evidence.since())));
        terminal.line("would block     " + evidence.blocks().inWords());
        terminal.line(String.format(Locale.ROOT, "needs approval  %,d", evidence.asks()));
        terminal.line("false blocks    " + evidence.falseBlocks().inWords());
        terminal.line("affected        %s, %s"
                .formatted(
                        ReportWording.counted(evidence.identities(), "identity", "identities"),
                        ReportWording.counted(evidence.people(), "person", "people")));
        for (BlockedAction block : evidence.examples()) {
            terminal.line("  %s  %s: %s (%s)%s"
                    .formatted(
                            moment(block.at()),
                            block.subject(),
                            block.action(),
                            block.reason(),
                            answer(block.answer())));
        }
    }

    private static String moment(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String answer(BlockedAction.Answer answer) {
        return switch (answer) {
            case NOT_ASKED -> "";
            case OPEN -> ": not answered yet";
            case WRONG -> ": people allowed it";
            case RIGHT -> ": people agreed";
        };
    }

    /** Prints the result of a policy replay: what other policies would have decided. */
    public static void replay(TerminalOutput terminal, PolicyReplay.Result result) {
        terminal.line(terminal.bold(result.sentence().substring(0, 1).toUpperCase(Locale.ROOT)
                + result.sentence().substring(1)
                + (result.blocks().isEmpty() ? "." : ":")));
        result.blocks().forEach(block -> line(terminal, "blocked", block));
        result.releases().forEach(release -> line(terminal, "allowed", release));
    }

    private static void line(TerminalOutput terminal, String how, PolicyReplay.Difference difference) {
        terminal.line("  %s  %s: %s %s (%s)"
                .formatted(
                        moment(difference.at()),
                        how,
                        difference.subject(),
                        difference.action(),
                        String.join("; ", difference.reasons())));
    }
}
