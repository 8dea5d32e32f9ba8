package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorDefinition;
import io.grantkeeper.connector.ConnectorDefinition.CredentialSlot;
import io.grantkeeper.connector.ConnectorDefinition.Setting;
import io.grantkeeper.connector.webhook.PushChannelSecret;
import java.util.List;

/** The definition of the Google connector: its hosts, settings, credentials, rate limits and coverage gaps. */
final class GoogleDefinition {
    static final ConnectorDefinition CONNECTOR = ConnectorDefinition.of(GoogleConnector.PROVIDER, "Google Workspace")
            .withHosts(
                    GoogleSettings.ADMIN_HOST,
                    GoogleSettings.TOKEN_HOST,
                    GoogleSettings.IAM_HOST,
                    GoogleSettings.ALERTS_HOST)
            .withSettings(List.of(
                    Setting.required(
                            GoogleSettings.ADMIN_USER,
                            "the email address of the administrator that the service account acts as, for example admin@acme.test"),
                    Setting.optional(
                            GoogleSettings.CUSTOMER,
                            "the tenant's customer id, for example C01abcdef (default my_customer)"),
                    Setting.optional(
                            GoogleSettings.PROJECTS,
                            "comma-separated ids of the Cloud projects whose service accounts are read"),
                    Setting.optional(
                            GoogleSettings.CALL_DAYS,
                            "how many days of API calls the first read of the token log covers, from 1 to 180 (default 7)"),
                    Setting.optional(
                            GoogleSettings.BASE_URL, "an https URL to use instead of https://admin.googleapis.com"),
                    Setting.optional(
                            GoogleSettings.TOKEN_URL,
                            "an https URL to use instead of https://oauth2.googleapis.com/token"),
                    Setting.optional(
                            GoogleSettings.IAM_URL, "an https URL to use instead of https://iam.googleapis.com"),
                    Setting.optional(
                            GoogleSettings.ALERTS_URL,
                            "an https URL to use instead of https://alertcenter.googleapis.com")))
            .withCredentials(
                    List.of(
                            CredentialSlot.required(
                                    GoogleClient.KEY,
                                    "reads the tenant; the JSON key file of a service account with domain-wide delegation"),
                            CredentialSlot.optional(
                                    PushChannelSecret.SLOT,
                                    "verifies push deliveries; any random text of at least 32 characters; without it, there are no push deliveries")))
            .withLimits(GoogleRateLimits.ALL)
            .withGap(
                    "clients with domain-wide delegation",
                    "Google has no API call that lists them",
                    "the admin log shows changes from the last 180 days; compare once with the list in the Admin console")
            .withGap(
                    "apps marked trusted, limited or blocked",
                    "Google has no API call that lists app access control settings",
                    "the admin log shows changes from the last 180 days")
            .withGap(
                    "when a consent was given",
                    "the list of consents contains no dates",
                    "the token log shows it for the last 180 days")
            .withGap(
                    "when a consent was last used",
                    "the list of consents contains no dates",
                    "the token log shows API calls, but not sign-ins without API calls")
            .withGap(
                    "consents of suspended, archived and deleted users",
                    "Google does not return them for these accounts",
                    "they appear again when the account is restored")
            .withGap(
                    "what a Marketplace app may do in the whole tenant",
                    "only the admin log shows installations, and it does not show their scopes",
                    "look up the app in the Admin console under Marketplace apps")
            .withGap(
                    "which app an anonymous client belongs to",
                    "unregistered clients share one id",
                    "block unconfigured third-party apps in the Admin console")
            .withGap(
                    "which app an alert of Google is about",
                    "alerts name people and addresses, but no apps",
                    "an alert about a person joins the incident of the app that acted for them")
            .withGap(
                    "what apps do with files, in editions without a complete Drive log",
                    "Google records all of Drive's events only in some editions",
                    "see the list of supported editions for Drive log events in Google's help")
            .withGap(
                    "when a service account key was last used",
                    "the last use is available only from another API, which the connector does not read yet",
                    "see Policy Analyzer in the Cloud console");

    private GoogleDefinition() {}
}
