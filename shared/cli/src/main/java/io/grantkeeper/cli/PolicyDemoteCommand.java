package io.grantkeeper.cli;

import io.grantkeeper.policy.LadderStage;
import io.grantkeeper.policy.ladder.PolicyLadderStatus;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demote",
        mixinStandardHelpOptions = true,
        description = "Demotes a policy to a lower stage, effective immediately.")
final class PolicyDemoteCommand implements Callable<Integer> {
    @Mixin
    private LadderSession ladder = new LadderSession();

    @Mixin
    private PolicyChangeOptions change = new PolicyChangeOptions();

    @Option(
            names = "--to",
            paramLabel = "STAGE",
            defaultValue = "training",
            description = "training or recommendation (default: ${DEFAULT-VALUE}).")
    private String stage = "";

    @Override
    public Integer call() {
        return ladder.report(open -> List.of(PolicyLadderStatus.of(open.ladder()
                .demote(
                        open.tenant(),
                        change.policy(),
                        LadderStage.ofCode(stage),
                        change.requester(),
                        change.reason()))));
    }
}
