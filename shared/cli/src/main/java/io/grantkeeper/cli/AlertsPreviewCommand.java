package io.grantkeeper.cli;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.alert.WithheldAlert;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.owners.alerts.SendWithheldAlerts;
import io.grantkeeper.reports.AlertReport;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code grantkeeper alerts preview}: shows which alerts each person would receive. */
@Command(
        name = "preview",
        description =
                "Lists who would receive what if the selected alerts of first sweeps were released. Sends nothing.")
final class AlertsPreviewCommand extends AlertsActionCommand {
    @Mixin
    private ReleaseOptions selected = new ReleaseOptions();

    @Override
    int run(TenantId tenant, LocalSuiteStores stores) {
        Map<String, List<WithheldAlert>> covered =
                SendWithheldAlerts.preview(stores.withheldAlerts().all(tenant), selected.release("", now()));
        output().print(covered, terminal -> AlertReport.preview(terminal, covered));
        return 0;
    }
}
