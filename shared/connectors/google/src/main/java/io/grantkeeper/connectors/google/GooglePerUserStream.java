package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.connector.ListingCount;
import io.grantkeeper.connector.ListingOrder;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamDefinition;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A stream that reads a listing that Google offers for only one user at a time. The users are divided into partitions,
 * each page covers a few users, and the cursor is the id of the next user. A page ends early if the rate limit is
 * reached partway.
 */
abstract sealed class GooglePerUserStream implements AccessStream permits GoogleTokensStream, GoogleAppPasswordsStream {
    /**
     * The number of users per page. Each user costs at least one call, so the calls of a page take well under a second,
     * and a failed page loses little work.
     */
    private static final int USERS_PER_PAGE = 5;

    private final StreamDefinition definition;
    private final String collection;

    /**
     * Creates a stream.
     *
     * @param collection the last path segment of the call: {@code tokens}
     */
    GooglePerUserStream(StreamId id, String title, String collection) {
        this.definition = StreamDefinition.listing(id, title)
                .withScopes(GoogleScopes.SECURITY, GoogleScopes.USERS)
                // Directory API, users.list: pages by token, and no order unless one is requested.
                .withOrder(ListingOrder.PLANNED);
        this.collection = collection;
    }

    abstract List<AccessObservation> observations(
            ProviderSession session, String userId, JsonNodeReader answer, boolean inactive) throws ConnectorException;

    @Override
    public final StreamDefinition definition() {
        return definition;
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) throws ConnectorException {
        return GoogleUserPartitions.plan(session, id(), known);
    }

    @Override
    public StreamPage read(ProviderSession session, Partition partition, PartitionCursor from)
            throws ConnectorException {
        List<String> users = GoogleUserPartitions.users(partition);
        int first = from.token().isPresent() ? position(users, from.token().get()) : 0;
        int end = Math.min(first + USERS_PER_PAGE, users.size());
        GoogleUserItemReader reader = new GoogleUserItemReader(session, this, partition);
        List<AccessObservation> observed = new ArrayList<>();
        int settled = first;
        try {
            for (int next = first; next < end; next++) {
                observed.addAll(reader.read(users.get(next)));
                settled = reader.hasUnresolvedRejection() ? settled : next + 1;
            }
            reader.verifyCredential();
        } catch (ConnectorException e) {
            if (!(e.problem() instanceof RateLimited) || settled == first) {
                throw e;
            }
            // Users that were already read are not read again after the wait. A user whose rejection is unresolved
            // contributed no rows.
            return StreamPage.more(observed, PartitionCursor.at(users.get(settled)))
                    .withCount(whole(users.subList(first, settled)));
        }
        StreamPage page = end < users.size()
                ? StreamPage.more(observed, PartitionCursor.at(users.get(end)))
                : StreamPage.last(observed);
        return page.withCount(whole(users.subList(first, end)));
    }

    /**
     * Returns the listing count of a page that contains all rows of the given users. A user's rows are never split,
     * because Google returns them in one response.
     */
    private static ListingCount whole(List<String> users) {
        return ListingCount.NONE.asStart().withWholeSegments(users);
    }

    @Override
    public final Optional<Partition> directRead(Partition whole, String segment) {
        return Optional.of(GoogleUserPartitions.singleUser(id(), segment));
    }

    URI address(GoogleSettings settings, String user) {
        return GoogleRequestUri.users(settings, user, collection).uri();
    }

    private int position(List<String> users, String user) throws ConnectorException {
        int position = users.indexOf(user);
        if (position < 0) {
            throw new ConnectorException(new UnexpectedResponse(
                    "stream '%s': the cursor names a user who is not in its partition".formatted(id())));
        }
        return position;
    }

    /**
     * Returns the part of an id before the slash, or the whole id if it contains no slash. {@link #segmentOf} uses this
     * part as the id of the person to whom an observation belongs.
     */
    static String beforeSlash(String id) {
        int slash = id.indexOf('/');
        return slash < 0 ? id : id.substring(0, slash);
    }
}
