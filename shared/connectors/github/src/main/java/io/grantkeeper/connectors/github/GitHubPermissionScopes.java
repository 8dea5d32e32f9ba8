package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.ResourceReach;
import java.util.SortedSet;
import java.util.TreeSet;

/** GitHub's permissions as scopes in the form {@code name:level}, and their reach across repositories. */
final class GitHubPermissionScopes {
    private GitHubPermissionScopes() {}

    /**
     * Returns the permissions of an app, which GitHub lists as {@code {"contents":"write"}}. Unknown names and levels
     * are included.
     */
    static SortedSet<String> ofApp(JsonNodeReader permissions) throws ConnectorException {
        SortedSet<String> scopes = new TreeSet<>();
        for (String name : permissions.names()) {
            if (permissions.has(name)) {
                scopes.add(name + ":" + permissions.text(name));
            }
        }
        return scopes;
    }

    /** Returns the permissions of a token, which GitHub lists in the groups organization, repository and other. */
    static SortedSet<String> ofToken(JsonNodeReader permissions) throws ConnectorException {
        SortedSet<String> scopes = new TreeSet<>();
        for (String group : permissions.names()) {
            if (permissions.has(group)) {
                scopes.addAll(ofApp(permissions.object(group)));
            }
        }
        return scopes;
    }

    /**
     * Returns the reach that {@code repository_selection} states. For an unrecognized value, the reach is unknown,
     * not none.
     */
    static ResourceReach reach(JsonNodeReader row, String member) throws ConnectorException {
        return switch (row.optionalText(member).orElse("")) {
            case "all" -> ResourceReach.ALL;
            case "selected", "subset" -> ResourceReach.SELECTED;
            case "none" -> ResourceReach.NONE;
            default -> ResourceReach.UNKNOWN;
        };
    }
}
