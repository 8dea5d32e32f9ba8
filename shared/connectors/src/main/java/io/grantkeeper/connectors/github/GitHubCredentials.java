package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorProfile.CredentialSlot;
import java.util.List;

/** The credentials of a GitHub connection: slots that an operator fills, and how calls are made with them. */
final class GitHubCredentials {
    /** Slots, as the operator names them. */
    static final String APP_PRIVATE_KEY = "app-private-key";

    static final String TOKEN = "token";
    static final String OWNER_TOKEN = "owner-token";
    static final String WEBHOOK_SECRET = "webhook-secret";

    /** A call as the app's installation in the organisation, or with the plain token where no app is set up. */
    static final String AS_INSTALLATION = "installation";
    /** A call as the app itself: about its own installations and webhook deliveries. */
    static final String AS_APP = "app";
    /** A call with an owner's token. */
    static final String AS_OWNER = OWNER_TOKEN;
    /** A call as the app's installation on the enterprise. */
    static final String AS_ENTERPRISE = "enterprise-installation";

    private static final String MAIN = "main";

    private GitHubCredentials() {}

    static List<CredentialSlot> declared() {
        return List.of(
                new CredentialSlot(
                        APP_PRIVATE_KEY, MAIN, true, "the GitHub App's private key, PEM; with 'client-id' or 'app-id'"),
                new CredentialSlot(
                        TOKEN,
                        MAIN,
                        true,
                        "in place of an app: a fine-grained or classic token of an owner; cannot list tokens"),
                new CredentialSlot(
                        OWNER_TOKEN,
                        OWNER_TOKEN,
                        false,
                        "an owner's classic token with read:org (admin:org to revoke): single sign-on credentials"),
                new CredentialSlot(
                        WEBHOOK_SECRET, WEBHOOK_SECRET, false, "the app's webhook secret: checks what GitHub sends"));
    }
}
