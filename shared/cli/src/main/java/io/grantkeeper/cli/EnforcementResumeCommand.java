package io.grantkeeper.cli;

import io.grantkeeper.policy.enforcement.EnforcementSwitch;
import io.grantkeeper.reports.EnforcementStatusReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Resumes enforcement; the next run revokes what has become due in the meantime.")
final class EnforcementResumeCommand implements Callable<Integer> {
    @Mixin
    private EnforcementSession enforcing = new EnforcementSession();

    @Mixin
    private RequesterOption by = new RequesterOption();

    @Option(names = "--because", required = true, paramLabel = "REASON", description = "The reason, for the record.")
    private String reason = "";

    @Override
    public Integer call() {
        return enforcing.run(open -> {
            EnforcementSwitch now = open.tend().resume(open.tenant(), by.requester(), reason);
            if (enforcing.output().isJson()) {
                enforcing.output().json(now);
            } else {
                EnforcementStatusReport.printSwitch(enforcing.output().terminal(), now);
            }
            return 0;
        });
    }
}
