package io.grantkeeper.connectors.slack;

import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where something holds: in one workspace ({@code T…}) or in the whole organisation ({@code E…}). Methods take the one
 * or the other, never both.
 */
record Place(String id) implements Comparable<Place> {
    private static final Pattern FORM = Pattern.compile("[ET][A-Z0-9]{2,30}");

    /** Whether the connection holds an organisation's token: its people are then read for all workspaces at once. */
    static final String OF_ORGANIZATION = "of-organization";

    static Optional<Place> of(String id) {
        return FORM.matcher(id).matches() ? Optional.of(new Place(id)) : Optional.empty();
    }

    static Place of(Partition partition) {
        return new Place(partition.id());
    }

    boolean isWorkspace() {
        return id.startsWith("T");
    }

    /** The argument by which a method knows it. */
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
    public int compareTo(Place other) {
        return id.compareTo(other.id);
    }
}
