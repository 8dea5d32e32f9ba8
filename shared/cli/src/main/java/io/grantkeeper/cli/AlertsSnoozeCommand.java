package io.grantkeeper.cli;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.alert.AlertControls;
import io.grantkeeper.local.suite.LocalSuiteStores;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code grantkeeper alerts snooze}: delays alerts to one person. */
@Command(
        name = "snooze",
        description =
                "Delays alerts to one person until a date, for example during leave. Critical alerts are sent anyway.")
final class AlertsSnoozeCommand extends AlertsActionCommand {
    @Parameters(paramLabel = "EMAIL", description = "The person's email address.")
    private String email = "";

    @Option(names = "--until", paramLabel = "DATE", description = "The first day on which alerts are sent again.")
    private Optional<String> until = Optional.empty();

    @Option(names = "--end", description = "End the snooze now.")
    private boolean end;

    @Mixin
    private RequesterOption by = new RequesterOption();

    @Override
    void checkOptions() {
        if (end == until.isPresent()) {
            throw new IllegalArgumentException("use either --until DATE or --end");
        }
        until.ifPresent(this::until);
    }

    @Override
    int run(TenantId tenant, LocalSuiteStores stores) {
        String person = email.toLowerCase(Locale.ROOT);
        AlertControls decided = end
                ? decided(
                        tenant,
                        stores,
                        "alerts/resume",
                        body().put("person", person),
                        () -> controls(stores).resume(tenant, person, by.requester()))
                : snoozed(tenant, stores, person, until(until.orElseThrow()));
        output().print(
                        decided,
                        terminal -> terminal.line(
                                end
                                        ? "Alerts to %s are sent again.".formatted(person)
                                        : "Alerts to %s wait until %s.".formatted(person, until.orElseThrow())));
        return 0;
    }

    private AlertControls snoozed(TenantId tenant, LocalSuiteStores stores, String person, Instant ends) {
        return decided(
                tenant,
                stores,
                "alerts/snooze",
                body().put("person", person).put("until", ends.toString()),
                () -> controls(stores).snooze(tenant, person, ends, by.requester()));
    }
}
