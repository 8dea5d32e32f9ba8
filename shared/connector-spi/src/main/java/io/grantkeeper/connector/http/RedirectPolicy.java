package io.grantkeeper.connector.http;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import java.net.URI;
import java.util.Set;

/**
 * The rule for redirects: a redirect is followed only if the request is a GET and the target has the same origin, so
 * that no credential reaches another host.
 */
final class RedirectPolicy {
    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    private RedirectPolicy() {}

    static boolean isRedirect(ProviderResponse response) {
        return STATUSES.contains(response.status());
    }

    /** Returns the request that follows the redirect. Authentication has not been added to it yet. */
    static ProviderRequest follow(ProviderRequest request, ProviderResponse response) throws ConnectorException {
        if (request.method() != ProviderRequest.Method.GET) {
            throw refused(request, "redirected, but only GET requests may be redirected");
        }
        URI target;
        try {
            target = request.uri()
                    .resolve(response.header("location")
                            .orElseThrow(() -> refused(request, "redirected without a location")));
        } catch (IllegalArgumentException _) {
            throw refused(request, "redirected to an invalid URL");
        }
        if (!AllowedHosts.sameOrigin(request.uri(), target)) {
            throw refused(
                    request,
                    "redirected to another host, %s; such redirects are not followed".formatted(target.getHost()));
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
