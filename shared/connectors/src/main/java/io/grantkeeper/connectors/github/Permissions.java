package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.ResourceReach;
import java.util.SortedSet;
import java.util.TreeSet;

/** GitHub's permissions as scopes of the form {@code name:level}, and over how many repositories they hold. */
final class Permissions {
    private Permissions() {}

    /** An app's permissions: {@code {"contents":"write"}}. Names and levels that we do not know are kept. */
    static SortedSet<String> flat(JsonBody permissions) throws ConnectorException {
        SortedSet<String> scopes = new TreeSet<>();
        for (String name : permissions.names()) {
            if (permissions.has(name)) {
                scopes.add(name + ":" + permissions.text(name));
            }
        }
        return scopes;
    }

    /** A token's permissions, grouped by organization, repository and other. */
    static SortedSet<String> grouped(JsonBody permissions) throws ConnectorException {
        SortedSet<String> scopes = new TreeSet<>();
        for (String group : permissions.names()) {
            if (permissions.has(group)) {
                scopes.addAll(flat(permissions.object(group)));
            }
        }
        return scopes;
    }

    /** What {@code repository_selection} means; a word that we do not know is unknown, not none. */
    static ResourceReach reach(JsonBody row, String member) throws ConnectorException {
        return switch (row.optionalText(member).orElse("")) {
            case "all" -> ResourceReach.ALL;
            case "selected", "subset" -> ResourceReach.SELECTED;
            case "none" -> ResourceReach.NONE;
            default -> ResourceReach.UNKNOWN;
        };
    }
}
