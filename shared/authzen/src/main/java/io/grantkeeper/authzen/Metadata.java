package io.grantkeeper.authzen;

import io.grantkeeper.identity.json.JsonTrees;
import java.net.URI;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where the decision point is found, and what it offers (section 9 of the specification).
 *
 * @param publicUrl its identifier: what callers put in front of every path. It may have a path of its own, one a tenant
 */
public record Metadata(URI publicUrl, boolean accessRequests) {
    static final String WELL_KNOWN = "/.well-known/authzen-configuration";
    static final String ACCESS_REQUEST_CAPABILITY = "urn:openid:authzen:capability:access-request";

    /** @throws IllegalArgumentException where it is none that callers could put a path behind */
    public Metadata {
        if (publicUrl.getHost() == null || publicUrl.getQuery() != null || publicUrl.getFragment() != null) {
            throw new IllegalArgumentException(
                    "the public URL '%s' must look like https://pdp.example.com, without query or fragment"
                            .formatted(publicUrl));
        }
        if (publicUrl.toString().endsWith("/")) {
            throw new IllegalArgumentException(
                    "the public URL '%s' must not end in a slash: callers compare it letter by letter"
                            .formatted(publicUrl));
        }
    }

    /** What stands in front of every path of the API; empty at the root of a host. */
    String basePath() {
        return Optional.ofNullable(publicUrl.getRawPath()).orElse("");
    }

    String wellKnownPath() {
        return WELL_KNOWN + basePath();
    }

    /** Also behind the identifier, where callers look who know the custom of OpenID Connect. */
    boolean isWellKnown(String path) {
        return path.equals(wellKnownPath()) || path.equals(basePath() + WELL_KNOWN);
    }

    String url(Route route) {
        return publicUrl + route.path();
    }

    String document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("policy_decision_point", publicUrl.toString());
        document.put("access_evaluation_endpoint", url(Route.EVALUATION));
        document.put("access_evaluations_endpoint", url(Route.EVALUATIONS));
        document.put("search_subject_endpoint", url(Route.SEARCH_SUBJECT));
        document.put("search_resource_endpoint", url(Route.SEARCH_RESOURCE));
        document.put("search_action_endpoint", url(Route.SEARCH_ACTION));
        if (accessRequests) {
            document.put("access_request_endpoint", url(Route.REQUESTS));
            document.putArray("capabilities").add(ACCESS_REQUEST_CAPABILITY);
        }
        return JsonTrees.write(document);
    }
}
