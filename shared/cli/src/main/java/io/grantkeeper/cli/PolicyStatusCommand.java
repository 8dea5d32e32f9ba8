package io.grantkeeper.cli;

import io.grantkeeper.policy.ladder.PolicyLadderStatus;
import io.grantkeeper.policy.store.StoredPolicy;
import io.grantkeeper.reports.PolicyReport;
import java.util.List;

/** A command that lists or changes policies in force, and prints their status. */
abstract class PolicyStatusCommand extends LadderCommand {
    /** Does the command's work, and returns the policies to print. */
    abstract List<StoredPolicy> policies(OpenLadder open);

    @Override
    final int run(OpenLadder open) {
        List<PolicyLadderStatus> now =
                policies(open).stream().map(PolicyLadderStatus::of).toList();
        output().print(now, terminal -> PolicyReport.table(terminal, now));
        return 0;
    }
}
