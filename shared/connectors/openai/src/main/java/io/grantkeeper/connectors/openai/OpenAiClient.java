package io.grantkeeper.connectors.openai;

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
import org.jspecify.annotations.Nullable;

/** A client for OpenAI's administration API that serves one connection. */
final class OpenAiClient {
    /** The credential slot for the admin key. */
    static final String ADMIN_KEY = "admin-key";

    private static final String ORGANIZATION = "organization";

    private final ProviderSession session;
    private final OpenAiSettings settings;

    OpenAiClient(ProviderSession session) throws ConnectorException {
        this.session = session;
        this.settings = OpenAiSettings.of(session.connection());
    }

    /** Returns a URL below the organization's URL. */
    RequestUri inOrganization(String... path) {
        return RequestUri.of(settings.api(), ORGANIZATION).below(path);
    }

    JsonNodeReader get(RequestUri address, String limit) throws ConnectorException {
        return JsonNodeReader.of(session.http().send(ProviderRequest.get(address.uri(), limit, ADMIN_KEY)));
    }

    /** Reads one object. Returns an empty list if it does not exist. */
    List<JsonNodeReader> find(RequestUri object) throws ConnectorException {
        return NotFoundTolerantCall.find(() -> get(object, OpenAiRateLimits.ADMINISTRATION)).stream()
                .toList();
    }

    /** Reads a page of a listing. The page starts after the row that the cursor points to. */
    RowPage page(RequestUri listing, Optional<String> from) throws ConnectorException {
        listing.with("limit", Integer.toString(settings.pageSize()));
        from.ifPresent(after -> listing.with("after", after));
        return OpenAiPaging.read(get(listing, OpenAiRateLimits.ADMINISTRATION), from);
    }

    /** Returns a request for an idempotent change. */
    static ProviderRequest change(Method method, URI address, @Nullable Body body) {
        return ProviderRequest.mutation(method, address, OpenAiRateLimits.ADMINISTRATION, ADMIN_KEY, body, true);
    }
}
