package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.work.Partition;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A listing that Google offers for one user at a time. It is sliced by user, a page is a few users, and the cursor is
 * the id of the user to go on with. A page ends early where the limit is met in the middle of it.
 */
abstract sealed class PerUserStream implements AccessStream permits TokensStream, AppPasswordsStream {
    /** One call a user, at least: a page stays well below a second of calls, and little is lost when one fails. */
    private static final int USERS_A_PAGE = 5;

    /** The last part of the call's address: {@code tokens}. */
    abstract String collection();

    abstract List<Observation> observations(ProviderSession session, String userId, JsonBody answer, boolean inactive)
            throws ConnectorException;

    @Override
    public StreamNature nature() {
        return StreamNature.LISTING;
    }

    @Override
    public Set<String> requiredScopes() {
        return Set.of(Scopes.SECURITY, Scopes.USERS);
    }

    @Override
    public List<Partition> partitions(ProviderSession session, Set<String> known) throws ConnectorException {
        return UserBuckets.plan(session, id(), known);
    }

    @Override
    public Page read(ProviderSession session, Partition partition, Cursor from) throws ConnectorException {
        List<String> users = UserBuckets.users(partition);
        int first = from.token().isPresent() ? position(users, from.token().get()) : 0;
        int end = Math.min(first + USERS_A_PAGE, users.size());
        UserReader reader = new UserReader(session, this, partition);
        List<Observation> observed = new ArrayList<>();
        int settled = first;
        try {
            for (int next = first; next < end; next++) {
                observed.addAll(reader.read(users.get(next)));
                settled = reader.refusalStands() ? settled : next + 1;
            }
            reader.proveCredential();
        } catch (ConnectorException e) {
            if (!(e.problem() instanceof RateLimited) || settled == first) {
                throw e;
            }
            // Whoever was read need not be read again after the wait. A refusal that stands has brought no rows.
            return Page.more(observed, Cursor.at(users.get(settled)));
        }
        return end < users.size() ? Page.more(observed, Cursor.at(users.get(end))) : Page.last(observed);
    }

    URI address(GoogleSettings settings, String user) {
        return Address.users(settings, user, collection()).uri();
    }

    private int position(List<String> users, String user) throws ConnectorException {
        int position = users.indexOf(user);
        if (position < 0) {
            throw new ConnectorException(new UnexpectedResponse(
                    "stream '%s': the cursor names a user who is not in its partition".formatted(id())));
        }
        return position;
    }

    /** The person an observation belongs to, in the words of {@link #segmentOf}. */
    static String beforeSlash(String id) {
        int slash = id.indexOf('/');
        return slash < 0 ? id : id.substring(0, slash);
    }
}
