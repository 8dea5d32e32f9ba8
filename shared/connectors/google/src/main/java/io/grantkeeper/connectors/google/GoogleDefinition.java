package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorDefinition;
import io.grantkeeper.connector.ConnectorDefinition.CredentialSlot;
import io.grantkeeper.connector.ConnectorDefinition.Setting;
import io.grantkeeper.connector.webhook.PushChannelSecret;
import io.grantkeeper.identity.CoverageGap;
import java.util.List;
import java.util.Set;

/** The definition of the Google connector: its hosts, settings, credentials, rate limits and coverage gaps. */
final class GoogleDefinition {
    static final ConnectorDefinition PROFILE = new ConnectorDefinition(
            "Google Workspace",
            Set.of(GoogleSettings.ADMIN_HOST, GoogleSettings.TOKEN_HOST, GoogleSettings.IAM_HOST),
            settings(),
            List.of(
                    new CredentialSlot(
                            GoogleClient.KEY,
                            GoogleClient.KEY,
                            true,
                            "reads the tenant; the JSON key file of a service account with domain-wide delegation"),
                    new CredentialSlot(
                            PushChannelSecret.SLOT,
                            PushChannelSecret.SLOT,
                            false,
                            "verifies push deliveries; any random text of at least 32 characters; without it, there are no push deliveries")),
            GoogleRateLimits.ALL,
            gaps());

    private GoogleDefinition() {}

    private static List<Setting> settings() {
        return List.of(
                new Setting(
                        GoogleSettings.ADMIN_USER,
                        true,
                        "the email address of the administrator that the service account acts as, for example admin@acme.test"),
                new Setting(
                        GoogleSettings.CUSTOMER,
                        false,
                        "the tenant's customer id, for example C01abcdef (default my_customer)"),
                new Setting(
                        GoogleSettings.PROJECTS,
                        false,
                        "comma-separated ids of the Cloud projects whose service accounts are read"),
                new Setting(
                        GoogleSettings.CALL_DAYS,
                        false,
                        "how many days of API calls the first read of the token log covers, from 1 to 180 (default 7)"),
                new Setting(
                        GoogleSettings.BASE_URL, false, "an https URL to use instead of https://admin.googleapis.com"),
                new Setting(
                        GoogleSettings.TOKEN_URL,
                        false,
                        "an https URL to use instead of https://oauth2.googleapis.com/token"),
                new Setting(
                        GoogleSettings.IAM_URL, false, "an https URL to use instead of https://iam.googleapis.com"));
    }

    private static List<CoverageGap> gaps() {
        return List.of(
                gap(
                        "clients with domain-wide delegation",
                        "Google has no API call that lists them",
                        "the admin log shows changes from the last 180 days; compare once with the list in the Admin console"),
                gap(
                        "apps marked trusted, limited or blocked",
                        "Google has no API call that lists app access control settings",
                        "the admin log shows changes from the last 180 days"),
                gap(
                        "when a consent was given",
                        "the list of consents contains no dates",
                        "the token log shows it for the last 180 days"),
                gap(
                        "when a consent was last used",
                        "the list of consents contains no dates",
                        "the token log shows API calls, but not sign-ins without API calls"),
                gap(
                        "consents of suspended, archived and deleted users",
                        "Google does not return them for these accounts",
                        "they appear again when the account is restored"),
                gap(
                        "what a Marketplace app may do in the whole tenant",
                        "only the admin log shows installations, and it does not show their scopes",
                        "look up the app in the Admin console under Marketplace apps"),
                gap(
                        "which app an anonymous client belongs to",
                        "unregistered clients share one id",
                        "block unconfigured third-party apps in the Admin console"),
                gap(
                        "when a service account key was last used",
                        "the last use is available only from another API, which the connector does not read yet",
                        "see Policy Analyzer in the Cloud console"));
    }

    private static CoverageGap gap(String subject, String reason, String workaround) {
        return new CoverageGap(GoogleConnector.PROVIDER, subject, reason, workaround);
    }
}
