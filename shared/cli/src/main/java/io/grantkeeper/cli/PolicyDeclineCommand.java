package io.grantkeeper.cli;

import io.grantkeeper.policy.store.StoredPolicy;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "decline",
        description = "Declines the pending proposal; the same text is not proposed again at its stage.")
final class PolicyDeclineCommand extends PolicyStatusCommand {
    @Mixin
    private PolicyChangeOptions change = new PolicyChangeOptions();

    @Override
    List<StoredPolicy> policies(OpenLadder open) {
        open.ladder().decline(open.tenant(), change.policy(), change.requester(), change.reason());
        return open.stores().policies().policy(open.tenant(), change.policy()).stream()
                .toList();
    }
}
