package io.grantkeeper.connectors.slack;

import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A workspace ({@code T…}) or a whole organization ({@code E…}) that a row applies to. Slack's methods accept one or
 * the other, never both.
 */
record SlackContext(String id) implements Comparable<SlackContext> {
    private static final Pattern FORM = Pattern.compile("[ET][A-Z0-9]{2,30}");

    /**
     * The partition parameter that states whether the connection has an organization's token. If it has one, people are
     * read once for all workspaces.
     */
    static final String OF_ORGANIZATION = "of-organization";

    static Optional<SlackContext> of(String id) {
        return FORM.matcher(id).matches() ? Optional.of(new SlackContext(id)) : Optional.empty();
    }

    static SlackContext of(Partition partition) {
        return new SlackContext(partition.id());
    }

    boolean isWorkspace() {
        return id.startsWith("T");
    }

    /** Returns the argument that identifies the workspace or organization in calls. */
    Map<String, String> argument() {
        return Map.of(isWorkspace() ? "team_id" : "enterprise_id", id);
    }

    Partition of(StreamId stream, boolean ofOrganization) {
        return Partition.of(stream, id, Map.of(OF_ORGANIZATION, Boolean.toString(ofOrganization)));
    }

    static boolean isOfOrganization(Partition partition) {
        return Boolean.parseBoolean(partition.parameters().getOrDefault(OF_ORGANIZATION, "false"));
    }

    @Override
    public int compareTo(SlackContext other) {
        return id.compareTo(other.id);
    }
}
