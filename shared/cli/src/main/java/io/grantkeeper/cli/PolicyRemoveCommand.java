package io.grantkeeper.cli;

import io.grantkeeper.policy.store.StoredPolicy;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "remove", description = "Removes a policy immediately, so that it no longer applies.")
final class PolicyRemoveCommand extends PolicyStatusCommand {
    @Mixin
    private PolicyChangeOptions change = new PolicyChangeOptions();

    @Override
    List<StoredPolicy> policies(OpenLadder open) {
        open.ladder().remove(open.tenant(), change.policy(), change.requester(), change.reason());
        return open.stores().policies().all(open.tenant());
    }
}
