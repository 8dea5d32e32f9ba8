package io.grantkeeper.connector.activity;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Maps the rows of a provider's logs to activities. Implementations are immutable and thread-safe. */
public interface ActivityMapper {
    /** Returns the names of the logs whose rows are mapped, such as {@code system-log}. */
    Set<String> streams();

    /**
     * Returns the activity of a row as the vendor's API returns it. Missing and null members are tolerated.
     *
     * @throws UnreadableRowException if the row lacks a required member, such as its time; the message names the
     *     member
     */
    Activity map(String stream, JsonNode row) throws UnreadableRowException;
}
