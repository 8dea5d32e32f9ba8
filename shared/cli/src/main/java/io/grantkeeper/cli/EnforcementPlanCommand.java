package io.grantkeeper.cli;

import io.grantkeeper.enforcement.EnforcePolicies;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.reports.EnforcementStatusReport;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "Shows the violations in the inventory and what enforcement would revoke; changes nothing.")
final class EnforcementPlanCommand implements Callable<Integer> {
    @Mixin
    private EnforcementSession enforcing = new EnforcementSession();

    @Override
    public Integer call() {
        return enforcing.run(open -> {
            PolicySet set = PolicySet.ofStored(open.stores().policies().all(open.tenant()));
            List<EnforcePolicies.Preview> found = open.policies().preview(open.tenant(), set.policies(), () -> true);
            if (enforcing.output().isJson()) {
                enforcing.output().json(found);
            } else {
                EnforcementStatusReport.previews(enforcing.output().terminal(), found);
            }
            return 0;
        });
    }
}
