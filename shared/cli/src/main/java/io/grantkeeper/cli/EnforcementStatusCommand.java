package io.grantkeeper.cli;

import io.grantkeeper.policy.enforcement.EnforcementSwitch;
import io.grantkeeper.policy.enforcement.PolicyViolation;
import io.grantkeeper.reports.EnforcementStatusReport;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows whether enforcement is running, the violations it found, and when each is due.")
final class EnforcementStatusCommand implements Callable<Integer> {
    @Mixin
    private EnforcementSession enforcing = new EnforcementSession();

    /**
     * The status as printed with {@code --json}.
     *
     * @param actsToday the number of revocations that count toward today's budget; the day is in UTC
     * @param breaches the open violations
     */
    record Status(EnforcementSwitch enforcement, int actsToday, List<PolicyViolation> breaches) {}

    @Override
    public Integer call() {
        return enforcing.run(open -> {
            LocalDate today = LocalDate.ofInstant(enforcing.workspace().clock().instant(), ZoneOffset.UTC);
            Status status = new Status(
                    open.breaches().enforcementSwitch(open.tenant()),
                    open.breaches().usedBudget(open.tenant(), today),
                    open.breaches().all(open.tenant()).stream()
                            .filter(PolicyViolation::isOpen)
                            .toList());
            if (enforcing.output().isJson()) {
                enforcing.output().json(status);
            } else {
                EnforcementStatusReport.printSwitch(enforcing.output().terminal(), status.enforcement());
                enforcing.output().terminal().line("Revocations today: %d.".formatted(status.actsToday()));
                EnforcementStatusReport.breaches(enforcing.output().terminal(), status.breaches());
            }
            return 0;
        });
    }
}
