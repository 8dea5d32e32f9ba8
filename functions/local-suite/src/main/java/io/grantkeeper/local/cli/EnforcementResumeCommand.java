package io.grantkeeper.local.cli;

import io.grantkeeper.local.report.Enforcements;
import io.grantkeeper.policy.enforcement.EnforcementSwitch;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Lets it go on: what has fallen due meanwhile is taken away by the next run.")
final class EnforcementResumeCommand implements Callable<Integer> {
    @Mixin
    private Enforcing enforcing = new Enforcing();

    @Mixin
    private By by = new By();

    @Option(names = "--because", required = true, paramLabel = "REASON", description = "Why, for the record.")
    private String reason = "";

    @Override
    public Integer call() {
        return enforcing.with(open -> {
            EnforcementSwitch now = open.tend().resume(open.tenant(), by.who(), reason);
            if (enforcing.output().isJson()) {
                enforcing.output().json(now);
            } else {
                Enforcements.position(enforcing.output().terminal(), now);
            }
            return 0;
        });
    }
}
