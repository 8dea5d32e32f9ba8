package io.grantkeeper.cli;

import io.grantkeeper.policy.ladder.PolicyLadderStatus;
import io.grantkeeper.reports.PolicyReport;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "remove", mixinStandardHelpOptions = true, description = "Takes a policy out of force, immediately.")
final class PolicyRemoveCommand implements Callable<Integer> {
    @Mixin
    private LadderSession ladder = new LadderSession();

    @Mixin
    private RequesterOption by = new RequesterOption();

    @Parameters(paramLabel = "NAME", description = "The policy's name.")
    private String name = "";

    @Option(names = "--because", required = true, paramLabel = "REASON", description = "The reason, for the record.")
    private String reason = "";

    @Override
    public Integer call() {
        return ladder.run(open -> {
            open.ladder().remove(open.tenant(), name, by.requester(), reason);
            List<PolicyLadderStatus> now = open.stores().policies().all(open.tenant()).stream()
                    .map(PolicyLadderStatus::of)
                    .toList();
            if (ladder.output().isJson()) {
                ladder.output().json(now);
            } else {
                PolicyReport.table(ladder.output().terminal(), now);
            }
            return 0;
        });
    }
}
