package io.grantkeeper.cli;

import io.grantkeeper.reports.terminal.Terminal;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Standard output, with the width of the terminal that shows it. */
final class ConsoleTerminal {
    private ConsoleTerminal() {}

    /** Returns standard output. If it is an interactive terminal, picocli asks the terminal for its width. */
    static Terminal standard() {
        return Terminal.standard(
                System.getenv(), () -> new UsageMessageSpec().autoWidth(true).width());
    }
}
