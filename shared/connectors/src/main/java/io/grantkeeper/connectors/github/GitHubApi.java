package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.connector.http.ProviderRequest.Body;
import io.grantkeeper.connector.http.ProviderRequest.Method;
import io.grantkeeper.connector.http.ProviderResponse;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** GitHub's REST API as one connection sees it: addresses under its base URL, the pinned version, the right limit. */
final class GitHubApi {
    /** The oldest version that is still supported, and the one that GitHub Enterprise Server knows too. */
    static final String VERSION = "2022-11-28";

    private static final String JSON = "application/json";

    private final ProviderSession session;
    private final GitHubSettings settings;

    GitHubApi(ProviderSession session) throws ConnectorException {
        this.session = session;
        this.settings = GitHubSettings.of(session.connection());
    }

    GitHubSettings settings() {
        return settings;
    }

    /** A path below the organisation: {@code /orgs/acme} followed by {@code rest}. */
    String inOrganization(String rest) {
        return "/orgs/" + settings.organization() + rest;
    }

    ProviderResponse get(String path, Map<String, String> query, String limit, String credential)
            throws ConnectorException {
        return session.http().send(versioned(ProviderRequest.get(uri(path, query), limit, credential)));
    }

    /** A page of a listing that counts against the usual limit. */
    ProviderResponse page(String path, Map<String, String> query, String credential) throws ConnectorException {
        return page(path, query, GitHubLimits.CORE, credential);
    }

    ProviderResponse page(String path, Map<String, String> query, String limit, String credential)
            throws ConnectorException {
        Map<String, String> sized = new TreeMap<>(query);
        sized.put("per_page", Integer.toString(settings.pageSize()));
        return get(path, sized, limit, credential);
    }

    /** A call that changes something and may be made twice with the same end. */
    ProviderResponse change(Method method, String path, @Nullable String json, String limit, String credential)
            throws ConnectorException {
        Body body = json == null ? null : new Body(JSON, json);
        return session.http()
                .send(versioned(ProviderRequest.change(method, uri(path, Map.of()), limit, credential, body, true)));
    }

    /** A GraphQL query: a POST that changes nothing. */
    JsonBody query(String json, String credential) throws ConnectorException {
        ProviderRequest request = ProviderRequest.change(
                Method.POST,
                URI.create(settings.graphQl()),
                GitHubLimits.GRAPHQL,
                credential,
                new Body(JSON, json),
                true);
        return JsonBody.of(session.http().send(versioned(request)));
    }

    URI uri(String path, Map<String, String> query) {
        StringBuilder text = new StringBuilder(settings.api()).append(path);
        char separator = '?';
        for (Map.Entry<String, String> parameter : new TreeMap<>(query).entrySet()) {
            text.append(separator)
                    .append(encoded(parameter.getKey()))
                    .append('=')
                    .append(encoded(parameter.getValue()));
            separator = '&';
        }
        return URI.create(text.toString());
    }

    /** One segment of a path, such as a repository's name. */
    static String segment(String text) {
        return encoded(text);
    }

    private static String encoded(String text) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        // A segment of dots alone would be taken for a step up the path.
        return encoded.matches("\\.{1,2}") ? encoded.replace(".", "%2E") : encoded;
    }

    static ProviderRequest versioned(ProviderRequest request) {
        return request.header("accept", "application/vnd.github+json").header("x-github-api-version", VERSION);
    }
}
