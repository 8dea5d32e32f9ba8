package io.grantkeeper.targets.testkit;

import io.grantkeeper.identity.Secret;
import io.grantkeeper.targets.AlertTarget;
import io.grantkeeper.targets.jira.JiraTarget;
import java.util.List;
import java.util.Optional;

/** Tests that {@link JiraTarget} passes the contract for alert targets. */
class JiraTargetContractTest extends AlertTargetContract {
    private static final String TOKEN = "canary-api-token";

    private final JiraDouble jira = new JiraDouble("bot@acme.example", TOKEN);

    @Override
    protected TargetDouble vendor() {
        return jira;
    }

    @Override
    protected AlertTarget target() {
        return target(TOKEN);
    }

    @Override
    protected AlertTarget targetWithWrongCredential() {
        return target("another");
    }

    private AlertTarget target(String token) {
        return new JiraTarget(
                new JiraTarget.Settings(
                        "security-jira", jira.address(), "bot@acme.example", "SEC", "Task", Optional.empty(), true),
                () -> Secret.of(token),
                TargetTestClients.http("Jira"));
    }

    @Override
    protected List<String> secrets() {
        return List.of(TOKEN, "Basic ");
    }

    @Override
    protected String credentialSetting() {
        return "'token'";
    }
}
