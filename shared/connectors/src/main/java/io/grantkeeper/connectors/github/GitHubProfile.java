package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorProfile;
import io.grantkeeper.identity.CoverageGap;
import java.util.List;
import java.util.Set;

/** What the connector declares about itself. */
final class GitHubProfile {
    static final ConnectorProfile PROFILE = new ConnectorProfile(
            "GitHub",
            Set.of("api.github.com"),
            GitHubSettings.declared(),
            GitHubCredentials.declared(),
            GitHubLimits.declared(),
            List.of(
                    gap(
                            "OAuth apps that the organisation approved",
                            "GitHub has no call that lists them",
                            "Their tokens show under single sign-on credentials, and approvals in the audit log."),
                    gap(
                            "Which repositories another app's installation can reach",
                            "an organisation's app sees only whether it is all or selected ones",
                            "An app installed on the enterprise may list them."),
                    gap(
                            "Who installed an app",
                            "the listing of installations does not say",
                            "The audit log tells it for up to 180 days back."),
                    gap(
                            "When an app was last used",
                            "the listing of installations does not say",
                            "GitHub Enterprise Cloud shows requests by app under Insights."),
                    gap(
                            "Classic tokens, OAuth app tokens and SSH keys without SAML single sign-on",
                            "GitHub lists them only where single sign-on authorises them, and only to an owner's token",
                            "Restrict classic tokens in the organisation's settings."),
                    gap(
                            "Webhooks of single repositories",
                            "only the organisation's own webhooks are listed",
                            "Their creation shows in the audit log."),
                    gap(
                            "Repositories that our own app was not given",
                            "an installation on selected repositories lists the deploy keys of those alone",
                            "Install the app on all repositories."),
                    gap(
                            "Events older than 180 days",
                            "GitHub keeps no more of the audit log, and has none below Enterprise Cloud",
                            "Stream the audit log elsewhere to keep it longer.")));

    private GitHubProfile() {}

    private static CoverageGap gap(String subject, String reason, String workaround) {
        return new CoverageGap(Naming.GITHUB, subject, reason, workaround);
    }
}
