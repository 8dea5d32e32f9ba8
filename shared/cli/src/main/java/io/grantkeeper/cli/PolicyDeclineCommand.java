package io.grantkeeper.cli;

import io.grantkeeper.policy.ladder.PolicyLadderStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "decline",
        mixinStandardHelpOptions = true,
        description = "Declines the pending proposal; the same text is not proposed again at its stage.")
final class PolicyDeclineCommand implements Callable<Integer> {
    @Mixin
    private LadderSession ladder = new LadderSession();

    @Mixin
    private PolicyChangeOptions change = new PolicyChangeOptions();

    @Override
    public Integer call() {
        return ladder.report(open -> {
            open.ladder().decline(open.tenant(), change.policy(), change.requester(), change.reason());
            return open.stores().policies().policy(open.tenant(), change.policy()).stream()
                    .map(PolicyLadderStatus::of)
                    .toList();
        });
    }
}
