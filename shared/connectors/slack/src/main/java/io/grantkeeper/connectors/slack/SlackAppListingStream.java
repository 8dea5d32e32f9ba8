package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.StreamPageRequest;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.StreamId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Creates streams that each read one of Slack's lists of apps, page by page, for the organization and for each
 * workspace separately.
 */
final class SlackAppListingStream {
    /** A converter from a row to an observation. */
    @FunctionalInterface
    interface RowReader {
        AccessObservation read(SlackIds ids, SlackContext context, JsonNodeReader row) throws ConnectorException;
    }

    /** The number of rows per page. Slack accepts up to 1,000 and recommends fewer. */
    private static final String PAGE_SIZE = "200";

    private SlackAppListingStream() {}

    /**
     * Returns the stream of one of Slack's lists of apps.
     *
     * @param member the member of the response that contains the rows
     */
    static AccessStream stream(StreamId id, String title, SlackMethod method, String member, RowReader reader) {
        return StreamDefinition.listing(id, title)
                .withScopes("admin.apps:read")
                .withFreshFor(Duration.ofHours(6))
                .readBy(request -> read(request, method, member, reader))
                .withPartitions((session, known) -> SlackTokenScope.partitions(session, id, known, true));
    }

    private static StreamPage read(StreamPageRequest request, SlackMethod method, String member, RowReader reader)
            throws ConnectorException {
        SlackContext context = SlackContext.of(request.partition());
        Map<String, String> arguments = new HashMap<>(context.argument());
        arguments.put("limit", PAGE_SIZE);
        SlackIds ids = new SlackIds(request.connection(), SlackContext.isOfOrganization(request.partition()));
        return new SlackClient(request.session())
                .page(method, arguments, member, request.token())
                .toPage(row -> List.of(reader.read(ids, context, row)));
    }
}
