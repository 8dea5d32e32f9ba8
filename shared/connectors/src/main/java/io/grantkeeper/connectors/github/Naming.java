package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import java.util.Locale;
import java.util.Optional;

/** How things of one GitHub connection are named, so that every stream, event and webhook means the same row. */
record Naming(ConnectionId connection) {
    static final ProviderId GITHUB = new ProviderId("github");
    /** What GitHub grants open: there is one API. */
    static final String RESOURCE = "github";

    static final String SLUG = "github-app-slug";
    static final String CLIENT_ID = "oauth-client-id";
    static final String APP_ID = "github-app-id";
    static final String LOGIN = "github-login";
    static final String USER_ID = "github-user-id";
    static final String FINGERPRINT = "ssh-fingerprint";

    private static final String BOT_SUFFIX = "[bot]";

    /**
     * A person by login. Some listings and the audit log know no number, so the login names them; GitHub ignores its
     * case.
     */
    PersonId person(String login) {
        return new PersonId(connection, login.toLowerCase(Locale.ROOT));
    }

    /** The person in a member such as {@code owner}; empty where there is none, or where it is an app's bot. */
    Optional<PersonId> person(JsonBody row, String member) throws ConnectorException {
        Optional<JsonBody> user = row.optionalObject(member);
        return user.isPresent() ? user.get().optionalText("login").flatMap(this::human) : Optional.empty();
    }

    /** The person behind a login; empty for an app's bot account and for the empty text. */
    Optional<PersonId> human(String login) {
        return login.isBlank() || login.endsWith(BOT_SUFFIX) ? Optional.empty() : Optional.of(person(login));
    }

    Alias loginAlias(String login) {
        return new Alias(LOGIN, login.toLowerCase(Locale.ROOT));
    }

    /** An app: its client id, which the audit log has too; older GitHub Enterprise Servers give the app id alone. */
    IdentityId app(Optional<String> clientId, String appId) {
        return new IdentityId(connection, IdentityKind.OAUTH_CLIENT, clientId.orElse("app-" + appId));
    }

    IdentityId appByClientId(String clientId) {
        return new IdentityId(connection, IdentityKind.OAUTH_CLIENT, clientId);
    }

    /** A fine-grained token: the same for its requests, its approval and in the audit log. */
    IdentityId token(String tokenId) {
        return new IdentityId(connection, IdentityKind.API_KEY, "token/" + tokenId);
    }

    /** A credential that was authorised for single sign-on. */
    IdentityId authorizedCredential(String credentialId) {
        return new IdentityId(connection, IdentityKind.API_KEY, "credential/" + credentialId);
    }

    IdentityId deployKey(String keyId) {
        return new IdentityId(connection, IdentityKind.API_KEY, "deploy-key/" + keyId);
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
