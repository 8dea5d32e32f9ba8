package io.grantkeeper.targets.testkit;

import io.grantkeeper.identity.Secret;
import io.grantkeeper.targets.AlertTarget;
import io.grantkeeper.targets.teams.TeamsTarget;
import java.util.List;

/** Tests that {@link TeamsTarget} passes the contract for alert targets. */
class TeamsTargetContractTest extends AlertTargetContract {
    private static final String SIGNATURE = "canary-signature-of-workflow";

    private final TeamsDouble teams = new TeamsDouble(SIGNATURE);

    @Override
    protected TargetDouble vendor() {
        return teams;
    }

    @Override
    protected AlertTarget target() {
        String url = teams.url();
        return new TeamsTarget("chat", () -> Secret.of(url), TargetTestClients.http("Microsoft Teams"));
    }

    @Override
    protected AlertTarget targetWithWrongCredential() {
        return new TeamsTarget("chat", () -> Secret.of(teams.url() + "x"), TargetTestClients.http("Microsoft Teams"));
    }

    @Override
    protected List<String> secrets() {
        return List.of(SIGNATURE);
    }

    @Override
    protected String credentialSetting() {
        return "'url'";
    }
}
