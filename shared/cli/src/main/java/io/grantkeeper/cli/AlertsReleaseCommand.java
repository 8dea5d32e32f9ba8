package io.grantkeeper.cli;

import io.grantkeeper.cli.server.ConsoleApiClient;
import io.grantkeeper.cli.server.ConsoleApiStores;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.alert.AlertControls;
import io.grantkeeper.identity.alert.WithheldAlert;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.owners.alerts.SendWithheldAlerts;
import io.grantkeeper.reports.AlertReport;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code grantkeeper alerts release}: sends owners the alerts of first sweeps. */
@Command(
        name = "release",
        description =
                "Releases the selected alerts of first sweeps: each person receives them in one message, within minutes."
                        + " Without options, releases everything.")
final class AlertsReleaseCommand extends AlertsActionCommand {
    @Mixin
    private ReleaseOptions selected = new ReleaseOptions();

    @Mixin
    private RequesterOption by = new RequesterOption();

    @Option(
            names = "--undo",
            paramLabel = "RELEASE",
            description = "Undo a release. Alerts that were already sent are not affected.")
    private Optional<String> undo = Optional.empty();

    /** The result, as printed with {@code --json}. */
    private record Released(String release, Map<String, List<WithheldAlert>> covered) {}

    @Override
    int run(TenantId tenant, LocalSuiteStores stores) {
        if (undo.isPresent()) {
            AlertControls left = decided(
                    tenant,
                    stores,
                    "alerts/release/%s/undo".formatted(ConsoleApiClient.segment(undo.get())),
                    body(),
                    () -> controls(stores).takeBack(tenant, undo.get(), by.requester()));
            output().print(
                            left,
                            terminal ->
                                    terminal.line("%s was taken back. Alerts that were not sent yet are withheld again."
                                            .formatted(undo.get())));
            return 0;
        }
        AlertControls.Release release = selected.release(by.requester(), now());
        Map<String, List<WithheldAlert>> covered =
                SendWithheldAlerts.preview(stores.withheldAlerts().all(tenant), release);
        String id = released(tenant, stores, release);
        output().print(new Released(id, covered), terminal -> {
            AlertReport.preview(terminal, covered);
            terminal.line("Released as %s. To take it back: grantkeeper alerts release --undo %s".formatted(id, id));
            terminal.line(
                    stores instanceof ConsoleApiStores
                            ? "The server sends the alerts within minutes."
                            : "The alerts are sent within minutes by the running installation, or now by"
                                    + " 'grantkeeper alerts digest --send'.");
        });
        return 0;
    }

    /** Releases the alerts, and returns the id of the release, which a server chooses itself. */
    private String released(TenantId tenant, LocalSuiteStores stores, AlertControls.Release release) {
        if (!(stores instanceof ConsoleApiStores server)) {
            var _ = controls(stores).release(tenant, release);
            return release.id();
        }
        requireCallerOfServer();
        ObjectNode body = body();
        release.connection().ifPresent(connection -> body.put("connection", connection.value()));
        release.product().ifPresent(product -> body.put("product", product));
        release.owner().ifPresent(owner -> body.put("owner", owner));
        release.least().ifPresent(least -> body.put("severity", least.name().toLowerCase(Locale.ROOT)));
        return server.client().post("alerts/release", body).path("release").asString("");
    }
}
