package io.grantkeeper.cli;

import io.grantkeeper.policy.enforcement.EnforcementSwitch;
import io.grantkeeper.reports.EnforcementStatusReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that stops or resumes enforcement, and prints whether enforcement is stopped. */
abstract class EnforcementSwitchCommand implements Callable<Integer> {
    @Mixin
    private EnforcementSession enforcing = new EnforcementSession();

    @Mixin
    private RequesterOption by = new RequesterOption();

    @Option(names = "--because", required = true, paramLabel = "REASON", description = "The reason, for the record.")
    private String reason = "";

    abstract EnforcementSwitch change(EnforcementSession.OpenEnforcement open, String requester, String reason);

    @Override
    public final Integer call() {
        return enforcing.run(open -> {
            EnforcementSwitch now = change(open, by.requester(), reason);
            if (enforcing.output().isJson()) {
                enforcing.output().json(now);
            } else {
                EnforcementStatusReport.printSwitch(enforcing.output().terminal(), now);
            }
            return 0;
        });
    }
}
