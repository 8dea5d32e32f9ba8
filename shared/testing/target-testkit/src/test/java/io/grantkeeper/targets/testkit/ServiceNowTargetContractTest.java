package io.grantkeeper.targets.testkit;

import io.grantkeeper.identity.Secret;
import io.grantkeeper.targets.AlertTarget;
import io.grantkeeper.targets.servicenow.ServiceNowTarget;
import java.util.List;
import java.util.Optional;

/** Tests that {@link ServiceNowTarget} passes the contract for alert targets. */
class ServiceNowTargetContractTest extends AlertTargetContract {
    private static final String PASSWORD = "canary-password";

    private final ServiceNowDouble serviceNow = new ServiceNowDouble("grantkeeper", PASSWORD);

    @Override
    protected TargetDouble vendor() {
        return serviceNow;
    }

    @Override
    protected AlertTarget target() {
        return target(PASSWORD);
    }

    @Override
    protected AlertTarget targetWithWrongCredential() {
        return target("another");
    }

    private AlertTarget target(String password) {
        return new ServiceNowTarget(
                new ServiceNowTarget.Settings(
                        "itsm",
                        serviceNow.address(),
                        Optional.of("grantkeeper"),
                        Optional.of("Security"),
                        "Solution provided"),
                () -> Secret.of(password),
                TargetTestClients.http("ServiceNow"));
    }

    @Override
    protected List<String> secrets() {
        return List.of(PASSWORD, "Basic ");
    }

    @Override
    protected String credentialSetting() {
        return "'password'";
    }
}
