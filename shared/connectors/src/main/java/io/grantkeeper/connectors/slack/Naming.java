package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import java.util.Optional;

/** How things of one Slack connection are named, so that every listing, log and event means the same row. */
record Naming(ConnectionId connection) {
    static final ProviderId SLACK = new ProviderId("slack");
    /** What Slack's grants open: there is one API. */
    static final String RESOURCE = "slack";

    static final String APP_ID = "slack-app-id";
    static final String USER_ID = "slack-user-id";

    /** Slackbot has a user id and is no person and no app. */
    private static final String SLACKBOT = "USLACKBOT";

    IdentityId app(String appId) {
        return new IdentityId(connection, IdentityKind.OAUTH_CLIENT, appId);
    }

    /** An integration of the time before apps, such as an incoming webhook; known by a number only. */
    IdentityId service(String serviceId) {
        return new IdentityId(connection, IdentityKind.BOT, "service/" + serviceId);
    }

    /** A bot user; an app that serves a whole organisation has the same one in each workspace. */
    IdentityId bot(Place workspace, String userId) {
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

    /** The user whose id a member holds; unknown where there is none. */
    Knowledge<PersonId> user(JsonBody body, String member) throws ConnectorException {
        return known(Read.optional(body, member));
    }

    Knowledge<PersonId> known(Optional<String> userId) {
        return Knowledge.ofNullable(
                userId.filter(id -> !id.equals(SLACKBOT)).map(this::person).orElse(null));
    }

    static boolean isSlackbot(String userId) {
        return userId.equals(SLACKBOT);
    }
}
