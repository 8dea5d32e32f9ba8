package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorProfile;
import io.grantkeeper.connector.ConnectorProfile.CredentialSlot;
import io.grantkeeper.connector.ConnectorProfile.Setting;
import io.grantkeeper.connector.webhook.ChannelSecret;
import io.grantkeeper.identity.CoverageGap;
import java.util.List;
import java.util.Set;

/** What the connector declares about itself. */
final class EntraProfile {
    static final ConnectorProfile PROFILE = new ConnectorProfile(
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
                            "small (up to 50 users), medium or large (more than 500 users); small where it is left out"),
                    new Setting(
                            EntraSettings.BASE_URL,
                            false,
                            "an https address in place of https://graph.microsoft.com, such as a national cloud's"),
                    new Setting(
                            EntraSettings.TOKEN_URL,
                            false,
                            "an https address in place of the tenant's token endpoint")),
            List.of(
                    new CredentialSlot(
                            ClientCertificate.SLOT,
                            Calls.CREDENTIAL,
                            true,
                            "reads the tenant; a PEM file with the app's certificate and its private key"),
                    new CredentialSlot(
                            EntraAuthenticator.FEDERATED,
                            Calls.CREDENTIAL,
                            true,
                            "reads the tenant without a stored secret; a token of an issuer that the app trusts"),
                    new CredentialSlot(
                            EntraAuthenticator.SECRET, Calls.CREDENTIAL, true, "reads the tenant; a client secret"),
                    new CredentialSlot(
                            ChannelSecret.SLOT,
                            ChannelSecret.SLOT,
                            false,
                            "proves change notifications; any random text of 32 characters or more; without it nothing is pushed")),
            Limits.ALL,
            gaps());

    private EntraProfile() {}

    private static List<CoverageGap> gaps() {
        return List.of(
                gap(
                        "when a consent was given, and by whom",
                        "the listing of delegated grants holds no dates",
                        "the directory audit tells, for 30 days with an Entra ID P1 or P2 licence and 7 without"),
                gap(
                        "when apps and their credentials were last used, without a P1 or P2 licence",
                        "Graph offers the sign-in reports to tenants with one only, and under /beta",
                        "look at the sign-in logs in the Entra admin center, kept for 7 days"),
                gap(
                        "which calls an app makes",
                        "Graph's activity logs leave the tenant by diagnostic settings only",
                        "send MicrosoftGraphActivityLogs to a Log Analytics workspace"),
                gap(
                        "when one consent was last used",
                        "sign-in reports are by app, not by person",
                        "the user's own sign-in log tells, with a P1 or P2 licence"),
                gap(
                        "agents before Microsoft gives them an identity",
                        "agent identities and agents' user accounts are in preview; Copilot Studio agents without one live in Dataverse",
                        "list them in the Power Platform admin center"),
                gap(
                        "agents and apps in the Microsoft 365 catalogue",
                        "the catalogue's API is in preview and needs an Agent 365 licence",
                        "see Integrated apps in the Microsoft 365 admin center"),
                gap(
                        "app roles and rights given inside Azure, Exchange, SharePoint sites and Teams",
                        "each of these keeps grants of its own, which Graph's directory does not list",
                        "review role assignments in Azure and resource-specific consent in Teams"),
                gap(
                        "events of apps that are gone",
                        "the directory audit names objects, and a deleted object's application id cannot be looked up",
                        "the event is kept without its app"),
                gap(
                        "notifications about apps and grants",
                        "Graph sends change notifications for users and groups only",
                        "deltas are followed at each planning, and the directory audit is read by the hour"));
    }

    private static CoverageGap gap(String subject, String reason, String workaround) {
        return new CoverageGap(EntraConnector.PROVIDER, subject, reason, workaround);
    }
}
