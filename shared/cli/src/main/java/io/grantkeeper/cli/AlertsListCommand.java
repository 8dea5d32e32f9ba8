package io.grantkeeper.cli;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.alert.AlertControls;
import io.grantkeeper.identity.alert.WithheldAlert;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.reports.AlertReport;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code grantkeeper alerts list}: shows the withheld alerts and the decisions in effect. */
@Command(name = "list", description = "Lists withheld alerts with the reasons, and the decisions about them.")
final class AlertsListCommand extends AlertsActionCommand {
    /** The result, as printed with {@code --json}. */
    private record Listed(List<WithheldAlert> withheld, AlertControls decisions) {}

    @Override
    int run(TenantId tenant, LocalSuiteStores stores) {
        List<WithheldAlert> withheld = stores.withheldAlerts().all(tenant);
        AlertControls decisions = stores.withheldAlerts().controls(tenant);
        output().print(
                        new Listed(withheld, decisions),
                        terminal -> AlertReport.list(terminal, withheld, decisions, now()));
        return 0;
    }
}
