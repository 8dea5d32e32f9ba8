package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ConnectorProblem.NotFound;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ConnectorProblem.Unavailable;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.work.Partition;
import java.util.List;
import java.util.Set;

/**
 * Reads one user's tokens or app passwords. Google answers 400, 401, 403 or 404 for users who are suspended, archived or
 * deleted, just as it does for a broken credential. Such an answer counts as "nothing there" only after the directory
 * has said that the user is inactive or gone, and the same call has succeeded afterwards for another user.
 */
final class UserReader {
    private final ProviderSession session;
    private final GoogleSettings settings;
    private final PerUserStream stream;
    private final Set<String> inactive;
    private final boolean planned;
    private boolean refusalStands;

    UserReader(ProviderSession session, PerUserStream stream, Partition partition) throws ConnectorException {
        this.session = session;
        this.settings = GoogleSettings.of(session);
        this.stream = stream;
        this.inactive = UserBuckets.inactive(partition);
        this.planned = partition.segment().isEmpty();
    }

    List<Observation> read(String user) throws ConnectorException {
        ProviderResponse answer;
        try {
            answer = list(user);
        } catch (ConnectorException e) {
            if (!mayBeAboutTheUser(e.problem()) || !isInactiveOrGone(user)) {
                throw e;
            }
            refusalStands = true;
            return List.of();
        }
        refusalStands = false;
        JsonBody body = JsonBody.of(answer);
        return body.listOrEmpty("items").isEmpty()
                ? List.of()
                : stream.observations(session, user, body, isInactive(user));
    }

    /** A plan has listed who is suspended or archived; whoever is read again alone must be looked up. */
    private boolean isInactive(String user) throws ConnectorException {
        return planned ? inactive.contains(user) : isInactiveOrGone(user);
    }

    /** Whether the last user was refused, and no success has shown since that the credential works. */
    boolean refusalStands() {
        return refusalStands;
    }

    private ProviderResponse list(String user) throws ConnectorException {
        return Calls.send(session, stream.address(settings, user), Limits.DIRECTORY);
    }

    /** A refusal of the call itself: an answer that cannot be read is none. */
    private static boolean mayBeAboutTheUser(ConnectorProblem problem) {
        return switch (problem) {
            case InvalidToken _, InsufficientScope _, NotFound _, UnexpectedResponse _ -> true;
            case RateLimited _, Unavailable _, NotOffered _, Misconfigured _ -> false;
        };
    }

    private boolean isInactiveOrGone(String user) throws ConnectorException {
        if (inactive.contains(user)) {
            return true;
        }
        try {
            JsonBody found = Calls.get(
                    session,
                    Address.users(settings, user).with("projection", "basic").uri(),
                    Limits.DIRECTORY);
            return Read.flag(found, "suspended") || Read.flag(found, "archived");
        } catch (ConnectorException e) {
            if (e.problem() instanceof NotFound) {
                return true;
            }
            throw e;
        }
    }

    /**
     * To be called after the last user: a refusal that no later success has cleared may still be the credential's.
     * Throws what the same call for the administrator throws.
     */
    void proveCredential() throws ConnectorException {
        if (refusalStands) {
            // Read too: a proxy's page with status 200 proves nothing.
            JsonBody.of(list(settings.adminUser())).listOrEmpty("items");
            refusalStands = false;
        }
    }
}
