package io.grantkeeper.local.cli;

import io.grantkeeper.local.terminal.Terminal;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.lint.Change;
import io.grantkeeper.policy.lint.PolicyDiff;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = {
            "Says what changes in meaning from one set of policies to another, with requests that are answered differently.",
            "Exit code 1 where anything does."
        })
final class PolicyDiffCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Parameters(index = "0", paramLabel = "BEFORE", description = "A document, or a folder of them.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "AFTER", description = "A document, or a folder of them.")
    private Path after = Path.of("");

    /** A request with both answers, as it is printed. */
    record Shown(String request, String before, String after, List<String> reasons) {}

    /** A change as it is printed. */
    record Changed(String policy, List<String> what, List<Shown> examples) {
        private static Changed of(Change change) {
            return new Changed(
                    change.policy(),
                    change.what(),
                    change.examples().stream()
                            .map(each -> new Shown(
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
        List<Changed> changes =
                PolicyDiff.of(old, now).stream().map(Changed::of).toList();
        if (output.isJson()) {
            output.json(changes);
        } else {
            print(output.terminal(), changes);
        }
        return changes.isEmpty() ? 0 : 1;
    }

    private static void print(Terminal terminal, List<Changed> changes) {
        if (changes.isEmpty()) {
            terminal.line("Nothing changes but words.");
        }
        for (Changed change : changes) {
            terminal.heading(change.policy);
            change.what.forEach(terminal::line);
            for (Shown shown : change.examples) {
                terminal.line("  %s: %s → %s (%s)"
                        .formatted(shown.request, shown.before, shown.after, String.join("; ", shown.reasons)));
            }
            if (change.examples.isEmpty()) {
                terminal.line(terminal.dim("  no request was found that is answered differently"));
            }
        }
    }
}
