package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorDefinition;
import io.grantkeeper.connector.ConnectorDefinition.CredentialSlot;
import io.grantkeeper.connector.ConnectorDefinition.Setting;
import io.grantkeeper.connector.webhook.PushChannelSecret;
import java.util.List;

/**
 * The definition of the Microsoft Entra connector: its hosts, settings, credentials, rate limits and coverage
 * gaps.
 */
final class EntraDefinition {
    static final ConnectorDefinition CONNECTOR = ConnectorDefinition.of(EntraConnector.PROVIDER, "Microsoft Entra")
            .withHosts(EntraSettings.GRAPH_HOST, EntraSettings.LOGIN_HOST)
            .withSettings(List.of(
                    Setting.required(
                            EntraSettings.TENANT_ID,
                            "the directory (tenant) id, for example 7b0cb9e4-5d0f-4c8e-9d0b-2f6f3c1a9e10"),
                    Setting.required(EntraSettings.CLIENT_ID, "the application (client) id of Grantkeeper's own app"),
                    Setting.optional(
                            EntraSettings.DIRECTORY_SIZE,
                            "small (up to 50 users), medium or large (more than 500 users); default small"),
                    Setting.optional(
                            EntraSettings.BASE_URL,
                            "an https URL to use instead of https://graph.microsoft.com, such as a national cloud's"),
                    Setting.optional(
                            EntraSettings.TOKEN_URL, "an https URL to use instead of the tenant's token endpoint")))
            .withCredentials(
                    List.of(
                            CredentialSlot.oneOf(
                                    EntraClient.CREDENTIAL,
                                    EntraClientCertificate.SLOT,
                                    "reads the tenant; a PEM file with the app's certificate and its private key"),
                            CredentialSlot.oneOf(
                                    EntraClient.CREDENTIAL,
                                    EntraAuthenticator.FEDERATED,
                                    "reads the tenant without a stored secret; a token from an issuer that the app trusts"),
                            CredentialSlot.oneOf(
                                    EntraClient.CREDENTIAL,
                                    EntraAuthenticator.SECRET,
                                    "reads the tenant; a client secret"),
                            CredentialSlot.optional(
                                    PushChannelSecret.SLOT,
                                    "any random text of at least 32 characters, which is used to verify change notifications; without it, there are no notifications")))
            .withLimits(EntraRateLimits.ALL)
            .withGap(
                    "when a consent was given, and by whom",
                    "the listing of delegated grants contains no dates",
                    "the directory audit shows this for 30 days with an Entra ID P1 or P2 license and for 7 days without one")
            .withGap(
                    "when apps and their credentials were last used, in a tenant without a P1 or P2 license",
                    "Graph offers the sign-in reports only to tenants with such a license, and only under /beta",
                    "see the sign-in logs in the Entra admin center, which are retained for 7 days")
            .withGap(
                    "which calls an app makes",
                    "Graph's activity logs can be exported only through diagnostic settings",
                    "send MicrosoftGraphActivityLogs to a Log Analytics workspace")
            .withGap(
                    "when a consent was last used",
                    "sign-in reports are by app, not by person",
                    "with a P1 or P2 license, the user's own sign-in log shows this")
            .withGap(
                    "agents before Microsoft gives them an identity",
                    "Entra lists only agents that were created with an agent identity; Copilot Studio agents without one are in Dataverse",
                    "list them in the Power Platform admin center")
            .withGap(
                    "agents and apps in the registry of Agent 365",
                    "the registry's API, which replaces Graph's agent registry, is in preview and requires an Agent 365 license and the AI admin or Global admin role",
                    "see Agents in the Microsoft 365 admin center")
            .withGap(
                    "which apps and agents Microsoft considers at risk, without a license for ID Protection",
                    "Graph offers riskyServicePrincipals only with Entra Workload ID Premium, and riskyAgents only with ID Protection for agents, in preview; managed identities are never rated",
                    "see ID Protection in the Entra admin center")
            .withGap(
                    "sign-ins of apps and agents, in a tenant without a P1 or P2 license",
                    "Graph offers sign-in logs only to tenants with such a license",
                    "see the sign-in logs in the Entra admin center, which are retained for 7 days")
            .withGap(
                    "app roles and permissions granted inside Azure, Exchange, SharePoint sites and Teams",
                    "each of these services has its own grants, which Graph's directory does not list",
                    "review role assignments in Azure and resource-specific consent in Teams")
            .withGap(
                    "events of deleted apps",
                    "the directory audit refers to apps by object id, and a deleted object's application id cannot be looked up",
                    "the event is stored without its app")
            .withGap(
                    "notifications about apps and grants",
                    "Graph sends change notifications only for users and groups",
                    "every planning run makes the delta queries, and the directory audit is read hourly");

    private EntraDefinition() {}
}
