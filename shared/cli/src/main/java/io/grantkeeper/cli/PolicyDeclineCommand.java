package io.grantkeeper.cli;

import io.grantkeeper.policy.store.StoredPolicy;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "decline",
        description =
                "Declines the pending proposal; the promotion is proposed again only if the evidence since then is sufficient on its own.")
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
