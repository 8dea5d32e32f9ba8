package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ListingCount;
import io.grantkeeper.connector.PageCycleDetector;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.AccessObservation;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One page of a collection. Graph's link to the next page is opaque and contains the whole query. The link is stored
 * without its host, so any process can resume from the cursor, and a stored link can only lead to the configured URL.
 *
 * @param next the path and query of the next page
 * @param delta the path and query for requesting later changes; present only on the last page of a delta query
 * @param count what the page shows about the size of its collection. Graph documents no order of directory objects
 *     ("Paging Microsoft Graph data in your app"), so objects may move between pages; Graph counts the objects only in
 *     some queries
 */
record GraphPage(List<JsonNodeReader> values, Optional<String> next, Optional<String> delta, ListingCount count) {
    /** Graph's maximum page size for directory objects. */
    static final String LARGEST = "999";

    GraphPage {
        values = List.copyOf(values);
    }

    /**
     * Reads one page.
     *
     * @param token the link from an earlier page; empty for the first page
     */
    static GraphPage read(ProviderSession session, GraphRequestUri first, String token, String limit)
            throws ConnectorException {
        EntraSettings settings = EntraSettings.of(session);
        URI uri = token.isEmpty() ? first.uri(settings) : at(settings, token);
        JsonNodeReader answer = EntraClient.get(session, uri, limit);
        return of(settings, answer, token);
    }

    /**
     * Reads up to {@code most} pages and returns them as one, so that the objects in them can be looked up together. If
     * the rate limit is reached, the result contains only the pages that were read before.
     */
    static GraphPage read(ProviderSession session, GraphRequestUri first, String token, String limit, int most)
            throws ConnectorException {
        GraphPage page = read(session, first, token, limit);
        ListingCount count = page.count();
        List<JsonNodeReader> values = new ArrayList<>(page.values());
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
            count = count.and(page.count());
        }
        return new GraphPage(values, page.next(), page.delta(), count);
    }

    /** Reads all pages of a collection whose first page has already been received in a batch. */
    static List<JsonNodeReader> all(ProviderSession session, JsonNodeReader firstPage) throws ConnectorException {
        EntraSettings settings = EntraSettings.of(session);
        GraphPage page = of(settings, firstPage, "");
        List<JsonNodeReader> all = new ArrayList<>(page.values());
        PageCycleDetector cycleDetector = new PageCycleDetector("a Graph collection");
        while (page.next().isPresent()) {
            String token = page.next().get();
            cycleDetector.advanceTo(token);
            page = of(
                    settings,
                    EntraClient.get(
                            session, at(settings, token), settings.size().directoryLimit()),
                    token);
            all.addAll(page.values());
        }
        return all;
    }

    private static GraphPage of(EntraSettings settings, JsonNodeReader answer, String current)
            throws ConnectorException {
        Optional<String> next = link(settings, answer, "@odata.nextLink");
        if (next.isPresent() && next.get().equals(current)) {
            throw answer.member("@odata.nextLink").unexpected("the link of a different page");
        }
        List<JsonNodeReader> values = answer.list("value");
        Optional<Long> total = answer.optionalNumber("@odata.count");
        return new GraphPage(
                values,
                next,
                link(settings, answer, "@odata.deltaLink"),
                total.isPresent() ? ListingCount.NONE.withTotal(ids(values), total) : ListingCount.NONE);
    }

    private static List<String> ids(List<JsonNodeReader> values) throws ConnectorException {
        List<String> ids = new ArrayList<>();
        for (JsonNodeReader value : values) {
            ids.add(value.nonBlank("id"));
        }
        return ids;
    }

    StreamPage toPage(List<? extends AccessObservation> observations) {
        return StreamPage.of(observations, next).withCount(count);
    }

    private static URI at(EntraSettings settings, String link) {
        return URI.create(settings.graphUrl() + link);
    }

    private static Optional<String> link(EntraSettings settings, JsonNodeReader answer, String name)
            throws ConnectorException {
        Optional<String> link = answer.optionalNonBlank(name);
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
            // Reported below.
        }
        throw answer.member(name).unexpected("a link to the host that was called");
    }
}
