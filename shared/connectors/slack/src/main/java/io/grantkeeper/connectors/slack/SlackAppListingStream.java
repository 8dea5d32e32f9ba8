package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A stream that reads one of the lists of apps, page by page, for the organization and for each workspace separately.
 */
final class SlackAppListingStream implements AccessStream {
    /** A converter from a row to an observation. */
    @FunctionalInterface
    interface RowReader {
        Observation read(SlackIds naming, SlackContext place, JsonNodeReader row) throws ConnectorException;
    }

    /** The number of rows per page. Slack accepts up to 1,000 and recommends fewer. */
    private static final String PAGE_SIZE = "200";

    private final StreamId id;
    private final String title;
    private final SlackMethod method;
    private final String member;
    private final RowReader reader;

    SlackAppListingStream(StreamId id, String title, SlackMethod method, String member, RowReader reader) {
        this.id = id;
        this.title = title;
        this.method = method;
        this.member = member;
        this.reader = reader;
    }

    @Override
    public StreamId id() {
        return id;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public StreamNature nature() {
        return StreamNature.LISTING;
    }

    @Override
    public Set<String> requiredScopes() {
        return Set.of(SlackScopes.APPS);
    }

    @Override
    public Duration freshFor() {
        return Duration.ofHours(6);
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) throws ConnectorException {
        return SlackTokenScope.partitions(session, id, known, true);
    }

    @Override
    public StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
            throws ConnectorException {
        SlackClient api = new SlackClient(session);
        SlackContext place = SlackContext.of(partition);
        Map<String, String> arguments = new HashMap<>(place.argument());
        arguments.put("limit", PAGE_SIZE);
        from.token().ifPresent(token -> arguments.put("cursor", token));
        JsonNodeReader answer = api.read(method, arguments);
        SlackIds naming = new SlackIds(api.connection());
        List<Observation> items = new ArrayList<>();
        for (JsonNodeReader row : answer.list(member)) {
            items.add(reader.read(naming, place, row));
        }
        Optional<String> next = SlackJson.nextCursor(answer, from.token().orElse(""));
        return next.isPresent() ? StreamPage.more(items, PartitionCursor.at(next.get())) : StreamPage.last(items);
    }
}
