package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.JsonNodeReader;
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
 * A stream that reads a listing below the organization page by page. Most of GitHub's listings have this format.
 *
 * @param path the path below the organization: {@code /installations}
 * @param query fixed query parameters
 * @param credential the credential for the calls
 * @param wrapper the object around the rows; empty if the response is the array itself
 * @param reader the function that converts a row to observations
 */
record GitHubListingStream(
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
     * The object around the rows of a page.
     *
     * @param rows the name of the member that contains the rows
     * @param total the name of the member that contains the number of all rows
     */
    record Wrapper(String rows, String total) {}

    /** A converter from one row of a listing to observations. */
    @FunctionalInterface
    interface RowReader {
        List<Observation> read(GitHubIds naming, JsonNodeReader row) throws ConnectorException;
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
    public StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
            throws ConnectorException {
        if (credential.equals(GitHubCredentials.AS_OWNER)
                && session.credential(credential).isEmpty()) {
            throw GitHubProblems.notOffered(
                    "%s: not read because the connection has no credential '%s'".formatted(title, credential));
        }
        GitHubClient api = new GitHubClient(session);
        GitHubListingPosition position = GitHubListingPosition.of(from);
        Map<String, String> parameters = new TreeMap<>(query);
        parameters.put("page", Integer.toString(position.page()));
        ProviderResponse response = api.page(api.inOrganization(path), parameters, credential);
        JsonNodeReader body = JsonNodeReader.of(response);
        List<Observation> items =
                observations(new GitHubIds(session.connection().id()), rows(body));
        Optional<PartitionCursor> next = position.next(GitHubPageNumber.after(position.page(), response), total(body));
        return next.isPresent() ? StreamPage.more(items, next.get()) : StreamPage.last(items);
    }

    private List<JsonNodeReader> rows(JsonNodeReader body) throws ConnectorException {
        return wrapper.isPresent() ? body.list(wrapper.get().rows()) : body.elements();
    }

    private Optional<Long> total(JsonNodeReader body) throws ConnectorException {
        return wrapper.isPresent() ? body.optionalNumber(wrapper.get().total()) : Optional.empty();
    }

    private List<Observation> observations(GitHubIds naming, List<JsonNodeReader> rows) throws ConnectorException {
        List<Observation> items = new ArrayList<>();
        for (JsonNodeReader row : rows) {
            items.addAll(reader.read(naming, row));
        }
        return items;
    }
}
