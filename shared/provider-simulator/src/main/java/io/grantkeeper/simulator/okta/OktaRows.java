package io.grantkeeper.simulator.okta;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an Okta organisation holds, row by row. */
public final class OktaRows {
    private OktaRows() {}

    /** A row that is listed by its id. */
    public sealed interface Row
            permits App,
                    ScopeGrant,
                    Secret,
                    SigningKey,
                    RefreshToken,
                    ApiToken,
                    Role,
                    ApiService,
                    Account,
                    Agent,
                    Link {
        String id();
    }

    /**
     * @param kind {@code service}, {@code web} or, for an app without OAuth, {@code saml}
     */
    public record App(String id, String label, String kind, boolean active, Instant created, List<String> redirectUris)
            implements Row {
        boolean oauth() {
            return !kind.equals("saml");
        }
    }

    /**
     * @param userId empty for a scope that an administrator granted
     * @param server the custom authorisation server; empty for the organisation's own
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

    /** @param owner the app or integration that it belongs to */
    public record Secret(String id, String owner, boolean active, Instant created) implements Row {}

    /** @param owner the app or agent that it belongs to */
    public record SigningKey(String id, String owner, String keyId, boolean active, Instant created) implements Row {}

    public record RefreshToken(
            String id, String appId, String userId, List<String> scopes, Instant created, Instant expires)
            implements Row {}

    /** @param used each use moves the end ahead */
    public record ApiToken(String id, String name, String userId, Instant created, Instant used) implements Row {}

    /**
     * @param holder a user or a client
     * @param label what a custom role is called
     */
    public record Role(String id, String holder, String type, String label, Instant created) implements Row {}

    public record ApiService(
            String id, String type, String name, String createdBy, Instant created, List<String> scopes)
            implements Row {}

    /** @param oktaUser the user that it is, where it is one of Okta's own */
    public record Account(
            String id, String name, String username, Optional<String> oktaUser, List<String> owners, Instant created)
            implements Row {}

    public record Agent(String id, String name, boolean active, Instant created) implements Row {}

    /** What an agent is connected to. */
    public record Link(String id, String agentId, String resource, List<String> scopes) implements Row {}

    /** Who or what an event names. */
    public record Party(String id, String type, String name) {}

    /**
     * @param visible when the log shows it, which can be minutes later
     * @param apiToken what it was done with
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
