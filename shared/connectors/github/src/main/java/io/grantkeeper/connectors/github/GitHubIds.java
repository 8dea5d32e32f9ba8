package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import java.util.Locale;
import java.util.Optional;

/**
 * Creates the ids for one GitHub connection, so that every stream, event and webhook refers to the same identity by the
 * same id.
 */
record GitHubIds(ConnectionId connection) {
    static final ProviderId GITHUB = new ProviderId("github");
    /** The resource of every GitHub grant: there is only one API. */
    static final String RESOURCE = "github";

    static final String SLUG = "github-app-slug";
    static final String CLIENT_ID = "oauth-client-id";
    static final String APP_ID = "github-app-id";
    static final String LOGIN = "github-login";
    static final String USER_ID = "github-user-id";
    static final String FINGERPRINT = "ssh-fingerprint";

    private static final String BOT_SUFFIX = "[bot]";

    /**
     * Returns the id of the person with this login, ignoring case, as GitHub does. GitHub's numeric id is not
     * used, because some listings and the audit log contain only the login.
     */
    PersonId person(String login) {
        return new PersonId(connection, login.toLowerCase(Locale.ROOT));
    }

    /**
     * Returns the person that a member such as {@code owner} contains, or empty if the member is absent or contains an
     * app's bot account.
     */
    Optional<PersonId> person(JsonNodeReader row, String member) throws ConnectorException {
        return row.objectOrEmpty(member).optionalText("login").flatMap(this::human);
    }

    /** Returns the person with a login, or empty for an app's bot account or an empty login. */
    Optional<PersonId> human(String login) {
        return login.isBlank() || login.endsWith(BOT_SUFFIX) ? Optional.empty() : Optional.of(person(login));
    }

    Alias loginAlias(String login) {
        return new Alias(LOGIN, login.toLowerCase(Locale.ROOT));
    }

    /**
     * Returns the id of an app. It is the app's client id, which the audit log also contains, or the app id on older
     * GitHub Enterprise Servers.
     */
    IdentityId app(Optional<String> clientId, String appId) {
        return new IdentityId(connection, IdentityKind.OAUTH_CLIENT, clientId.orElse("app-" + appId));
    }

    IdentityId appByClientId(String clientId) {
        return new IdentityId(connection, IdentityKind.OAUTH_CLIENT, clientId);
    }

    /**
     * Returns the id of a fine-grained token. The token's requests, its approval and the audit log all yield this
     * id.
     */
    IdentityId token(String tokenId) {
        return new IdentityId(connection, IdentityKind.API_KEY, "token/" + tokenId);
    }

    /** Returns the id of a credential that was authorized for single sign-on. */
    IdentityId authorizedCredential(String credentialId) {
        return new IdentityId(connection, IdentityKind.API_KEY, "credential/" + credentialId);
    }

    IdentityId deployKey(String keyId) {
        return new IdentityId(connection, IdentityKind.API_KEY, "deploy-key/" + keyId);
    }

    IdentityId workflows(long repositoryId) {
        return new IdentityId(connection, IdentityKind.BOT, "workflows/" + repositoryId);
    }

    IdentityId hook(String hookId) {
        return new IdentityId(connection, IdentityKind.BOT, "hook/" + hookId);
    }

    IdentityId copilot() {
        return new IdentityId(connection, IdentityKind.AI_AGENT, "copilot");
    }

    IdentityId codingAgent() {
        return new IdentityId(connection, IdentityKind.AI_AGENT, "copilot-coding-agent");
    }

    NonHumanIdentity identity(IdentityId id, String form, String displayName) {
        return NonHumanIdentity.of(id, GITHUB, form, displayName);
    }
}
