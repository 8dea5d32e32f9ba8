package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorProfile;
import io.grantkeeper.connector.ConnectorProfile.CredentialSlot;
import io.grantkeeper.connector.ConnectorProfile.Setting;
import io.grantkeeper.identity.CoverageGap;
import java.util.List;
import java.util.Set;

/** What the connector declares about itself. */
final class SlackProfile {
    /** The two ways to prove who we are: an owner's token, or what renews it. */
    private static final String TOKEN = "token";

    static final ConnectorProfile PROFILE = new ConnectorProfile(
            "Slack",
            Set.of(SlackSettings.API_HOST, SlackSettings.AUDIT_HOST),
            List.of(
                    new Setting(
                            SlackSettings.ORGANIZATION,
                            false,
                            "the organisation or workspace whose events are heard, for example E012AB3CD; all where left out"),
                    new Setting(
                            SlackSettings.CLIENT_ID,
                            false,
                            "the app's client id, for example 123.456; needed with 'refresh-token'"),
                    new Setting(SlackSettings.BASE_URL, false, "an https address in place of https://slack.com/api"),
                    new Setting(
                            SlackSettings.AUDIT_URL,
                            false,
                            "an https address in place of https://api.slack.com/audit/v1")),
            List.of(
                    new CredentialSlot(
                            SlackTokens.USER,
                            TOKEN,
                            true,
                            "reads the organisation; the user token of an owner, xoxp-…"),
                    new CredentialSlot(
                            SlackTokens.REFRESH, TOKEN, true, "in its place, where the app rotates its tokens; xoxe-…"),
                    new CredentialSlot(
                            SlackTokens.CLIENT_SECRET,
                            SlackTokens.CLIENT_SECRET,
                            false,
                            "renews tokens; the app's client secret"),
                    new CredentialSlot(
                            SlackTokens.BOT,
                            SlackTokens.BOT,
                            false,
                            "reads bots and members in place of the owner's token"),
                    new CredentialSlot(
                            SlackTokens.SIGNING_SECRET,
                            SlackTokens.SIGNING_SECRET,
                            false,
                            "proves events; the app's signing secret; without it none are heard")),
            SlackMethod.limits(),
            List.of(
                    gap(
                            "tokens and when they end",
                            "Slack lists no tokens, neither of apps nor of people",
                            "scopes of installed apps are shown"),
                    gap(
                            "calls that apps make",
                            "Slack counts none for its administrators",
                            "use of Slack's MCP tools and of apps on its own platform is reported"),
                    gap(
                            "whether an approved app is installed",
                            "approval and installation are different things, and Slack lists the first only",
                            "installed apps follow from the integration log of each workspace"),
                    gap(
                            "approved, restricted and requested apps, workflows, app activity and the audit log of a"
                                    + " single workspace",
                            "Slack has them on Enterprise plans only",
                            "installed apps and integration logs are read on every paid plan"),
                    gap(
                            "workspaces of an organisation that our app was not added to",
                            "they answer none of our calls",
                            "let the app be added to all workspaces, future ones too"),
                    gap(
                            "whether an app has an agent view or MCP servers",
                            "the manifests of other makers' apps cannot be read",
                            "the scope assistant:write and the audit log tell")));

    private SlackProfile() {}

    private static CoverageGap gap(String subject, String reason, String workaround) {
        return new CoverageGap(Naming.SLACK, subject, reason, workaround);
    }
}
