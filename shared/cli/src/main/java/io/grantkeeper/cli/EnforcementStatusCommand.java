package io.grantkeeper.cli;

import io.grantkeeper.policy.enforcement.EnforcementSwitch;
import io.grantkeeper.policy.enforcement.PolicyViolation;
import io.grantkeeper.reports.EnforcementStatusReport;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "status",
        description = "Shows whether enforcement is running, the violations it found, and when it acts on each.")
final class EnforcementStatusCommand extends EnforcementActionCommand {
    /**
     * The status, as printed with {@code --json}.
     *
     * @param actsToday the number of revocations that count toward today's budget; the day is in UTC
     * @param breaches the open violations
     */
    record Status(EnforcementSwitch enforcement, int actsToday, List<PolicyViolation> breaches) {}

    @Override
    int run(EnforcementCommandContext open) {
        LocalDate today = LocalDate.ofInstant(workspace().clock().instant(), ZoneOffset.UTC);
        Status status = new Status(
                open.violations().enforcementSwitch(open.tenant()),
                open.violations().usedBudget(open.tenant(), today),
                open.violations().all(open.tenant()).stream()
                        .filter(PolicyViolation::isOpen)
                        .toList());
        output().print(status, terminal -> {
            EnforcementStatusReport.printSwitch(terminal, status.enforcement());
            terminal.line("Revocations today: %d.".formatted(status.actsToday()));
            EnforcementStatusReport.breaches(terminal, status.breaches());
        });
        return 0;
    }
}
