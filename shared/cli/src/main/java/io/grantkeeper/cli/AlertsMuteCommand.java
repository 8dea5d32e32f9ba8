package io.grantkeeper.cli;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.alert.AlertControls;
import io.grantkeeper.local.suite.LocalSuiteStores;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code grantkeeper alerts mute}: delays alerts about one product. */
@Command(name = "mute", description = "Delays alerts about one product until a date. Critical alerts are sent anyway.")
final class AlertsMuteCommand extends AlertsActionCommand {
    @Parameters(paramLabel = "PRODUCT", description = "The product's id, as in 'inventory --by-product'.")
    private String product = "";

    @Option(
            names = "--until",
            required = true,
            paramLabel = "DATE",
            description = "The first day on which alerts are sent again.")
    private String until = "";

    @Mixin
    private RequesterOption by = new RequesterOption();

    @Override
    void checkOptions() {
        var _ = until(until);
    }

    @Override
    int run(TenantId tenant, LocalSuiteStores stores) {
        String muted = product.toLowerCase(Locale.ROOT);
        AlertControls decided = decided(
                tenant,
                stores,
                "alerts/mute",
                body().put("product", muted).put("until", until(until).toString()),
                () -> controls(stores).mute(tenant, muted, until(until), by.requester()));
        output().print(decided, terminal -> terminal.line("Alerts about %s wait until %s.".formatted(product, until)));
        return 0;
    }
}
