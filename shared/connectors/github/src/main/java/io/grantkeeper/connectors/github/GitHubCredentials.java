package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorDefinition.CredentialSlot;
import java.util.List;

/**
 * The credentials of a GitHub connection: the slots that an operator fills, and the names by which the connector's
 * calls select how to authenticate.
 */
final class GitHubCredentials {
    /** The slot for the app's private key. Slots have the names that operators use. */
    static final String APP_PRIVATE_KEY = "app-private-key";

    static final String TOKEN = "token";
    static final String OWNER_TOKEN = "owner-token";
    static final String WEBHOOK_SECRET = "webhook-secret";

    /**
     * Selects authentication as the app's installation in the organization or, if no app is configured, with the
     * credential {@code token}.
     */
    static final String AS_INSTALLATION = "installation";
    /**
     * Selects authentication as the app itself. Calls about the app's own installations and webhook deliveries require
     * it.
     */
    static final String AS_APP = "app";
    /** Selects authentication with the credential {@code owner-token}. */
    static final String AS_OWNER = OWNER_TOKEN;
    /** Selects authentication as the app's installation on the enterprise. */
    static final String AS_ENTERPRISE = "enterprise-installation";

    private static final String MAIN = "main";

    private GitHubCredentials() {}

    static List<CredentialSlot> declared() {
        return List.of(
                CredentialSlot.oneOf(
                        MAIN, APP_PRIVATE_KEY, "the GitHub App's private key, PEM; with 'client-id' or 'app-id'"),
                CredentialSlot.oneOf(
                        MAIN, TOKEN, "instead of an app: an owner's fine-grained or classic token; cannot list tokens"),
                CredentialSlot.optional(
                        OWNER_TOKEN,
                        "reads single sign-on credentials; an owner's classic token with read:org (admin:org to revoke them)"),
                CredentialSlot.optional(WEBHOOK_SECRET, "the app's webhook secret: verifies webhooks from GitHub"));
    }
}
