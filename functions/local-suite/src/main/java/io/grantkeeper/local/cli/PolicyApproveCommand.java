package io.grantkeeper.local.cli;

import io.grantkeeper.local.report.Policies;
import io.grantkeeper.policy.ladder.LadderPosition;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        description = "Lets a policy climb by the proposal that waits for it.")
final class PolicyApproveCommand implements Callable<Integer> {
    @Mixin
    private Ladder ladder = new Ladder();

    @Mixin
    private By by = new By();

    @Parameters(paramLabel = "NAME", description = "The policy.")
    private String name = "";

    @Override
    public Integer call() {
        return ladder.with(open -> {
            List<LadderPosition> now = List.of(LadderPosition.of(open.ladder().approve(open.tenant(), name, by.who())));
            if (ladder.output().isJson()) {
                ladder.output().json(now);
            } else {
                Policies.table(ladder.output().terminal(), now);
            }
            return 0;
        });
    }
}
