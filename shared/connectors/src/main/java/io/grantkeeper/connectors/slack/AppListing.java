package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.http.JsonBody;
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

/** One of the lists of apps, for the organisation and for each workspace by itself, with a cursor. */
final class AppListing implements AccessStream {
    /** Makes an observation of a row. */
    @FunctionalInterface
    interface RowReader {
        Observation read(Naming naming, Place place, JsonBody row) throws ConnectorException;
    }

    /** Slack takes up to 1,000 and recommends less. */
    private static final String PAGE_SIZE = "200";

    private final StreamId id;
    private final String title;
    private final SlackMethod method;
    private final String member;
    private final RowReader reader;

    AppListing(StreamId id, String title, SlackMethod method, String member, RowReader reader) {
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
        return Set.of(Scopes.APPS);
    }

    @Override
    public Duration freshFor() {
        return Duration.ofHours(6);
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) throws ConnectorException {
        return Installation.partitions(session, id, known, true);
    }

    @Override
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        SlackApi api = new SlackApi(session);
        Place place = Place.of(partition);
        Map<String, String> arguments = new HashMap<>(place.argument());
        arguments.put("limit", PAGE_SIZE);
        from.token().ifPresent(token -> arguments.put("cursor", token));
        JsonBody answer = api.read(method, arguments);
        Naming naming = new Naming(api.connection());
        List<Observation> items = new ArrayList<>();
        for (JsonBody row : answer.list(member)) {
            items.add(reader.read(naming, place, row));
        }
        Optional<String> next = Read.nextCursor(answer, from.token().orElse(""));
        return next.isPresent() ? Page.more(items, Cursor.at(next.get())) : Page.last(items);
    }
}
