package io.grantkeeper.cli;

import io.grantkeeper.reports.terminal.TerminalOutput;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Standard output, with the width of the terminal that shows it. */
final class SystemTerminal {
    private SystemTerminal() {}

    /** Returns standard output. If it is an interactive terminal, picocli asks the terminal for its width. */
    static TerminalOutput standard() {
        return TerminalOutput.standard(
                System.getenv(), () -> new UsageMessageSpec().autoWidth(true).width());
    }
}
