package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorProfile;
import io.grantkeeper.identity.CoverageGap;
import java.util.List;
import java.util.Set;

/** What the connector declares about itself. It has no host of its own: each organisation is at its own address. */
final class OktaProfile {
    static final ConnectorProfile PROFILE = new ConnectorProfile(
            "Okta", Set.of(), OktaSettings.declared(), OktaSettings.slots(), OktaLimits.ALL, gaps());

    private OktaProfile() {}

    private static List<CoverageGap> gaps() {
        return List.of(
                gap(
                        "what an API token was used for",
                        "API tokens are listed with name, owner and end, without their calls",
                        "the last use is inferred from the end, which moves with each use; changes made with a token are in the system log"),
                gap(
                        "API tokens of other administrators",
                        "an API token as our own credential sees all tokens only where its owner is a super administrator",
                        "connect a service app with the scope okta.apiTokens.read, or use a super administrator's token"),
                gap(
                        "how far custom and narrowed administrator roles reach",
                        "resource sets and targets are further calls for each role, which are not made yet",
                        "see the role's resource set in the Admin Console"),
                gap(
                        "access tokens that are in use",
                        "Okta lists refresh tokens only; access tokens end by themselves, within a day",
                        "grants of tokens are in the system log"),
                gap(
                        "when a secret or key was last used",
                        "Okta does not tell which of a client's credentials signed in",
                        "the system log tells when the client did"),
                gap("who made an app", "the list of apps names no person", "the system log tells for the last 90 days"),
                gap(
                        "apps that sign people in by SAML or password",
                        "they hold no access to Okta; what they hold in other systems is not Okta's to tell",
                        "connect those systems"),
                gap(
                        "service accounts",
                        "they need Okta Privileged Access; a user that is one in fact is listed as a person",
                        "license the product, or name such users otherwise"),
                gap(
                        "AI agents",
                        "they need the licence Okta for AI Agents, whose API is a beta",
                        "agents that use OAuth are listed as apps all the same"),
                gap(
                        "consents and API service integrations on the Classic Engine",
                        "an organisation on the Classic Engine may lack a feature, and then answers that it has no such call",
                        "the stream says so; upgrade to the Identity Engine"),
                gap(
                        "what is older than 90 days",
                        "Okta keeps its system log for 90 days",
                        "what Grantkeeper has read before stays"));
    }

    private static CoverageGap gap(String subject, String reason, String workaround) {
        return new CoverageGap(OktaConnector.PROVIDER, subject, reason, workaround);
    }
}
