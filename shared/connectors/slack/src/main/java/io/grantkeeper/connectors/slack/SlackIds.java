package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import java.util.Optional;

/**
 * Creates the ids for one Slack connection, so that every listing, log and event refers to the same identity by the
 * same id.
 *
 * @param ofOrganization whether the listing is read with an organization's token, which can restrict apps
 */
record SlackIds(ConnectionId connection, boolean ofOrganization) {
    SlackIds(ConnectionId connection) {
        this(connection, false);
    }

    static final ProviderId SLACK = new ProviderId("slack");
    /** The resource of every Slack grant: there is only one API. */
    static final String RESOURCE = "slack";

    static final String APP_ID = "slack-app-id";
    static final String USER_ID = "slack-user-id";

    /** The user id of Slackbot, which is neither a person nor an app. */
    private static final String SLACKBOT = "USLACKBOT";

    IdentityId app(String appId) {
        return new IdentityId(connection, IdentityKind.OAUTH_CLIENT, appId);
    }

    /**
     * Returns the id of a legacy integration, such as an incoming webhook that was created before Slack had apps.
     * A legacy integration has only a number.
     */
    IdentityId service(String serviceId) {
        return new IdentityId(connection, IdentityKind.BOT, "service/" + serviceId);
    }

    /**
     * Returns the id of a bot user. The id includes the workspace, because an app that serves a whole organization has
     * the same bot user in each workspace.
     */
    IdentityId bot(SlackContext workspace, String userId) {
        return new IdentityId(connection, IdentityKind.BOT, workspace.id() + "/" + userId);
    }

    IdentityId workflow(String workflowId) {
        return new IdentityId(connection, IdentityKind.BOT, "workflow/" + workflowId);
    }

    PersonId person(String userId) {
        return new PersonId(connection, userId);
    }

    Alias appAlias(String appId) {
        return new Alias(APP_ID, appId);
    }

    /**
     * Returns the person whose user id is in the given JSON member; unknown if the member is absent or names Slackbot.
     */
    KnownOrUnknown<PersonId> user(JsonNodeReader body, String member) throws ConnectorException {
        return personOrUnknown(body.optionalNonBlank(member));
    }

    KnownOrUnknown<PersonId> personOrUnknown(Optional<String> userId) {
        return KnownOrUnknown.ofNullable(
                userId.filter(id -> !id.equals(SLACKBOT)).map(this::person).orElse(null));
    }

    static boolean isSlackbot(String userId) {
        return userId.equals(SLACKBOT);
    }
}
