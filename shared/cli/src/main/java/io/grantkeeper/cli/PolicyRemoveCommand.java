package io.grantkeeper.cli;

import io.grantkeeper.policy.ladder.PolicyLadderStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "remove", mixinStandardHelpOptions = true, description = "Removes a policy, effective immediately.")
final class PolicyRemoveCommand implements Callable<Integer> {
    @Mixin
    private LadderSession ladder = new LadderSession();

    @Mixin
    private PolicyChangeOptions change = new PolicyChangeOptions();

    @Override
    public Integer call() {
        return ladder.report(open -> {
            open.ladder().remove(open.tenant(), change.policy(), change.requester(), change.reason());
            return open.stores().policies().all(open.tenant()).stream()
                    .map(PolicyLadderStatus::of)
                    .toList();
        });
    }
}
