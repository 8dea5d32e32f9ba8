package io.grantkeeper.cli;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.runreview.EscalateResult;
import io.grantkeeper.local.suite.LocalSuite;
import io.grantkeeper.local.suite.LocalSuiteOptions;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.owners.alerts.WeeklySummary;
import io.grantkeeper.reports.AlertReport;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code grantkeeper alerts digest}: shows the week's summaries and what is due now. */
@Command(
        name = "digest",
        description = "Shows the summaries of the last seven days, for the security team and for owners.")
final class AlertsDigestCommand extends WorkspaceCommand {
    @Option(names = "--send", description = "Send what is due now: released alerts, and daily and weekly summaries.")
    private boolean send;

    @Override
    public Integer call() {
        ConnectionsConfig config = workspace().config();
        LocalSuiteOptions options = workspace()
                .options(config, config.connections(), Optional.empty())
                .withoutReportDelay();
        if (send) {
            try (LocalSuite suite = LocalSuite.start(options)) {
                EscalateResult result = suite.escalate();
                suite.seal();
                output().print(
                                result,
                                terminal -> terminal.line("%d messages were sent; %d wait for the next run."
                                        .formatted(result.told(), result.later())));
            }
            return 0;
        }
        try (LocalSuiteStores stores = workspace().stores()) {
            Clock clock = workspace().clock();
            List<WeeklySummary.Week> weeks = new WeeklySummary(
                            stores.access(),
                            stores.findings(),
                            stores.questions(),
                            stores.sends(),
                            stores.withheldAlerts(),
                            List.of(),
                            options.alerts().settings(),
                            clock)
                    .weeks(config.tenant(), clock.instant());
            output().print(weeks, terminal -> AlertReport.weeks(terminal, weeks));
        }
        return 0;
    }
}
