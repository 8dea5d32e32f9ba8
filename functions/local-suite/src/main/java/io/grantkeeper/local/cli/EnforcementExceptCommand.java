package io.grantkeeper.local.cli;

import io.grantkeeper.local.report.Enforcements;
import io.grantkeeper.policy.enforcement.Breach;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "except",
        mixinStandardHelpOptions = true,
        description = "Lets one breach be for some days; after that its grace period begins anew.")
final class EnforcementExceptCommand implements Callable<Integer> {
    @Mixin
    private Enforcing enforcing = new Enforcing();

    @Mixin
    private By by = new By();

    @Parameters(paramLabel = "ID", description = "As 'enforcement status' shows it.")
    private String id = "";

    @Option(names = "--days", required = true, paramLabel = "N", description = "For how long.")
    private int days;

    @Option(names = "--because", required = true, paramLabel = "REASON", description = "Why, for the record.")
    private String reason = "";

    @Override
    public Integer call() {
        return enforcing.with(open -> {
            Breach exempt = open.tend()
                    .exempt(
                            open.tenant(),
                            id,
                            by.who(),
                            enforcing.workspace().clock().instant().plus(Duration.ofDays(days)),
                            reason);
            if (enforcing.output().isJson()) {
                enforcing.output().json(exempt);
            } else {
                Enforcements.breaches(enforcing.output().terminal(), List.of(exempt));
            }
            return 0;
        });
    }
}
