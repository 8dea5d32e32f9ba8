package io.grantkeeper.cli;

import io.grantkeeper.policy.LadderStage;
import io.grantkeeper.policy.store.StoredPolicy;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "demote", description = "Demotes a policy to a lower stage, immediately.")
final class PolicyDemoteCommand extends PolicyStatusCommand {
    @Mixin
    private PolicyChangeOptions change = new PolicyChangeOptions();

    @Option(
            names = "--to",
            paramLabel = "STAGE",
            defaultValue = "training",
            description = "training or recommendation (default: ${DEFAULT-VALUE}).")
    private String stage = "";

    @Override
    List<StoredPolicy> policies(OpenLadder open) {
        return List.of(open.ladder()
                .demote(
                        open.tenant(),
                        change.policy(),
                        LadderStage.ofCode(stage),
                        change.requester(),
                        change.reason()));
    }
}
