package io.grantkeeper.cli;

import io.grantkeeper.policy.LadderStage;
import io.grantkeeper.policy.ladder.PolicyLadderStatus;
import io.grantkeeper.reports.PolicyReport;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "demote",
        mixinStandardHelpOptions = true,
        description = "Demotes a policy to a lower stage, immediately.")
final class PolicyDemoteCommand implements Callable<Integer> {
    @Mixin
    private LadderSession ladder = new LadderSession();

    @Mixin
    private RequesterOption by = new RequesterOption();

    @Parameters(paramLabel = "NAME", description = "The policy's name.")
    private String name = "";

    @Option(names = "--because", required = true, paramLabel = "REASON", description = "The reason, for the record.")
    private String reason = "";

    @Option(
            names = "--to",
            paramLabel = "STAGE",
            defaultValue = "training",
            description = "training or recommendation (default: ${DEFAULT-VALUE}).")
    private String stage = "";

    @Override
    public Integer call() {
        return ladder.run(open -> {
            List<PolicyLadderStatus> now = List.of(PolicyLadderStatus.of(
                    open.ladder().demote(open.tenant(), name, LadderStage.ofCode(stage), by.requester(), reason)));
            if (ladder.output().isJson()) {
                ladder.output().json(now);
            } else {
                PolicyReport.table(ladder.output().terminal(), now);
            }
            return 0;
        });
    }
}
