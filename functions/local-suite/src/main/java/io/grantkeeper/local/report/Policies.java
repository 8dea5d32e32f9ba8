package io.grantkeeper.local.report;

import io.grantkeeper.local.terminal.Terminal;
import io.grantkeeper.local.terminal.TextTable;
import io.grantkeeper.policy.ladder.BlockedAction;
import io.grantkeeper.policy.ladder.GovernPolicies;
import io.grantkeeper.policy.ladder.LadderEvidence;
import io.grantkeeper.policy.ladder.LadderPosition;
import io.grantkeeper.policy.ladder.Replay;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** Policies and what the record says of them, for people. */
public final class Policies {
    private Policies() {}

    /** One line a policy. */
    public static void table(Terminal terminal, List<LadderPosition> policies) {
        if (policies.isEmpty()) {
            terminal.line("No policy is in force. Put some in force with 'grantkeeper policy apply'.");
            return;
        }
        TextTable table = new TextTable("policy", "stage", "since", "version");
        policies.stream()
                .filter(policy -> !policy.policy().equals(GovernPolicies.SETTINGS))
                .forEach(policy -> table.row(
                        policy.policy(),
                        policy.stage(),
                        moment(policy.since()),
                        policy.version().substring(0, 15)));
        table.print(terminal);
    }

    /** The numbers by which a policy climbs or stays. */
    public static void numbers(Terminal terminal, LadderPosition policy) {
        terminal.heading("%s: %s".formatted(policy.policy(), policy.stage()));
        policy.evidence().ifPresent(evidence -> evidence(terminal, evidence));
        policy.next().ifPresent(next -> terminal.line(terminal.bold("It " + next + ".")));
        policy.missing().forEach(line -> terminal.line("  " + line));
        terminal.line("");
    }

    private static void evidence(Terminal terminal, LadderEvidence evidence) {
        terminal.line(String.format(
                Locale.ROOT, "actions seen    %,d since %s", evidence.blocks().whole(), moment(evidence.since())));
        terminal.line("would block     " + evidence.blocks().inWords());
        terminal.line(String.format(Locale.ROOT, "only asks for   %,d", evidence.asks()));
        terminal.line("false blocks    " + evidence.falseBlocks().inWords());
        terminal.line(String.format(
                Locale.ROOT, "affected        %,d identities, %,d people", evidence.identities(), evidence.people()));
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
            case WRONG -> ": people let it through";
            case RIGHT -> ": people agreed";
        };
    }

    /** What other policies would have done. */
    public static void replay(Terminal terminal, Replay.Result result) {
        terminal.line(terminal.bold(result.sentence().substring(0, 1).toUpperCase(Locale.ROOT)
                + result.sentence().substring(1)
                + (result.blocks().isEmpty() ? "." : ":")));
        result.blocks().forEach(block -> line(terminal, "blocked", block));
        result.releases().forEach(release -> line(terminal, "let through", release));
    }

    private static void line(Terminal terminal, String how, Replay.Difference difference) {
        terminal.line("  %s  %s: %s %s (%s)"
                .formatted(
                        moment(difference.at()),
                        how,
                        difference.subject(),
                        difference.action(),
                        String.join("; ", difference.reasons())));
    }
}
