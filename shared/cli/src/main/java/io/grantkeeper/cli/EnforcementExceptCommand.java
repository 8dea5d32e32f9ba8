package io.grantkeeper.cli;

import io.grantkeeper.policy.enforcement.PolicyViolation;
import io.grantkeeper.reports.EnforcementStatusReport;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "except",
        description =
                "Grants an exception for one violation for a number of days; afterward, the violation's grace period starts again.")
final class EnforcementExceptCommand extends EnforcementActionCommand {
    @Mixin
    private RecordedChangeOptions change = new RecordedChangeOptions();

    @Parameters(paramLabel = "ID", description = "The violation's id, as shown by 'enforcement status'.")
    private String id = "";

    @Option(names = "--days", required = true, paramLabel = "N", description = "Number of days.")
    private int days;

    @Override
    int run(EnforcementCommandContext open) {
        PolicyViolation exempt = open.control()
                .exempt(
                        open.tenant(),
                        id,
                        change.requester(),
                        workspace().clock().instant().plus(Duration.ofDays(days)),
                        change.reason());
        output().print(exempt, terminal -> EnforcementStatusReport.breaches(terminal, List.of(exempt)));
        return 0;
    }
}
