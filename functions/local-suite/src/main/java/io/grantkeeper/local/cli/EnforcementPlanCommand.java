package io.grantkeeper.local.cli;

import io.grantkeeper.enforcement.EnforcePolicies;
import io.grantkeeper.local.report.Enforcements;
import io.grantkeeper.policy.intent.PolicySet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "Shows what the policies in force find in the inventory and would take away; changes nothing.")
final class EnforcementPlanCommand implements Callable<Integer> {
    @Mixin
    private Enforcing enforcing = new Enforcing();

    @Override
    public Integer call() {
        return enforcing.with(open -> {
            PolicySet set = PolicySet.ofStored(open.stores().policies().all(open.tenant()));
            List<EnforcePolicies.Preview> found = open.policies().preview(open.tenant(), set.policies(), () -> true);
            if (enforcing.output().isJson()) {
                enforcing.output().json(found);
            } else {
                Enforcements.previews(enforcing.output().terminal(), found);
            }
            return 0;
        });
    }
}
