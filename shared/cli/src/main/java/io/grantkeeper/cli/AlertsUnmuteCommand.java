package io.grantkeeper.cli;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.alert.AlertControls;
import io.grantkeeper.local.suite.LocalSuiteStores;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code grantkeeper alerts unmute}: resumes alerts about a product. */
@Command(name = "unmute", description = "Sends alerts about a muted product again.")
final class AlertsUnmuteCommand extends AlertsActionCommand {
    @Parameters(paramLabel = "PRODUCT", description = "The product's id.")
    private String product = "";

    @Mixin
    private RequesterOption by = new RequesterOption();

    @Override
    int run(TenantId tenant, LocalSuiteStores stores) {
        String muted = product.toLowerCase(Locale.ROOT);
        AlertControls decided = decided(
                tenant,
                stores,
                "alerts/unmute",
                body().put("product", muted),
                () -> controls(stores).unmute(tenant, muted, by.requester()));
        output().print(decided, terminal -> terminal.line("Alerts about %s are sent again.".formatted(product)));
        return 0;
    }
}
