package io.grantkeeper.simulator.okta;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The types of objects in an Okta organization. */
public final class OktaObjectTypes {
    private OktaObjectTypes() {}

    /** An object of a type whose listings are ordered by id. */
    public sealed interface Row
            permits App,
                    ScopeGrant,
                    Secret,
                    SigningKey,
                    RefreshToken,
                    ApiToken,
                    Role,
                    RoleTarget,
                    Assignment,
                    ApiService,
                    Account,
                    Agent,
                    Link {
        String id();
    }

    /**
     * An app.
     *
     * @param kind {@code service}, {@code web} or, for an app without OAuth, {@code saml}. If an app without OAuth has
     *     settings, {@code saml} is followed by {@code :} and the app's name in the catalog, or by {@code :custom}
     * @param redirectUris the URIs at which an app with OAuth receives codes; for any other app, its domain or, if it
     *     is not from the catalog, the address of its assertion consumer service
     */
    public record App(String id, String label, String kind, boolean active, Instant created, List<String> redirectUris)
            implements Row {
        boolean oauth() {
            return !kind.startsWith("saml");
        }
    }

    /**
     * A scope that was granted to an app.
     *
     * @param userId the user who granted the scope; empty if an administrator granted it
     * @param server the custom authorization server that defines the scope; empty for the organization's own
     */
    public record ScopeGrant(
            String id,
            String appId,
            Optional<String> userId,
            Optional<String> server,
            String scope,
            Instant created,
            String createdBy)
            implements Row {}

    /**
     * A client secret.
     *
     * @param owner the app or integration that it belongs to
     */
    public record Secret(String id, String owner, boolean active, Instant created) implements Row {}

    /**
     * A public key for signing assertions.
     *
     * @param owner the app or agent that it belongs to
     */
    public record SigningKey(String id, String owner, String keyId, boolean active, Instant created) implements Row {}

    public record RefreshToken(
            String id, String appId, String userId, List<String> scopes, Instant created, Instant expires)
            implements Row {}

    /**
     * An API token.
     *
     * @param used when the token was last used; each use extends its lifetime
     */
    public record ApiToken(String id, String name, String userId, Instant created, Instant used) implements Row {}

    /**
     * An administrator role assignment.
     *
     * @param holder the user or client that has the role
     * @param label the name of a custom role
     */
    public record Role(String id, String holder, String type, String label, Instant created) implements Row {}

    /**
     * A group or an app to which a role is limited.
     *
     * @param role the role assignment that it limits
     * @param kind {@code group} or {@code app}
     */
    public record RoleTarget(String id, String role, String kind, String name, Instant created) implements Row {}

    /**
     * A user's assignment to an app.
     *
     * @param scope {@code USER} if the user was assigned directly, {@code GROUP} if through a group
     */
    public record Assignment(String appId, String userId, String scope, String status, Instant created) implements Row {
        @Override
        public String id() {
            return appId + ' ' + userId;
        }
    }

    public record ApiService(
            String id, String type, String name, String createdBy, Instant created, List<String> scopes)
            implements Row {}

    /**
     * A service account.
     *
     * @param oktaUser the corresponding Okta user; empty if the account is in another application
     */
    public record Account(
            String id, String name, String username, Optional<String> oktaUser, List<String> owners, Instant created)
            implements Row {}

    public record Agent(String id, String name, boolean active, Instant created) implements Row {}

    /** A resource that an agent is connected to. */
    public record Link(String id, String agentId, String resource, List<String> scopes) implements Row {}

    /** A person or object that an event refers to. */
    public record Party(String id, String type, String name) {}

    /**
     * An entry of the system log.
     *
     * @param visible when the log first shows the entry, which can be minutes after the event
     * @param apiToken the API token with which the action was performed; empty if none was used
     */
    public record LogEntry(
            String uuid,
            String eventType,
            Instant published,
            Instant visible,
            Party actor,
            List<Party> targets,
            Optional<String> apiToken) {}
}
