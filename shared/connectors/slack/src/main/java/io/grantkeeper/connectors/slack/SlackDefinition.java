package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorDefinition;
import io.grantkeeper.connector.ConnectorDefinition.CredentialSlot;
import io.grantkeeper.connector.ConnectorDefinition.Setting;
import io.grantkeeper.identity.CoverageGap;
import java.util.List;
import java.util.Set;

/** The definition of the Slack connector: its hosts, settings, credentials, rate limits and coverage gaps. */
final class SlackDefinition {
    /** The group of the two alternatives for authentication: an owner's token, or a token that renews it. */
    private static final String TOKEN = "token";

    static final ConnectorDefinition PROFILE = new ConnectorDefinition(
            "Slack",
            Set.of(SlackSettings.API_HOST, SlackSettings.AUDIT_HOST),
            List.of(
                    new Setting(
                            SlackSettings.ORGANIZATION,
                            false,
                            "the organization or workspace whose events are accepted, for example E012AB3CD (default all)"),
                    new Setting(
                            SlackSettings.CLIENT_ID,
                            false,
                            "the app's client id, for example 123.456; required with 'refresh-token'"),
                    new Setting(SlackSettings.BASE_URL, false, "an https URL to use instead of https://slack.com/api"),
                    new Setting(
                            SlackSettings.AUDIT_URL,
                            false,
                            "an https URL to use instead of https://api.slack.com/audit/v1")),
            List.of(
                    new CredentialSlot(
                            SlackCredentials.USER,
                            TOKEN,
                            true,
                            "reads the organization; an owner's user token, xoxp-…"),
                    new CredentialSlot(
                            SlackCredentials.REFRESH,
                            TOKEN,
                            true,
                            "reads the organization if the app rotates its tokens; an owner's refresh token, xoxe-…"),
                    new CredentialSlot(
                            SlackCredentials.CLIENT_SECRET,
                            SlackCredentials.CLIENT_SECRET,
                            false,
                            "renews tokens; the app's client secret"),
                    new CredentialSlot(
                            SlackCredentials.BOT,
                            SlackCredentials.BOT,
                            false,
                            "used instead of the owner's token to read bots and members"),
                    new CredentialSlot(
                            SlackCredentials.SIGNING_SECRET,
                            SlackCredentials.SIGNING_SECRET,
                            false,
                            "verifies events; the app's signing secret; without it, no events are accepted")),
            SlackMethod.limits(),
            List.of(
                    gap(
                            "tokens and when they expire",
                            "Slack lists no tokens, neither those of apps nor those of people",
                            "the scopes of installed apps are listed"),
                    gap(
                            "calls that apps make",
                            "Slack does not report them to administrators",
                            "usage of Slack's MCP tools and of apps on Slack's own platform is reported"),
                    gap(
                            "whether an approved app is installed",
                            "approval and installation are different, and Slack lists only approvals",
                            "installed apps are derived from the integration log of each workspace"),
                    gap(
                            "approved, restricted and requested apps, workflows, app activity and the audit log of a"
                                    + " single workspace",
                            "Slack offers them only on Enterprise plans",
                            "installed apps and integration logs are read on every paid plan"),
                    gap(
                            "workspaces of an organization to which Grantkeeper's app was not added",
                            "they reject all of the connector's calls",
                            "have the app added to all workspaces, including future ones"),
                    gap(
                            "whether an app has an agent view or MCP servers",
                            "the manifests of other developers' apps cannot be read",
                            "see the scope assistant:write and the audit log")));

    private SlackDefinition() {}

    private static CoverageGap gap(String subject, String reason, String workaround) {
        return new CoverageGap(SlackIds.SLACK, subject, reason, workaround);
    }
}
