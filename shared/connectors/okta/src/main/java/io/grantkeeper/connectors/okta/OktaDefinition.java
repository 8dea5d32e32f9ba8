package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorDefinition;
import io.grantkeeper.identity.CoverageGap;
import java.util.List;
import java.util.Set;

/** The definition of the Okta connector. It declares no host, because each organization has its own host. */
final class OktaDefinition {
    static final ConnectorDefinition PROFILE = new ConnectorDefinition(
            "Okta", Set.of(), OktaSettings.declared(), OktaSettings.slots(), OktaRateLimits.ALL, gaps());

    private OktaDefinition() {}

    private static List<CoverageGap> gaps() {
        return List.of(
                gap(
                        "what an API token was used for",
                        "API tokens are listed with name, owner and expiry, without their calls",
                        "the last use is inferred from the expiry, which every use extends; the system log shows changes made with a token"),
                gap(
                        "API tokens of other administrators",
                        "if Grantkeeper itself uses an API token, it sees all tokens only if the owner of its token is a super administrator",
                        "connect a service app with the scope okta.apiTokens.read, or use a super administrator's token"),
                gap(
                        "the reach of custom and restricted administrator roles",
                        "resource sets and targets require further calls for each role, which the connector does not make yet",
                        "see the role's resource set in the Admin Console"),
                gap(
                        "access tokens that are in use",
                        "Okta lists only refresh tokens; access tokens expire within a day",
                        "the system log shows issued tokens"),
                gap(
                        "when a secret or key was last used",
                        "Okta does not report which of a client's credentials was used to sign in",
                        "the system log shows when the client signed in"),
                gap(
                        "who created an app",
                        "the list of apps does not show who created them",
                        "the system log shows it for the last 90 days"),
                gap(
                        "apps that people sign in to by SAML or password",
                        "they have no access to Okta, and Okta does not report their access to other systems",
                        "connect those systems"),
                gap(
                        "service accounts",
                        "they require Okta Privileged Access; a user that is used as a service account is listed as a person",
                        "license the product, or mark such users in another way"),
                gap(
                        "AI agents",
                        "they require the license Okta for AI Agents, whose API is a beta",
                        "agents that use OAuth are nevertheless listed as apps"),
                gap(
                        "consents and API service integrations on the Classic Engine",
                        "an organization on the Classic Engine may lack a feature; Okta then responds that the call does not exist",
                        "the stream reports this; upgrade to the Identity Engine"),
                gap(
                        "events older than 90 days",
                        "Okta keeps its system log for 90 days",
                        "Grantkeeper keeps what it has already read"));
    }

    private static CoverageGap gap(String subject, String reason, String workaround) {
        return new CoverageGap(OktaConnector.PROVIDER, subject, reason, workaround);
    }
}
