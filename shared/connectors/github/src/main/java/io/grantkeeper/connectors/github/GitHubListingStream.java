package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.DeclaredStream;
import io.grantkeeper.connector.ListingCount;
import io.grantkeeper.connector.NotFoundTolerantCall;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.RowPage;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.StreamPageRequest;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.identity.AccessObservation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A listing under the organization's URL, read page by page. Most of GitHub's listings have this format.
 *
 * @param path the path below the organization's URL: {@code /installations}
 * @param query fixed query parameters
 * @param credential the credential for the calls
 * @param wrapper the object that contains the rows; empty if the response is the array itself
 */
record GitHubListingStream(String path, Map<String, String> query, String credential, Optional<Wrapper> wrapper) {
    /**
     * The object that contains the rows of a page.
     *
     * @param rows the name of the member that contains the rows
     * @param total the name of the member that contains the number of all rows
     * @param id returns the id of a row; empty if the row has none
     */
    private record Wrapper(String rows, String total, RowId id) {}

    /** A function that returns GitHub's id of a row. */
    @FunctionalInterface
    interface RowId {
        Optional<String> of(JsonNodeReader row) throws ConnectorException;
    }

    private static final Pattern OLDER_CURSOR = Pattern.compile("\\d{1,9}/\\d{1,18}/\\d{1,9}");

    /** A converter from one row of a listing to observations. */
    @FunctionalInterface
    interface RowReader {
        List<AccessObservation> read(GitHubIds ids, JsonNodeReader row) throws ConnectorException;
    }

    /** Returns a listing that is read with the installation's token and whose response is an array of rows. */
    static GitHubListingStream at(String path) {
        return new GitHubListingStream(path, Map.of(), GitHubCredentials.AS_INSTALLATION, Optional.empty());
    }

    GitHubListingStream withQuery(Map<String, String> parameters) {
        return new GitHubListingStream(path, parameters, credential, wrapper);
    }

    /**
     * Returns a copy of this listing that is read with an owner's token. Without such a token, the stream is not
     * offered.
     */
    GitHubListingStream asOwner() {
        return new GitHubListingStream(path, query, GitHubCredentials.AS_OWNER, wrapper);
    }

    /**
     * Returns a copy of this listing for responses in which an object contains the rows.
     *
     * @param rows the name of the member that contains the rows
     * @param total the name of the member that contains the number of all rows
     * @param id returns the id of a row, so that the rows read can be compared with the total
     */
    GitHubListingStream wrappedIn(String rows, String total, RowId id) {
        return new GitHubListingStream(path, query, credential, Optional.of(new Wrapper(rows, total, id)));
    }

    DeclaredStream stream(StreamDefinition definition, RowReader reader) {
        return definition.readBy(request -> read(request, reader));
    }

    private StreamPage read(StreamPageRequest request, RowReader reader) throws ConnectorException {
        if (credential.equals(GitHubCredentials.AS_OWNER)
                && request.session().credential(credential).isEmpty()) {
            throw ConnectorException.notOffered("%s: not read because the connection has no credential '%s'"
                    .formatted(request.definition().title(), credential));
        }
        GitHubClient api = new GitHubClient(request.session());
        Optional<String> segment = request.partition().segment();
        if (segment.isPresent()) {
            return StreamPage.last(readOne(api, segment.get(), reader, new GitHubIds(request.connection())));
        }
        int page = page(request.from());
        Map<String, String> parameters = new TreeMap<>(query);
        parameters.put("page", Integer.toString(page));
        ProviderResponse response = api.page(api.inOrganization(path), parameters, credential);
        JsonNodeReader body = JsonNodeReader.of(response);
        GitHubIds ids = new GitHubIds(request.connection());
        List<AccessObservation> items = RowPage.read(rows(body), row -> reader.read(ids, row));
        Optional<Integer> next = GitHubPageNumber.after(page, response);
        return StreamPage.of(items, next.map(Object::toString)).withCount(count(page, body));
    }

    /** Reads one row by its id. Returns an empty list if the row does not exist. */
    private List<AccessObservation> readOne(GitHubClient api, String id, RowReader reader, GitHubIds ids)
            throws ConnectorException {
        Optional<JsonNodeReader> row = NotFoundTolerantCall.find(() -> JsonNodeReader.of(
                api.page(api.inOrganization(path + "/" + GitHubClient.encodeSegment(id)), Map.of(), credential)));
        return row.isPresent() ? reader.read(ids, row.get()) : List.of();
    }

    /**
     * Returns the page that a cursor points to. In earlier releases, this stream restarted listings itself and appended
     * the number of rows and the number of restarts to the page: {@code 3/250/0}.
     */
    private static int page(PartitionCursor from) throws ConnectorException {
        Optional<String> token = from.token();
        if (token.isPresent() && OLDER_CURSOR.matcher(token.get()).matches()) {
            return GitHubPageNumber.of(token.map(text -> text.substring(0, text.indexOf('/'))));
        }
        return GitHubPageNumber.of(token);
    }

    /**
     * Returns what the page shows about the size of its listing. GitHub numbers pages, so if a row disappears, all
     * later rows move up by one.
     */
    private ListingCount count(int page, JsonNodeReader body) throws ConnectorException {
        if (wrapper.isEmpty()) {
            return ListingCount.NONE;
        }
        List<String> ids = new ArrayList<>();
        for (JsonNodeReader row : rows(body)) {
            // A row without an id counts, but never as a repeated one.
            ids.add(wrapper.get().id().of(row).orElse("page " + page + ", row " + ids.size()));
        }
        return ListingCount.NONE.withTotal(
                ids, body.optionalNumber(wrapper.get().total()));
    }

    private List<JsonNodeReader> rows(JsonNodeReader body) throws ConnectorException {
        return wrapper.isPresent() ? body.list(wrapper.get().rows()) : body.elements();
    }
}
