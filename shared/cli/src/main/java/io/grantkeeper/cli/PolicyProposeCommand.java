package io.grantkeeper.cli;

import io.grantkeeper.cli.server.ConsoleApiStores;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.ladder.PolicyLadderStatus;
import io.grantkeeper.policy.store.PolicyStore;
import io.grantkeeper.reports.PolicyReport;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

@Command(
        name = "propose",
        description = {
            "Evaluates the evidence as the schedule does: proposes promotions, demotes policies where required,",
            "and shows the numbers and what is missing."
        })
final class PolicyProposeCommand extends LadderCommand {
    @Parameters(paramLabel = "NAME", arity = "0..1", description = "A single policy (default: all).")
    private @Nullable String name;

    @Option(names = "--dry-run", description = "Only show the numbers; do not propose or demote any policy.")
    private boolean dryRun;

    @Override
    boolean canUseServer() {
        return true;
    }

    @Override
    int runOnServer(TenantId tenant, ConsoleApiStores server) {
        if (dryRun) {
            throw new IllegalArgumentException(
                    "a server does not accept --dry-run; use 'grantkeeper policy list', or run the command on the machine with the data folder while no suite uses it");
        }
        requireInForce(server.policies(), tenant);
        var _ = server.client().post("policies/propose", JsonNodeFactory.instance.objectNode());
        return print(server.policies().all(tenant).stream().map(PolicyLadderStatus::of));
    }

    private void requireInForce(PolicyStore policies, TenantId tenant) {
        if (name != null && policies.policy(tenant, name).isEmpty()) {
            throw new IllegalArgumentException(
                    "policy '%s' is not in force; see 'grantkeeper policy list'".formatted(name));
        }
    }

    @Override
    int run(OpenLadder open) {
        requireInForce(open.stores().policies(), open.tenant());
        var weighed =
                dryRun ? open.ladder().assess(open.tenant()) : open.ladder().review(open.tenant());
        return print(weighed.stream().map(PolicyLadderStatus::of));
    }

    private int print(Stream<PolicyLadderStatus> weighed) {
        List<PolicyLadderStatus> shown = weighed.filter(
                        position -> name == null || position.policy().equals(name))
                .toList();
        output().print(shown, terminal -> shown.forEach(position -> PolicyReport.numbers(terminal, position)));
        return 0;
    }
}
