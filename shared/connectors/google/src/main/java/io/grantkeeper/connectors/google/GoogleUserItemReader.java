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
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.ProviderResponse;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.work.Partition;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the consents or app passwords of one user. For users who are suspended, archived or deleted, Google returns
 * 400, 401, 403 or 404, just as for an invalid credential. Such a response counts as an empty result only if the
 * directory reports that the user is inactive or deleted, and the same call succeeds afterward for another user.
 */
final class GoogleUserItemReader {
    private final ProviderSession session;
    private final GoogleSettings settings;
    private final GooglePerUserStream stream;
    private final Set<String> inactive;
    private final boolean planned;
    private boolean hasUnresolvedRejection;

    GoogleUserItemReader(ProviderSession session, GooglePerUserStream stream, Partition partition)
            throws ConnectorException {
        this.session = session;
        this.settings = GoogleSettings.of(session);
        this.stream = stream;
        this.inactive = GoogleUserPartitions.inactive(partition);
        this.planned = partition.segment().isEmpty();
    }

    List<AccessObservation> read(String user) throws ConnectorException {
        ProviderResponse answer;
        try {
            answer = list(user);
        } catch (ConnectorException e) {
            if (!mayConcernUser(e.problem()) || !isInactiveOrDeleted(user)) {
                throw e;
            }
            hasUnresolvedRejection = true;
            return List.of();
        }
        hasUnresolvedRejection = false;
        JsonNodeReader body = JsonNodeReader.of(answer);
        return body.listOrEmpty("items").isEmpty()
                ? List.of()
                : stream.observations(session, user, body, isInactive(user));
    }

    /**
     * Returns whether the user is inactive. A partition for a whole bucket lists the bucket's suspended and archived
     * users. If the partition reads only one user, that user must be looked up.
     */
    private boolean isInactive(String user) throws ConnectorException {
        return planned ? inactive.contains(user) : isInactiveOrDeleted(user);
    }

    /** Returns whether a user was rejected and no later success has shown that the credential works. */
    boolean hasUnresolvedRejection() {
        return hasUnresolvedRejection;
    }

    private ProviderResponse list(String user) throws ConnectorException {
        return GoogleClient.send(session, stream.address(settings, user), GoogleRateLimits.DIRECTORY);
    }

    /**
     * Returns whether Google rejected the call, possibly because of the user. An unreadable response is not a
     * rejection.
     */
    private static boolean mayConcernUser(ConnectorProblem problem) {
        return switch (problem) {
            case InvalidToken _, InsufficientScope _, NotFound _, UnexpectedResponse _ -> true;
            case RateLimited _, Unavailable _, NotOffered _, Misconfigured _ -> false;
        };
    }

    private boolean isInactiveOrDeleted(String user) throws ConnectorException {
        if (inactive.contains(user)) {
            return true;
        }
        Optional<JsonNodeReader> found = GoogleUserPage.find(session, settings, user, "basic");
        return found.isEmpty()
                || found.get().flagOrFalse("suspended")
                || found.get().flagOrFalse("archived");
    }

    /**
     * Checks that the credential works by making the same call for the administrator. Call this method after the
     * last user, because a rejection without a later success may be due to the credential.
     *
     * @throws ConnectorException if the call for the administrator fails
     */
    void verifyCredential() throws ConnectorException {
        if (hasUnresolvedRejection) {
            // The body is parsed too, because a proxy's page with status 200 proves nothing.
            JsonNodeReader.of(list(settings.adminUser())).listOrEmpty("items");
            hasUnresolvedRejection = false;
        }
    }
}
