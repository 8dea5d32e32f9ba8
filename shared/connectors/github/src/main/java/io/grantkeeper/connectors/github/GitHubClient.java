package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonNodeReader;
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

/**
 * A client for GitHub's REST API that serves one connection. It adds the base URL, the pinned API version and the
 * matching rate limit.
 */
final class GitHubClient {
    /**
     * The pinned API version: the oldest one that is still supported, because GitHub Enterprise Server supports it too.
     */
    static final String VERSION = "2022-11-28";

    private static final String JSON = "application/json";

    private final ProviderSession session;
    private final GitHubSettings settings;

    GitHubClient(ProviderSession session) throws ConnectorException {
        this.session = session;
        this.settings = GitHubSettings.of(session.connection());
    }

    GitHubSettings settings() {
        return settings;
    }

    /** Returns a path below the organization: {@code /orgs/acme} followed by {@code rest}. */
    String inOrganization(String rest) {
        return "/orgs/" + settings.organization() + rest;
    }

    ProviderResponse get(String path, Map<String, String> query, String limit, String credential)
            throws ConnectorException {
        return session.http().send(withVersion(ProviderRequest.get(uri(path, query), limit, credential)));
    }

    /** Reads a page of a listing. The call counts against the core limit. */
    ProviderResponse page(String path, Map<String, String> query, String credential) throws ConnectorException {
        return page(path, query, GitHubRateLimits.CORE, credential);
    }

    ProviderResponse page(String path, Map<String, String> query, String limit, String credential)
            throws ConnectorException {
        Map<String, String> sized = new TreeMap<>(query);
        sized.put("per_page", Integer.toString(settings.pageSize()));
        return get(path, sized, limit, credential);
    }

    /** Makes an idempotent change. */
    ProviderResponse change(Method method, String path, @Nullable String json, String limit, String credential)
            throws ConnectorException {
        return session.http().send(mutation(method, path, json, limit, credential));
    }

    /** Returns a request for an idempotent change. */
    ProviderRequest mutation(Method method, String path, @Nullable String json, String limit, String credential) {
        Body body = json == null ? null : new Body(JSON, json);
        return withVersion(ProviderRequest.mutation(method, uri(path, Map.of()), limit, credential, body, true));
    }

    /** Runs a GraphQL query: a POST that changes nothing. */
    JsonNodeReader query(String json, String credential) throws ConnectorException {
        ProviderRequest request = ProviderRequest.mutation(
                Method.POST,
                URI.create(settings.graphQl()),
                GitHubRateLimits.GRAPHQL,
                credential,
                new Body(JSON, json),
                true);
        return JsonNodeReader.of(session.http().send(withVersion(request)));
    }

    URI uri(String path, Map<String, String> query) {
        StringBuilder text = new StringBuilder(settings.api()).append(path);
        char separator = '?';
        for (Map.Entry<String, String> parameter : new TreeMap<>(query).entrySet()) {
            text.append(separator)
                    .append(encode(parameter.getKey()))
                    .append('=')
                    .append(encode(parameter.getValue()));
            separator = '&';
        }
        return URI.create(text.toString());
    }

    /** Encodes one path segment, such as a repository's name. */
    static String encodeSegment(String text) {
        return encode(text);
    }

    private static String encode(String text) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        // A segment that consists only of dots would be read as the current or parent directory.
        return encoded.matches("\\.{1,2}") ? encoded.replace(".", "%2E") : encoded;
    }

    static ProviderRequest withVersion(ProviderRequest request) {
        return request.header("accept", "application/vnd.github+json").header("x-github-api-version", VERSION);
    }
}
