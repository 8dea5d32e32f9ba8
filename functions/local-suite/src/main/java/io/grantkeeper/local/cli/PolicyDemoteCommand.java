package io.grantkeeper.local.cli;

import io.grantkeeper.local.report.Policies;
import io.grantkeeper.policy.Stage;
import io.grantkeeper.policy.ladder.LadderPosition;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "demote", mixinStandardHelpOptions = true, description = "Takes a policy down a stage, at once.")
final class PolicyDemoteCommand implements Callable<Integer> {
    @Mixin
    private Ladder ladder = new Ladder();

    @Mixin
    private By by = new By();

    @Parameters(paramLabel = "NAME", description = "The policy.")
    private String name = "";

    @Option(names = "--because", required = true, paramLabel = "REASON", description = "Why, for the record.")
    private String reason = "";

    @Option(
            names = "--to",
            paramLabel = "STAGE",
            defaultValue = "training",
            description = "training or recommendation (default: ${DEFAULT-VALUE}).")
    private String stage = "";

    @Override
    public Integer call() {
        return ladder.with(open -> {
            List<LadderPosition> now = List.of(LadderPosition.of(
                    open.ladder().demote(open.tenant(), name, Stage.ofCode(stage), by.who(), reason)));
            if (ladder.output().isJson()) {
                ladder.output().json(now);
            } else {
                Policies.table(ladder.output().terminal(), now);
            }
            return 0;
        });
    }
}
