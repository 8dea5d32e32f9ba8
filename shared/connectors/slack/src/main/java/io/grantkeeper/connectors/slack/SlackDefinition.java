package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorDefinition;
import io.grantkeeper.connector.ConnectorDefinition.CredentialSlot;
import io.grantkeeper.connector.ConnectorDefinition.Setting;
import java.util.List;

/** The definition of the Slack connector: its hosts, settings, credentials, rate limits and coverage gaps. */
final class SlackDefinition {
    /** The group of the two alternative credentials for authentication: an owner's user token, or a refresh token. */
    private static final String TOKEN = "token";

    static final ConnectorDefinition CONNECTOR = ConnectorDefinition.of(SlackIds.SLACK, "Slack")
            .withHosts(SlackSettings.API_HOST, SlackSettings.AUDIT_HOST)
            .withSettings(List.of(
                    Setting.optional(
                            SlackSettings.ORGANIZATION,
                            "the organization or workspace whose events are accepted, for example E012AB3CD (default all)"),
                    Setting.optional(
                            SlackSettings.CLIENT_ID,
                            "the app's client id, for example 123.456; required with 'refresh-token'"),
                    Setting.optional(SlackSettings.BASE_URL, "an https URL to use instead of https://slack.com/api"),
                    Setting.optional(
                            SlackSettings.AUDIT_URL, "an https URL to use instead of https://api.slack.com/audit/v1")))
            .withCredentials(
                    List.of(
                            CredentialSlot.oneOf(
                                    TOKEN,
                                    SlackCredentials.USER,
                                    "reads the organization; an owner's user token, xoxp-…"),
                            CredentialSlot.oneOf(
                                    TOKEN,
                                    SlackCredentials.REFRESH,
                                    "used instead of the owner's token if the app rotates its tokens; a refresh token, xoxe-…"),
                            CredentialSlot.optional(
                                    SlackCredentials.CLIENT_SECRET, "renews tokens; the app's client secret"),
                            CredentialSlot.optional(
                                    SlackCredentials.BOT, "reads bots and members instead of the owner's token"),
                            CredentialSlot.optional(
                                    SlackCredentials.SIGNING_SECRET,
                                    "the app's signing secret, which is used to verify events; without it, no events are accepted")))
            .withLimits(SlackMethod.limits())
            .withGap(
                    "tokens and when they expire",
                    "Slack lists no tokens, neither those of apps nor those of people",
                    "the scopes of installed apps are listed")
            .withGap(
                    "calls that apps make",
                    "Slack does not report them to administrators",
                    "usage of Slack's MCP tools and of apps on Slack's own platform is reported")
            .withGap(
                    "whether an approved app is installed",
                    "approval and installation are different, and Slack lists only approvals",
                    "installed apps are derived from the integration log of each workspace")
            .withGap(
                    "approved, restricted and requested apps, workflows, app activity and the audit log of a"
                            + " single workspace",
                    "Slack offers them only on Enterprise plans",
                    "installed apps and integration logs are read on every paid plan")
            .withGap(
                    "workspaces of an organization to which Grantkeeper's app was not added",
                    "they reject all of the connector's calls",
                    "have the app added to all workspaces, including future ones")
            .withGap(
                    "whether an app has an agent view or MCP servers",
                    "the manifests of other developers' apps cannot be read",
                    "see the scope assistant:write and the audit log");

    private SlackDefinition() {}
}
