package io.grantkeeper.connector.activity;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Maps the rows of a provider's logs to activities. Implementations are immutable and thread-safe. */
public interface ActivityMapper {
    /** Returns the names of the logs whose rows are mapped, such as {@code system-log}. */
    Set<String> streams();

    /**
     * Returns the kinds of ids that rows use to refer to identities. The kind is the part of an id before the slash,
     * such as {@code app} in {@code app/0oa1}. The part after the slash is an id or another name from the inventory.
     */
    Set<String> idKinds();

    /**
     * Returns the activity in a row. The row has the form in which the vendor's API returns it. Missing and null
     * members are tolerated.
     *
     * @throws UnreadableRowException if the row lacks a required member, such as its time; the message names the member
     */
    Activity map(String stream, JsonNode row) throws UnreadableRowException;
}
