package io.grantkeeper.cli;

import io.grantkeeper.reports.ReportWording;
import io.grantkeeper.reports.terminal.TextTable;
import io.grantkeeper.signals.stream.PendingSignal;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "dead-letters",
        description = "Lists dead-lettered signals and the reasons; exit code 1 if there are any.")
final class SignalsDeadLettersCommand extends DeadLettersCommand {
    @Override
    int run(SignalDestinations destinations, List<PendingSignal> dead) {
        List<SignalDestinations.DeadLetter> shown =
                dead.stream().map(SignalDestinations.DeadLetter::of).toList();
        output().print(shown, terminal -> {
            TextTable table = new TextTable("destination", "signal", "time", "tries", "problem")
                    .withIdsIn(0, 1)
                    .orIfEmpty("No dead letters.");
            shown.forEach(each -> table.row(
                    each.destination(),
                    each.id(),
                    ReportWording.second(each.at()),
                    String.valueOf(each.tries()),
                    each.problem()));
            table.print(terminal);
        });
        return dead.isEmpty() ? 0 : 1;
    }
}
