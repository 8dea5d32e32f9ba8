package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorDefinition;
import io.grantkeeper.connector.ConnectorDefinition.CredentialSlot;
import io.grantkeeper.connector.ConnectorDefinition.Setting;
import io.grantkeeper.connector.webhook.PushChannelSecret;
import io.grantkeeper.identity.CoverageGap;
import java.util.List;
import java.util.Set;

/**
 * The definition of the Microsoft Entra connector: its hosts, settings, credentials, rate limits and coverage
 * gaps.
 */
final class EntraDefinition {
    static final ConnectorDefinition PROFILE = new ConnectorDefinition(
            "Microsoft Entra",
            Set.of(EntraSettings.GRAPH_HOST, EntraSettings.LOGIN_HOST),
            List.of(
                    new Setting(
                            EntraSettings.TENANT_ID,
                            true,
                            "the directory (tenant) id, for example 7b0cb9e4-5d0f-4c8e-9d0b-2f6f3c1a9e10"),
                    new Setting(EntraSettings.CLIENT_ID, true, "the application (client) id of Grantkeeper's own app"),
                    new Setting(
                            EntraSettings.DIRECTORY_SIZE,
                            false,
                            "small (up to 50 users), medium or large (more than 500 users); default small"),
                    new Setting(
                            EntraSettings.BASE_URL,
                            false,
                            "an https URL to use instead of https://graph.microsoft.com, such as a national cloud's"),
                    new Setting(
                            EntraSettings.TOKEN_URL,
                            false,
                            "an https URL to use instead of the tenant's token endpoint")),
            List.of(
                    new CredentialSlot(
                            EntraClientCertificate.SLOT,
                            EntraClient.CREDENTIAL,
                            true,
                            "reads the tenant; a PEM file with the app's certificate and its private key"),
                    new CredentialSlot(
                            EntraAuthenticator.FEDERATED,
                            EntraClient.CREDENTIAL,
                            true,
                            "reads the tenant without a stored secret; a token from an issuer that the app trusts"),
                    new CredentialSlot(
                            EntraAuthenticator.SECRET,
                            EntraClient.CREDENTIAL,
                            true,
                            "reads the tenant; a client secret"),
                    new CredentialSlot(
                            PushChannelSecret.SLOT,
                            PushChannelSecret.SLOT,
                            false,
                            "verifies change notifications; any random text of at least 32 characters; without it, there are no notifications")),
            EntraRateLimits.ALL,
            gaps());

    private EntraDefinition() {}

    private static List<CoverageGap> gaps() {
        return List.of(
                gap(
                        "when a consent was given, and by whom",
                        "the listing of delegated grants contains no dates",
                        "the directory audit shows this for 30 days with an Entra ID P1 or P2 license and for 7 days without"),
                gap(
                        "when apps and their credentials were last used, in a tenant without a P1 or P2 license",
                        "Graph offers the sign-in reports only to tenants with such a license, and only under /beta",
                        "see the sign-in logs in the Entra admin center, which are retained for 7 days"),
                gap(
                        "which calls an app makes",
                        "Graph's activity logs can be exported only through diagnostic settings",
                        "send MicrosoftGraphActivityLogs to a Log Analytics workspace"),
                gap(
                        "when one consent was last used",
                        "sign-in reports are by app, not by person",
                        "with a P1 or P2 license, the user's own sign-in log shows this"),
                gap(
                        "agents before Microsoft gives them an identity",
                        "agent identities and agents' user accounts are in preview; Copilot Studio agents without one are in Dataverse",
                        "list them in the Power Platform admin center"),
                gap(
                        "agents and apps in the Microsoft 365 catalog",
                        "the catalog's API is in preview and requires an Agent 365 license",
                        "see Integrated apps in the Microsoft 365 admin center"),
                gap(
                        "app roles and permissions granted inside Azure, Exchange, SharePoint sites and Teams",
                        "each of these services has its own grants, which Graph's directory does not list",
                        "review role assignments in Azure and resource-specific consent in Teams"),
                gap(
                        "events of deleted apps",
                        "the directory audit names objects, and a deleted object's application id cannot be looked up",
                        "the event is stored without its app"),
                gap(
                        "notifications about apps and grants",
                        "Graph sends change notifications only for users and groups",
                        "every planning run makes the delta queries, and the directory audit is read hourly"));
    }

    private static CoverageGap gap(String subject, String reason, String workaround) {
        return new CoverageGap(EntraConnector.PROVIDER, subject, reason, workaround);
    }
}
