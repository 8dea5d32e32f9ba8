package io.grantkeeper.local.cli;

import io.grantkeeper.local.report.Policies;
import io.grantkeeper.policy.ladder.LadderPosition;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", mixinStandardHelpOptions = true, description = "Shows the policies in force and their stages.")
final class PolicyListCommand implements Callable<Integer> {
    @Mixin
    private Ladder ladder = new Ladder();

    @Override
    public Integer call() {
        return ladder.with(open -> {
            List<LadderPosition> all = open.stores().policies().all(open.tenant()).stream()
                    .map(LadderPosition::of)
                    .toList();
            if (ladder.output().isJson()) {
                ladder.output().json(all);
            } else {
                Policies.table(ladder.output().terminal(), all);
            }
            return 0;
        });
    }
}
