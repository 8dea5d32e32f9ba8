package io.grantkeeper.authzen;

import io.grantkeeper.identity.json.JsonTrees;
import java.net.URI;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The URL and features of the decision point (section 9 of the AuthZEN specification).
 *
 * @param publicUrl the decision point's identifier, which prefixes every endpoint. It can have a path, for example one
 *     per tenant
 * @param accessRequests whether the decision point accepts access requests
 */
public record PdpMetadata(URI publicUrl, boolean accessRequests) {
    static final String WELL_KNOWN = "/.well-known/authzen-configuration";
    static final String ACCESS_REQUEST_CAPABILITY = "urn:openid:authzen:capability:access-request";

    /**
     * Checks the public URL.
     *
     * @throws IllegalArgumentException if the URL has no host, contains a query or fragment, or ends in a slash
     */
    public PdpMetadata {
        if (publicUrl.getHost() == null || publicUrl.getQuery() != null || publicUrl.getFragment() != null) {
            throw new IllegalArgumentException(
                    "the public URL '%s' must look like https://pdp.example.com, without a query or fragment"
                            .formatted(publicUrl));
        }
        if (publicUrl.toString().endsWith("/")) {
            throw new IllegalArgumentException(
                    "the public URL '%s' must not end in a slash, because callers compare it character by character"
                            .formatted(publicUrl));
        }
    }

    /** Returns the path that prefixes every endpoint; empty at the root of a host. */
    String basePath() {
        return Optional.ofNullable(publicUrl.getRawPath()).orElse("");
    }

    String wellKnownPath() {
        return WELL_KNOWN + basePath();
    }

    /**
     * Returns whether a path is a metadata path. The well-known path may also follow the identifier's own path, because
     * OpenID Connect clients look there.
     */
    boolean isWellKnown(String path) {
        return path.equals(wellKnownPath()) || path.equals(basePath() + WELL_KNOWN);
    }

    String url(AuthZenRoute route) {
        return publicUrl + route.path();
    }

    String document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("policy_decision_point", publicUrl.toString());
        document.put("access_evaluation_endpoint", url(AuthZenRoute.EVALUATION));
        document.put("access_evaluations_endpoint", url(AuthZenRoute.EVALUATIONS));
        document.put("search_subject_endpoint", url(AuthZenRoute.SEARCH_SUBJECT));
        document.put("search_resource_endpoint", url(AuthZenRoute.SEARCH_RESOURCE));
        document.put("search_action_endpoint", url(AuthZenRoute.SEARCH_ACTION));
        if (accessRequests) {
            document.put("access_request_endpoint", url(AuthZenRoute.REQUESTS));
            document.putArray("capabilities").add(ACCESS_REQUEST_CAPABILITY);
        }
        return JsonTrees.write(document);
    }
}
