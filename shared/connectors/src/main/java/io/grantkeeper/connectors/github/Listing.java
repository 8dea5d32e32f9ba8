package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A listing below the organisation that is read page by page, as most of GitHub's are.
 *
 * @param path below the organisation: {@code /installations}
 * @param query fixed parameters
 * @param credential how it is asked for
 * @param wrapper what the rows lie in; empty where the answer is the array itself
 * @param reader what a row says
 */
record Listing(
        StreamId id,
        String title,
        Set<String> requiredScopes,
        Duration freshFor,
        String path,
        Map<String, String> query,
        String credential,
        Optional<Wrapper> wrapper,
        RowReader reader)
        implements AccessStream {
    /**
     * @param rows the member that holds the rows
     * @param total the member that counts them
     */
    record Wrapper(String rows, String total) {}

    /** Reads one row of a listing. */
    @FunctionalInterface
    interface RowReader {
        List<Observation> read(Naming naming, JsonBody row) throws ConnectorException;
    }

    @Override
    public StreamNature nature() {
        return StreamNature.LISTING;
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) {
        return List.of(Partition.whole(id));
    }

    @Override
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        if (credential.equals(GitHubCredentials.AS_OWNER)
                && session.credential(credential).isEmpty()) {
            throw Problems.notOffered(
                    "%s: not read, for the connection has no credential '%s'".formatted(title, credential));
        }
        GitHubApi api = new GitHubApi(session);
        ListingPosition position = ListingPosition.of(from);
        Map<String, String> parameters = new TreeMap<>(query);
        parameters.put("page", Integer.toString(position.page()));
        ProviderResponse response = api.page(api.inOrganization(path), parameters, credential);
        JsonBody body = JsonBody.of(response);
        List<Observation> items = observations(new Naming(session.connection().id()), rows(body));
        Optional<Cursor> next = position.next(PageNumber.after(position.page(), response), total(body));
        return next.isPresent() ? Page.more(items, next.get()) : Page.last(items);
    }

    private List<JsonBody> rows(JsonBody body) throws ConnectorException {
        return wrapper.isPresent() ? body.list(wrapper.get().rows()) : body.elements();
    }

    private Optional<Long> total(JsonBody body) throws ConnectorException {
        return wrapper.isPresent() ? body.optionalNumber(wrapper.get().total()) : Optional.empty();
    }

    private List<Observation> observations(Naming naming, List<JsonBody> rows) throws ConnectorException {
        List<Observation> items = new ArrayList<>();
        for (JsonBody row : rows) {
            items.addAll(reader.read(naming, row));
        }
        return items;
    }
}
