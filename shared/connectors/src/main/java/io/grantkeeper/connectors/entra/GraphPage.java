package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.PageTrail;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Observation;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One page of a collection. Graph's link to the next page is opaque and holds all that was asked for; it is kept without
 * its host, so that a cursor can be resumed anywhere and leads nowhere but to the configured address.
 *
 * @param next path and query of the next page
 * @param delta path and query to ask for changes with, on the last page of a delta
 */
record GraphPage(List<JsonBody> values, Optional<String> next, Optional<String> delta) {
    /** Graph's largest page of directory objects. */
    static final String LARGEST = "999";

    GraphPage {
        values = List.copyOf(values);
    }

    /** @param token a link of an earlier page; empty for the first page */
    static GraphPage read(ProviderSession session, Address first, String token, String limit)
            throws ConnectorException {
        EntraSettings settings = EntraSettings.of(session);
        URI uri = token.isEmpty() ? first.uri(settings) : at(settings, token);
        JsonBody answer = Calls.get(session, uri, limit);
        return of(settings, answer, token);
    }

    /**
     * Up to so many pages as one, for what is looked up once for all of them. It ends early where the limit is met: what
     * was read by then is not asked for again.
     */
    static GraphPage read(ProviderSession session, Address first, String token, String limit, int most)
            throws ConnectorException {
        GraphPage page = read(session, first, token, limit);
        List<JsonBody> values = new ArrayList<>(page.values());
        for (int pages = 1; pages < most && page.next().isPresent(); pages++) {
            try {
                page = read(session, first, page.next().get(), limit);
            } catch (ConnectorException e) {
                if (e.problem() instanceof RateLimited) {
                    break;
                }
                throw e;
            }
            values.addAll(page.values());
        }
        return new GraphPage(values, page.next(), page.delta());
    }

    /** A collection that came inside a batch, read on to its end. */
    static List<JsonBody> all(ProviderSession session, JsonBody firstPage) throws ConnectorException {
        EntraSettings settings = EntraSettings.of(session);
        GraphPage page = of(settings, firstPage, "");
        List<JsonBody> all = new ArrayList<>(page.values());
        PageTrail trail = new PageTrail("a collection of Graph");
        while (page.next().isPresent()) {
            String token = page.next().get();
            trail.goOnTo(token);
            page = of(
                    settings,
                    Calls.get(session, at(settings, token), settings.size().directory()),
                    token);
            all.addAll(page.values());
        }
        return all;
    }

    private static GraphPage of(EntraSettings settings, JsonBody answer, String current) throws ConnectorException {
        Optional<String> next = link(settings, answer, "@odata.nextLink");
        if (next.isPresent() && next.get().equals(current)) {
            throw answer.member("@odata.nextLink").unexpected("another page's link");
        }
        return new GraphPage(answer.list("value"), next, link(settings, answer, "@odata.deltaLink"));
    }

    Page toPage(List<? extends Observation> observations) {
        return next.isPresent() ? Page.more(observations, Cursor.at(next.get())) : Page.last(observations);
    }

    private static URI at(EntraSettings settings, String link) {
        return URI.create(settings.graphUrl() + link);
    }

    private static Optional<String> link(EntraSettings settings, JsonBody answer, String name)
            throws ConnectorException {
        Optional<String> link = Read.optional(answer, name);
        if (link.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI uri = URI.create(link.get());
            String origin = uri.getScheme() + "://" + uri.getRawAuthority();
            if (settings.graphUrl().toString().equalsIgnoreCase(origin)
                    && uri.getRawPath().length() > 1) {
                return Optional.of(uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
            }
        } catch (IllegalArgumentException _) {
            // told below
        }
        throw answer.member(name).unexpected("a link to the host that was asked");
    }
}
