package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.Address;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.connector.http.ProviderRequest.Body;
import io.grantkeeper.connector.http.ProviderRequest.Method;
import java.net.URI;

/** Anthropic's admin and compliance APIs as one connection sees them. */
final class AnthropicApi {
    /** The credential slot that holds the admin key. */
    static final String ADMIN_KEY = "admin-key";
    /** The slot of a compliance access key; the admin key stands in where there is none. */
    static final String COMPLIANCE_KEY = "compliance-key";

    private static final String JSON = "application/json";

    private final ProviderSession session;
    private final AnthropicSettings settings;

    AnthropicApi(ProviderSession session) throws ConnectorException {
        this.session = session;
        this.settings = AnthropicSettings.of(session.connection());
    }

    /** An address below the organisation. */
    Address inOrganization(String... path) {
        String[] segments = new String[path.length + 1];
        segments[0] = "organizations";
        System.arraycopy(path, 0, segments, 1, path.length);
        return Address.of(settings.api(), segments);
    }

    Address activities() {
        return Address.of(settings.api(), "compliance", "activities");
    }

    int pageSize() {
        return settings.pageSize();
    }

    JsonBody get(Address address, String limit) throws ConnectorException {
        return get(address, limit, ADMIN_KEY);
    }

    JsonBody get(Address address, String limit, String credential) throws ConnectorException {
        return JsonBody.of(session.http().send(ProviderRequest.get(address.uri(), limit, credential)));
    }

    /** A page of a listing, in the listing's own way of paging. */
    Paging.Read page(Address listing, Paging paging, Cursor from) throws ConnectorException {
        listing.with("limit", Integer.toString(pageSize()));
        from.token().ifPresent(position -> listing.with(paging.parameter(), position));
        return paging.read(get(listing, Limits.ADMIN), from.token());
    }

    /** A call that changes something, and comes to the same when it is made twice. */
    void post(URI address, String json) throws ConnectorException {
        session.http()
                .send(ProviderRequest.change(
                        Method.POST, address, Limits.ADMIN, ADMIN_KEY, new Body(JSON, json), true));
    }
}
