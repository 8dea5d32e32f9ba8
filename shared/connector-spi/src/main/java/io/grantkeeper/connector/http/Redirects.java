package io.grantkeeper.connector.http;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import java.net.URI;
import java.util.Set;

/** Follows a provider that moved something on its own host; to another host, nothing of ours is carried. */
final class Redirects {
    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    private Redirects() {}

    static boolean isRedirect(ProviderResponse response) {
        return STATUSES.contains(response.status());
    }

    /** The request to make next, not authenticated yet. */
    static ProviderRequest follow(ProviderRequest request, ProviderResponse response) throws ConnectorException {
        if (request.method() != ProviderRequest.Method.GET) {
            throw refused(request, "redirected, which only a GET may be");
        }
        URI target;
        try {
            target = request.uri()
                    .resolve(response.header("location").orElseThrow(() -> refused(request, "redirected to nowhere")));
        } catch (IllegalArgumentException _) {
            throw refused(request, "redirected to something that is no URL");
        }
        if (!AllowedHosts.sameOrigin(request.uri(), target)) {
            throw refused(request, "redirected to another host, %s, which is not followed".formatted(target.getHost()));
        }
        return new ProviderRequest(
                request.method(),
                target,
                request.limit(),
                request.credential(),
                request.headers(),
                request.body(),
                request.idempotent(),
                request.units());
    }

    private static ConnectorException refused(ProviderRequest request, String what) {
        return new ConnectorException(new UnexpectedResponse(request + ": " + what));
    }
}
