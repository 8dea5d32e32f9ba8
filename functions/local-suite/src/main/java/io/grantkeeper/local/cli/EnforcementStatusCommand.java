package io.grantkeeper.local.cli;

import io.grantkeeper.local.report.Enforcements;
import io.grantkeeper.policy.enforcement.Breach;
import io.grantkeeper.policy.enforcement.EnforcementSwitch;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows whether enforcement runs, what it has found, and when what is taken away.")
final class EnforcementStatusCommand implements Callable<Integer> {
    @Mixin
    private Enforcing enforcing = new Enforcing();

    /** For programs. */
    record Status(EnforcementSwitch enforcement, int actsToday, List<Breach> breaches) {}

    @Override
    public Integer call() {
        return enforcing.with(open -> {
            LocalDate today = LocalDate.ofInstant(enforcing.workspace().clock().instant(), ZoneOffset.UTC);
            Status status = new Status(
                    open.breaches().enforcementSwitch(open.tenant()),
                    open.breaches().spent(open.tenant(), today),
                    open.breaches().all(open.tenant()).stream()
                            .filter(Breach::isOpen)
                            .toList());
            if (enforcing.output().isJson()) {
                enforcing.output().json(status);
            } else {
                Enforcements.position(enforcing.output().terminal(), status.enforcement());
                enforcing.output().terminal().line("Acts today: %d.".formatted(status.actsToday()));
                Enforcements.breaches(enforcing.output().terminal(), status.breaches());
            }
            return 0;
        });
    }
}
