package io.grantkeeper.demo;

import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.SimulatorCredentials;
import io.grantkeeper.simulator.anthropic.AnthropicDouble;
import io.grantkeeper.simulator.entra.EntraCredentials;
import io.grantkeeper.simulator.http.DeliveryMode;
import io.grantkeeper.simulator.okta.OktaDouble;
import io.grantkeeper.simulator.openai.OpenAiDouble;
import io.grantkeeper.simulator.slack.SlackSimulator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The simulated company's tenants. To add a provider, add a method and call it in {@link #of}. */
final class DemoTenants {
    private static final long SHUFFLE = 7;

    private DemoTenants() {}

    static List<DemoTenant> of(ProviderSimulator simulator) {
        return List.of(
                gitHub(simulator),
                google(simulator),
                entra(simulator),
                slack(simulator),
                okta(simulator),
                openAi(simulator),
                anthropic(simulator));
    }

    /** Returns the company's tenant at one provider. */
    static DemoTenant of(ProviderSimulator simulator, String provider) {
        return of(simulator).stream()
                .filter(tenant -> tenant.connection().provider().value().equals(provider))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the company's GitHub organization. Each webhook arrives twice and out of order. */
    private static DemoTenant gitHub(ProviderSimulator simulator) {
        SimulatorCredentials credentials = simulator.credentials();
        String webhookSecret = UUID.randomUUID().toString();
        return DemoTenant.of(
                        "GitHub organization",
                        "github",
                        "github",
                        simulator.github(),
                        Map.of("organization", "larkfield", "client-id", credentials.gitHubClientId()),
                        Map.of(
                                "app-private-key", credentials.gitHubPrivateKeyPkcs1Pem(),
                                "owner-token", credentials.gitHubOwnerToken(),
                                "webhook-secret", webhookSecret))
                .withWebhooks(receiver -> {
                    int waiting = simulator.pendingWebhooks().size();
                    simulator.webhooks().deliverTo(receiver, webhookSecret, twiceAndShuffled());
                    return waiting;
                });
    }

    /**
     * Returns the company's Google Workspace. Each notification arrives twice and out of order. Google sends it to the
     * address with which the push channel was opened; channels expire after six hours.
     */
    private static DemoTenant google(ProviderSimulator simulator) {
        return DemoTenant.of(
                        "Google Workspace",
                        "google",
                        "google",
                        simulator.google(),
                        Map.of(
                                "admin-user", simulator.credentials().googleAdministrator(),
                                "projects", "larkfield-backup,larkfield-data",
                                "call-days", "35",
                                "token-url", simulator.googleToken().toString(),
                                "iam-url", simulator.googleIam().toString(),
                                "alerts-url", simulator.googleAlerts().toString()),
                        Map.of(
                                "service-account-key",
                                simulator.credentials().googleKeyFileJson(),
                                "channel-secret",
                                channelSecret()))
                .withWebhooks(_ -> simulator.pushChannels().open().isEmpty()
                        ? 0
                        : simulator.pushChannels().deliver(twiceAndShuffled()).size() / 2);
    }

    /**
     * Returns the company's Entra tenant. Only events about users arrive, each of them twice and out of order. Graph
     * sends them to the address in the subscription.
     */
    private static DemoTenant entra(ProviderSimulator simulator) {
        EntraCredentials credentials = simulator.entraDouble().credentials();
        return DemoTenant.of(
                        "Microsoft Entra tenant",
                        "entra",
                        "microsoft",
                        simulator.entra(),
                        Map.of(
                                "tenant-id", credentials.tenantId(),
                                "client-id", credentials.clientId(),
                                "directory-size", "medium",
                                "token-url", simulator.entraToken().toString()),
                        Map.of("client-certificate", credentials.certificatePem(), "channel-secret", channelSecret()))
                .withWebhooks(_ -> simulator
                                .entraDouble()
                                .notifications()
                                .deliver(twiceAndShuffled())
                                .size()
                        / 2);
    }

    /** Returns the company's Slack organization. Each event arrives twice and out of order. */
    private static DemoTenant slack(ProviderSimulator simulator) {
        SlackSimulator slack = simulator.slack();
        String signingSecret = UUID.randomUUID().toString();
        return DemoTenant.of(
                        "Slack organization",
                        "slack",
                        "slack",
                        slack.api(),
                        Map.of("audit-url", slack.audit().toString()),
                        Map.of("user-token", slack.issueUserToken(), "signing-secret", signingSecret))
                .withWebhooks(receiver -> slack.events()
                                .deliverTo(receiver, signingSecret, twiceAndShuffled())
                                .size()
                        / 2);
    }

    /** Returns the company's Okta organization. Each delivery contains up to two events and arrives twice. */
    private static DemoTenant okta(ProviderSimulator simulator) {
        OktaDouble okta = simulator.oktaDouble();
        String hookSecret = "Bearer " + UUID.randomUUID();
        return DemoTenant.of(
                        "Okta organization",
                        "okta",
                        "okta",
                        simulator.okta(),
                        Map.of("client-id", okta.clientId()),
                        Map.of("private-key", okta.privateKeyPem(), "event-hook-secret", hookSecret))
                .withWebhooks(receiver ->
                        okta.eventHooks().deliverTo(receiver, hookSecret).size() / 2);
    }

    private static DemoTenant openAi(ProviderSimulator simulator) {
        return DemoTenant.of(
                "OpenAI organization",
                "openai",
                "openai",
                simulator.openAi(),
                Map.of(),
                Map.of("admin-key", simulator.openAiDouble().issueAdminKey(OpenAiDouble.FULL_SCOPES)));
    }

    private static DemoTenant anthropic(ProviderSimulator simulator) {
        return DemoTenant.of(
                "Anthropic organization",
                "anthropic",
                "anthropic",
                simulator.anthropic(),
                Map.of(),
                Map.of("admin-key", simulator.anthropicDouble().issueAdminKey(AnthropicDouble.FULL_SCOPES)));
    }

    private static DeliveryMode twiceAndShuffled() {
        return DeliveryMode.withDuplicates().shuffled(SHUFFLE);
    }

    private static String channelSecret() {
        return UUID.randomUUID() + UUID.randomUUID().toString();
    }
}
