package io.grantkeeper.targets.testkit;

import io.grantkeeper.identity.Secret;
import io.grantkeeper.targets.AlertTarget;
import io.grantkeeper.targets.pagerduty.PagerDutyTarget;
import java.util.List;

/** Tests that {@link PagerDutyTarget} passes the contract for alert targets. */
class PagerDutyTargetContractTest extends AlertTargetContract {
    private static final String ROUTING_KEY = "canary0routing0key00000000000000";

    private final PagerDutyDouble pagerDuty = new PagerDutyDouble(ROUTING_KEY);

    @Override
    protected TargetDouble vendor() {
        return pagerDuty;
    }

    @Override
    protected AlertTarget target() {
        return target(ROUTING_KEY);
    }

    @Override
    protected AlertTarget targetWithWrongCredential() {
        return target("another");
    }

    private AlertTarget target(String key) {
        return new PagerDutyTarget(
                "oncall", pagerDuty.address(), () -> Secret.of(key), TargetTestClients.http("PagerDuty"));
    }

    @Override
    protected List<String> secrets() {
        return List.of(ROUTING_KEY);
    }

    @Override
    protected String credentialSetting() {
        return "'routingKey'";
    }
}
