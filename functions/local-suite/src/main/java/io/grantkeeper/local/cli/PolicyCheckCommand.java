package io.grantkeeper.local.cli;

import io.grantkeeper.local.terminal.Terminal;
import io.grantkeeper.policy.cedar.CedarEngine;
import io.grantkeeper.policy.intent.Mistake;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.lint.Lint;
import io.grantkeeper.policy.lint.Warning;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Reads policies, validates them by Cedar's own validator, and finds rules that cannot hold, that change"
                    + " nothing, or that disagree.",
            "Exit code 1 where a document cannot be read or is not valid, with --strict also where there are warnings."
        })
final class PolicyCheckCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Option(names = "--strict", description = "Take warnings for failures.")
    private boolean strict;

    @Option(names = "--no-cedar", description = "Leave out Cedar's validator, which needs a native library.")
    private boolean withoutCedar;

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Documents, or folders of them.")
    private List<Path> paths = List.of();

    /** A warning as it is printed. */
    record Warned(String kind, String place, Optional<String> other, String message, String example, String answer) {
        private static Warned of(Warning warning) {
            return new Warned(
                    warning.kind().code(),
                    warning.place().toString(),
                    warning.other().map(Object::toString),
                    warning.message(),
                    warning.example().words(),
                    warning.example().answer());
        }
    }

    /** What came of the check. */
    record Checked(int policies, List<Mistake> mistakes, List<String> cedar, List<Warned> warnings) {}

    @Override
    public Integer call() {
        PolicySet.Reading reading = PolicySet.read(PolicyFiles.read(paths));
        List<String> cedar = withoutCedar
                ? List.of()
                : reading.set().map(CedarEngine::complaints).orElse(List.of());
        List<Warned> warnings = reading.set().map(Lint::of).orElse(List.of()).stream()
                .map(Warned::of)
                .toList();
        Checked checked = new Checked(
                reading.set().map(set -> set.policies().size()).orElse(0), reading.mistakes(), cedar, warnings);
        if (output.isJson()) {
            output.json(checked);
        } else {
            print(output.terminal(), checked);
        }
        return checked.mistakes.isEmpty() && cedar.isEmpty() && (warnings.isEmpty() || !strict) ? 0 : 1;
    }

    private static String counted(int number, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
    }

    private static void print(Terminal terminal, Checked checked) {
        checked.mistakes.forEach(mistake -> terminal.line(mistake.toString()));
        checked.cedar.forEach(complaint -> terminal.line("Cedar: " + complaint));
        for (Warned warning : checked.warnings) {
            terminal.line(warning.place + ": " + terminal.bold(warning.kind) + ": " + warning.message);
            terminal.line(terminal.dim("    for example: " + warning.example + " → " + warning.answer));
        }
        if (checked.mistakes.isEmpty()) {
            terminal.line("%s can be read; %s."
                    .formatted(
                            counted(checked.policies, "policy", "policies"),
                            counted(checked.warnings.size(), "warning", "warnings")));
        }
    }
}
