package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorProfile;
import io.grantkeeper.connector.ConnectorProfile.CredentialSlot;
import io.grantkeeper.connector.ConnectorProfile.Setting;
import io.grantkeeper.connector.webhook.ChannelSecret;
import io.grantkeeper.identity.CoverageGap;
import java.util.List;
import java.util.Set;

/** What the connector declares about itself. */
final class GoogleProfile {
    static final ConnectorProfile PROFILE = new ConnectorProfile(
            "Google Workspace",
            Set.of(GoogleSettings.ADMIN_HOST, GoogleSettings.TOKEN_HOST, GoogleSettings.IAM_HOST),
            settings(),
            List.of(
                    new CredentialSlot(
                            Calls.KEY,
                            Calls.KEY,
                            true,
                            "reads the tenant; the JSON key file of a service account with domain-wide delegation"),
                    new CredentialSlot(
                            ChannelSecret.SLOT,
                            ChannelSecret.SLOT,
                            false,
                            "proves push deliveries; any random text of 32 characters or more; without it nothing is pushed")),
            Limits.ALL,
            gaps());

    private GoogleProfile() {}

    private static List<Setting> settings() {
        return List.of(
                new Setting(
                        GoogleSettings.ADMIN_USER,
                        true,
                        "the e-mail address of the administrator whom the service account speaks for, for example admin@acme.test"),
                new Setting(
                        GoogleSettings.CUSTOMER,
                        false,
                        "the tenant's customer id, for example C01abcdef; my_customer where it is left out"),
                new Setting(
                        GoogleSettings.PROJECTS,
                        false,
                        "ids of Cloud projects whose service accounts are read, separated by commas"),
                new Setting(
                        GoogleSettings.CALL_DAYS,
                        false,
                        "how many days of API calls the first read of the token log goes back, 1 to 180; 7 where it is left out"),
                new Setting(
                        GoogleSettings.BASE_URL, false, "an https address in place of https://admin.googleapis.com"),
                new Setting(
                        GoogleSettings.TOKEN_URL,
                        false,
                        "an https address in place of https://oauth2.googleapis.com/token"),
                new Setting(GoogleSettings.IAM_URL, false, "an https address in place of https://iam.googleapis.com"));
    }

    private static List<CoverageGap> gaps() {
        return List.of(
                gap(
                        "clients with domain-wide delegation",
                        "Google has no call that lists them",
                        "the admin log tells of changes within 180 days; compare once with the list in the Admin console"),
                gap(
                        "apps marked trusted, limited or blocked",
                        "Google has no plain list of app access control",
                        "the admin log tells of changes within 180 days"),
                gap(
                        "when a consent was given",
                        "the list of consents holds no dates",
                        "the token log tells for the last 180 days"),
                gap(
                        "when a consent was last used",
                        "the list of consents holds no dates",
                        "the token log tells of API calls; uses of sign-in alone are not in it"),
                gap(
                        "consents of suspended, archived and deleted people",
                        "Google does not answer for their accounts",
                        "they show again once the account is restored"),
                gap(
                        "what a Marketplace app may do for the whole tenant",
                        "installations are seen only in the admin log, without scopes",
                        "look the app up in the Admin console under Marketplace apps"),
                gap(
                        "which app stands behind an anonymous client",
                        "unregistered clients share one id",
                        "block unconfigured third-party apps in the Admin console"),
                gap(
                        "when a service account key was last used",
                        "it is in another API, which is not read yet",
                        "see Policy Analyzer in the Cloud console"));
    }

    private static CoverageGap gap(String subject, String reason, String workaround) {
        return new CoverageGap(GoogleConnector.PROVIDER, subject, reason, workaround);
    }
}
