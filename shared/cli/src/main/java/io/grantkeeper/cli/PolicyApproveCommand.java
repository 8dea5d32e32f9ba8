package io.grantkeeper.cli;

import io.grantkeeper.policy.ladder.PolicyLadderStatus;
import io.grantkeeper.reports.PolicyReport;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        description = "Approves a policy's pending proposal and promotes it.")
final class PolicyApproveCommand implements Callable<Integer> {
    @Mixin
    private LadderSession ladder = new LadderSession();

    @Mixin
    private RequesterOption by = new RequesterOption();

    @Parameters(paramLabel = "NAME", description = "The policy's name.")
    private String name = "";

    @Override
    public Integer call() {
        return ladder.run(open -> {
            List<PolicyLadderStatus> now =
                    List.of(PolicyLadderStatus.of(open.ladder().approve(open.tenant(), name, by.requester())));
            if (ladder.output().isJson()) {
                ladder.output().json(now);
            } else {
                PolicyReport.table(ladder.output().terminal(), now);
            }
            return 0;
        });
    }
}
