package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorDefinition;

/** The definition of the GitHub connector: its hosts, settings, credentials, rate limits and coverage gaps. */
final class GitHubDefinition {
    static final ConnectorDefinition CONNECTOR = ConnectorDefinition.of(GitHubIds.GITHUB, "GitHub")
            .withHosts("api.github.com")
            .withSettings(GitHubSettings.declared())
            .withCredentials(GitHubCredentials.declared())
            .withLimits(GitHubRateLimits.declared())
            .withGap(
                    "OAuth apps that the organization approved",
                    "GitHub has no API call that lists them",
                    "Their tokens appear under single sign-on credentials, and approvals in the audit log.")
            .withGap(
                    "Which repositories another app's installation can reach",
                    "an organization's app sees only whether the installation covers all or selected repositories",
                    "An app installed on the enterprise can list them.")
            .withGap(
                    "Who installed an app",
                    "the listing of installations does not include it",
                    "The audit log shows it for the last 180 days.")
            .withGap(
                    "When an app was last used",
                    "the listing of installations does not include it",
                    "GitHub Enterprise Cloud shows requests by app under Insights.")
            .withGap(
                    "Classic tokens, OAuth app tokens and SSH keys without SAML single sign-on",
                    "GitHub lists them only if they are authorized for single sign-on, and only to an owner's token",
                    "Restrict classic tokens in the organization's settings.")
            .withGap(
                    "Webhooks of individual repositories",
                    "only the organization's own webhooks are listed",
                    "The audit log shows their creation.")
            .withGap(
                    "Repositories outside the installation of Grantkeeper's own app",
                    "an installation on selected repositories lists only their deploy keys",
                    "Install the app on all repositories.")
            .withGap(
                    "Events older than 180 days",
                    "GitHub does not retain older events, and offers the audit log only with Enterprise Cloud",
                    "Stream the audit log to another system to keep it longer.");

    private GitHubDefinition() {}
}
