package io.grantkeeper.cli;

import io.grantkeeper.enforcement.EnforcePolicies;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.reports.EnforcementStatusReport;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "plan",
        description = "Shows the violations in the inventory and what enforcement would revoke; changes nothing.")
final class EnforcementPlanCommand extends EnforcementActionCommand {
    @Override
    int run(EnforcementCommandContext open) {
        PolicySet set = PolicySet.ofStored(open.stores().policies().all(open.tenant()));
        List<EnforcePolicies.Preview> found = open.policies().preview(open.tenant(), set.policies(), () -> true);
        output().print(found, terminal -> EnforcementStatusReport.previews(terminal, found));
        return 0;
    }
}
