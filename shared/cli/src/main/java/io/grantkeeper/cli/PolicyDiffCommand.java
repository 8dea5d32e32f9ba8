package io.grantkeeper.cli;

import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.lint.PolicyDiff;
import io.grantkeeper.policy.lint.PolicyDiffEntry;
import io.grantkeeper.reports.terminal.TerminalOutput;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "diff",
        description = {
            "Shows how the effect of two policy sets differs, with example requests that get different decisions.",
            "Exit code 1 if there is a difference."
        })
final class PolicyDiffCommand extends ReportCommand {
    @Parameters(index = "0", paramLabel = "BEFORE", description = "A policy document, or a folder of them.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "AFTER", description = "A policy document, or a folder of them.")
    private Path after = Path.of("");

    /** A request and both decisions, as printed. */
    record PrintedExample(String request, String before, String after, List<String> reasons) {}

    /** A change, as printed. */
    record PrintedChange(String policy, List<String> what, List<PrintedExample> examples) {
        private static PrintedChange of(PolicyDiffEntry change) {
            return new PrintedChange(
                    change.policy(),
                    change.what(),
                    change.examples().stream()
                            .map(each -> new PrintedExample(
                                    each.after().words(),
                                    each.before().answer(),
                                    each.after().answer(),
                                    each.after().decision().reasons()))
                            .toList());
        }
    }

    @Override
    public Integer call() {
        PolicySet old = PolicySet.read(PolicyFiles.read(List.of(before))).orThrow();
        PolicySet now = PolicySet.read(PolicyFiles.read(List.of(after))).orThrow();
        List<PrintedChange> changes =
                PolicyDiff.of(old, now).stream().map(PrintedChange::of).toList();
        output().print(changes, terminal -> print(terminal, changes));
        return changes.isEmpty() ? 0 : 1;
    }

    private static void print(TerminalOutput terminal, List<PrintedChange> changes) {
        if (changes.isEmpty()) {
            terminal.line("No effective changes; only the wording differs.");
        }
        for (PrintedChange change : changes) {
            terminal.heading(change.policy);
            change.what.forEach(terminal::line);
            for (PrintedExample shown : change.examples) {
                terminal.line("  %s: %s → %s (%s)"
                        .formatted(shown.request, shown.before, shown.after, String.join("; ", shown.reasons)));
            }
            if (change.examples.isEmpty()) {
                terminal.line(terminal.dim("  found no request that gets a different decision"));
            }
        }
    }
}
