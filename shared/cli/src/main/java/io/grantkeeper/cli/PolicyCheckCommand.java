package io.grantkeeper.cli;

import io.grantkeeper.policy.cedar.CedarEngine;
import io.grantkeeper.policy.intent.DocumentError;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.lint.LintWarning;
import io.grantkeeper.policy.lint.PolicyLint;
import io.grantkeeper.reports.terminal.TerminalOutput;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "check",
        description = {
            "Parses policies, validates them with Cedar's own validator, and finds rules that can never apply, have no"
                    + " effect, or contradict each other.",
            "Exit code 1 if a document is unreadable or invalid; with --strict, also if there are warnings."
        })
final class PolicyCheckCommand extends ReportCommand {
    @Option(names = "--strict", description = "Treat warnings as errors.")
    private boolean strict;

    @Option(names = "--no-cedar", description = "Skip Cedar's validator, which needs a native library.")
    private boolean withoutCedar;

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Policy documents, or folders of them.")
    private List<Path> paths = List.of();

    /** A warning, as printed. */
    record PrintedWarning(
            String kind, String place, Optional<String> other, String message, String example, String answer) {
        private static PrintedWarning of(LintWarning warning) {
            return new PrintedWarning(
                    warning.kind().code(),
                    warning.place().toString(),
                    warning.other().map(Object::toString),
                    warning.message(),
                    warning.example().words(),
                    warning.example().answer());
        }
    }

    /** The result of the check. */
    record PolicyCheckResult(
            int policies, List<DocumentError> mistakes, List<String> cedar, List<PrintedWarning> warnings) {}

    @Override
    public Integer call() {
        PolicySet.Reading reading = PolicySet.read(PolicyFiles.read(paths));
        List<String> cedar = withoutCedar
                ? List.of()
                : reading.set().map(CedarEngine::validationErrors).orElse(List.of());
        List<PrintedWarning> warnings = reading.set().map(PolicyLint::of).orElse(List.of()).stream()
                .map(PrintedWarning::of)
                .toList();
        PolicyCheckResult checked = new PolicyCheckResult(
                reading.set().map(set -> set.policies().size()).orElse(0), reading.mistakes(), cedar, warnings);
        output().print(checked, terminal -> print(terminal, checked));
        return checked.mistakes.isEmpty() && cedar.isEmpty() && (warnings.isEmpty() || !strict) ? 0 : 1;
    }

    private static String pluralize(int number, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
    }

    private static void print(TerminalOutput terminal, PolicyCheckResult checked) {
        checked.mistakes.forEach(mistake -> terminal.line(mistake.toString()));
        checked.cedar.forEach(complaint -> terminal.line("Cedar: " + complaint));
        for (PrintedWarning warning : checked.warnings) {
            terminal.line(warning.place + ": ", terminal.bold(warning.kind), ": " + warning.message);
            terminal.line(terminal.dim("    for example: " + warning.example + " → " + warning.answer));
        }
        if (checked.mistakes.isEmpty()) {
            terminal.line("%s valid; %s."
                    .formatted(
                            pluralize(checked.policies, "policy", "policies"),
                            pluralize(checked.warnings.size(), "warning", "warnings")));
        }
    }
}
