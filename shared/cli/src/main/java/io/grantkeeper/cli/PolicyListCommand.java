package io.grantkeeper.cli;

import io.grantkeeper.policy.ladder.PolicyLadderStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the policies in force and their stages.")
final class PolicyListCommand implements Callable<Integer> {
    @Mixin
    private LadderSession ladder = new LadderSession();

    @Override
    public Integer call() {
        return ladder.report(open -> open.stores().policies().all(open.tenant()).stream()
                .map(PolicyLadderStatus::of)
                .toList());
    }
}
