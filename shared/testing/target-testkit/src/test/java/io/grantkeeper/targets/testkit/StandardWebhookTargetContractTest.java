package io.grantkeeper.targets.testkit;

import io.grantkeeper.identity.Secret;
import io.grantkeeper.targets.AlertTarget;
import io.grantkeeper.targets.webhook.StandardWebhookTarget;
import java.time.Clock;
import java.util.List;

/** Tests that {@link StandardWebhookTarget} passes the contract for alert targets. */
class StandardWebhookTargetContractTest extends AlertTargetContract {
    private static final String SECRET = "whsec_" + "Q2FuYXJ5".repeat(5);

    private final WebhookDouble receiver = new WebhookDouble(SECRET);

    @Override
    protected TargetDouble vendor() {
        return receiver;
    }

    @Override
    protected AlertTarget target() {
        return target(List.of(Secret.of("whsec_" + "T2xkS2V5".repeat(5)), Secret.of(SECRET)));
    }

    @Override
    protected AlertTarget targetWithWrongCredential() {
        return target(List.of(Secret.of("whsec_" + "V3Jvbmcu".repeat(5))));
    }

    private AlertTarget target(List<Secret> keys) {
        return new StandardWebhookTarget(
                "soar",
                receiver.address().resolve("hook"),
                () -> keys,
                TargetTestClients.http("the webhook"),
                Clock.systemUTC());
    }

    @Override
    protected List<String> secrets() {
        return List.of(SECRET, "Q2FuYXJ5");
    }

    @Override
    protected String credentialSetting() {
        return "'secret'";
    }
}
