package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.NotFoundTolerantCall;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.RowPage;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.connector.http.ProviderRequest.Body;
import io.grantkeeper.connector.http.ProviderRequest.Method;
import io.grantkeeper.connector.http.RequestUri;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** A client for Anthropic's admin and compliance APIs that serves one connection. */
final class AnthropicClient {
    /** The credential slot for the admin key. */
    static final String ADMIN_KEY = "admin-key";
    /** The credential slot for a compliance access key. If the slot is empty, the admin key is used. */
    static final String COMPLIANCE_KEY = "compliance-key";

    private static final String JSON = "application/json";

    private final ProviderSession session;
    private final AnthropicSettings settings;

    AnthropicClient(ProviderSession session) throws ConnectorException {
        this.session = session;
        this.settings = AnthropicSettings.of(session.connection());
    }

    /** Returns a URL below the organization's URL. */
    RequestUri inOrganization(String... path) {
        return RequestUri.of(settings.api(), "organizations").below(path);
    }

    RequestUri activities() {
        return RequestUri.of(settings.api(), "compliance", "activities");
    }

    int pageSize() {
        return settings.pageSize();
    }

    JsonNodeReader get(RequestUri address, String limit) throws ConnectorException {
        return get(address, limit, ADMIN_KEY);
    }

    JsonNodeReader get(RequestUri address, String limit, String credential) throws ConnectorException {
        return JsonNodeReader.of(session.http().send(ProviderRequest.get(address.uri(), limit, credential)));
    }

    /** Reads one object. Returns an empty list if it does not exist. */
    List<JsonNodeReader> find(RequestUri object) throws ConnectorException {
        return NotFoundTolerantCall.find(() -> get(object, AnthropicRateLimits.ADMIN)).stream()
                .toList();
    }

    /** Reads a page of a listing with the paging scheme that the listing uses. */
    RowPage page(RequestUri listing, AnthropicPaging paging, Optional<String> from) throws ConnectorException {
        listing.with("limit", Integer.toString(pageSize()));
        from.ifPresent(position -> listing.with(paging.parameter(), position));
        return paging.read(get(listing, AnthropicRateLimits.ADMIN), from);
    }

    /**
     * Returns a request that changes something. The request is idempotent: setting the same status or archiving again
     * has no further effect.
     */
    static ProviderRequest post(URI address, String json) {
        return ProviderRequest.mutation(
                Method.POST, address, AnthropicRateLimits.ADMIN, ADMIN_KEY, new Body(JSON, json), true);
    }
}
