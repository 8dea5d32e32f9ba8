package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.Address;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.http.ProviderRequest;
import io.grantkeeper.connector.http.ProviderRequest.Body;
import io.grantkeeper.connector.http.ProviderRequest.Method;
import java.net.URI;

/** OpenAI's administration API as one connection sees it. */
final class OpenAiApi {
    /** The credential slot that holds the admin key. */
    static final String ADMIN_KEY = "admin-key";

    private static final String ORGANIZATION = "organization";

    private final ProviderSession session;
    private final OpenAiSettings settings;

    OpenAiApi(ProviderSession session) throws ConnectorException {
        this.session = session;
        this.settings = OpenAiSettings.of(session.connection());
    }

    /** An address below the organisation. */
    Address at(String... path) {
        String[] segments = new String[path.length + 1];
        segments[0] = ORGANIZATION;
        System.arraycopy(path, 0, segments, 1, path.length);
        return Address.of(settings.api(), segments);
    }

    JsonBody get(Address address, String limit) throws ConnectorException {
        return JsonBody.of(session.http().send(ProviderRequest.get(address.uri(), limit, ADMIN_KEY)));
    }

    /** A page of a listing, after the row that the cursor names. */
    CursorPage page(Address listing, Cursor from) throws ConnectorException {
        listing.with("limit", Integer.toString(settings.pageSize()));
        from.token().ifPresent(after -> listing.with("after", after));
        return CursorPage.of(get(listing, Limits.ADMINISTRATION), from.token());
    }

    /** A call that changes something, and comes to the same when it is made twice. */
    void change(Method method, URI address, Body body) throws ConnectorException {
        session.http().send(ProviderRequest.change(method, address, Limits.ADMINISTRATION, ADMIN_KEY, body, true));
    }

    void delete(URI address) throws ConnectorException {
        session.http()
                .send(ProviderRequest.change(Method.DELETE, address, Limits.ADMINISTRATION, ADMIN_KEY, null, true));
    }
}
