package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorDefinition;

/** The definition of the Okta connector. It declares no host, because each organization has its own host. */
final class OktaDefinition {
    static final ConnectorDefinition CONNECTOR = ConnectorDefinition.of(OktaConnector.PROVIDER, "Okta")
            .withSettings(OktaSettings.declared())
            .withCredentials(OktaSettings.slots())
            .withLimits(OktaRateLimits.ALL)
            .withGap(
                    "what an API token was used for",
                    "API tokens are listed with name, owner and expiry, without their calls",
                    "the last use is inferred from the expiry, which every use extends; the system log shows changes made with a token")
            .withGap(
                    "API tokens of other administrators",
                    "if Grantkeeper itself uses an API token, it sees all tokens only if the owner of its token is a super administrator",
                    "connect a service app with the scope okta.apiTokens.read, or use a super administrator's token")
            .withGap(
                    "the reach of custom and restricted administrator roles",
                    "resource sets and targets require further calls for each role, which the connector does not make yet",
                    "see the role's resource set in the Admin Console")
            .withGap(
                    "access tokens that are in use",
                    "Okta lists only refresh tokens; access tokens expire within a day",
                    "the system log shows issued tokens")
            .withGap(
                    "when a secret or key was last used",
                    "Okta does not report which of a client's credentials was used to sign in",
                    "the system log shows when the client signed in")
            .withGap(
                    "who created an app",
                    "the list of apps does not show who created them",
                    "the system log shows it for the last 90 days")
            .withGap(
                    "apps that people sign in to with SAML or a password, and who is assigned to them",
                    "only apps that sign in to a system that Grantkeeper reads are listed, with the people assigned to them; they have no access to Okta, and Okta does not report their access to other systems",
                    "connect those systems")
            .withGap(
                    "service accounts",
                    "they require Okta Privileged Access; a user that is used as a service account is listed as a person",
                    "license the product, or mark such users in another way")
            .withGap(
                    "AI agents",
                    "they require the license Okta for AI Agents, whose API is a beta",
                    "agents that use OAuth are nevertheless listed as apps")
            .withGap(
                    "consents and API service integrations on the Classic Engine",
                    "an organization on the Classic Engine may lack a feature; Okta then responds that the call does not exist",
                    "the stream reports this; upgrade to the Identity Engine")
            .withGap(
                    "events older than 90 days",
                    "Okta keeps its system log for 90 days",
                    "Grantkeeper keeps what it has already read");

    private OktaDefinition() {}
}
