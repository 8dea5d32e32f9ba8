package io.grantkeeper.simulator.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the listings of all providers as inconsistent as real ones: short pages, rows in any order, changes between two
 * pages, rows that a walk misses, repeated rows, and totals that disagree with the rows. Each of these traps must be
 * set by a test; if none is set, responses are unchanged.
 *
 * <p>Rows move between pages if another row is added or removed while a walk is between two pages. With numbered pages,
 * a removed row can move later rows to the previous page, and an added row can move them to the next page.
 */
public final class InconsistentListings {
    private static final Set<String> SIZES = Set.of("per_page", "limit", "maxResults", "pageSize", "$top");
    private static final Set<String> CURSORS = Set.of("page", "after", "after_id", "cursor", "pageToken", "$skiptoken");

    /** Paths of logs and reports, whose rows have an order that the vendor documents. */
    private static final Pattern LOGS = Pattern.compile(
            "audit|/logs|/reports/|activit|/usage|integrationLogs|signIns|signInActivit|/oauth|/token",
            Pattern.CASE_INSENSITIVE);

    /** Paths of listings whose rows keep their position, as the vendor documents. */
    private static final Pattern FIXED = Pattern.compile("/admin_api_keys");

    private static final Pattern SIZE = Pattern.compile("(?:(?<=^)|(?<=&))([^&=]+)=(\\d+)(?=&|$)");
    private static final Set<String> TOTALS = Set.of("total_count", "total", "total_results", "totalResults");

    /** The request for the most recently read page of each listing, so that the page's last row can be read again. */
    private final Map<String, SimulatorRequest> pageBefore = new HashMap<>();
    /** For each listing, the number of pages read after its first page. */
    private final Map<String, Integer> pagesRead = new HashMap<>();
    /** The rows that were hidden. Each row is hidden only once. */
    private final Set<String> hidden = new HashSet<>();

    private int mostRows = Integer.MAX_VALUE;
    private Optional<Random> order = Optional.empty();
    private int repeatIn;
    private int disagreeIn;
    private int changeIn;
    private int hideIn;
    private boolean replace;
    private Runnable change = () -> {};
    private long laterPages;
    private long listings;

    /** Shortens each page to at most this many rows. */
    public synchronized void pagesOf(int rows) {
        mostRows = rows;
    }

    /** Shuffles the rows of each page. */
    public synchronized void shuffleRows(long seed) {
        order = Optional.of(new Random(seed));
    }

    /**
     * Makes every n-th page that continues a listing start with the last row of the previous page, in the row's current
     * state. The row has moved, and it may have changed since it was on the previous page.
     */
    public synchronized void repeatRows(int everyNth) {
        repeatIn = everyNth;
    }

    /**
     * Makes every n-th page that continues a listing omit its first row, as if the row had moved to the previous page
     * while that page was being read. Totals still count the row. Each row is omitted once, and no page becomes empty.
     */
    public synchronized void hideRows(int everyNth) {
        hideIn = everyNth;
    }

    /**
     * Makes the second page of each listing show the last row of the first page instead of its own first row. Totals
     * count one row fewer, so that they agree with the number of distinct rows.
     */
    public synchronized void replaceRows() {
        replace = true;
    }

    /** Adds one to the total on every n-th page, if the page states a total. */
    public synchronized void disagreeingTotals(int everyNth) {
        disagreeIn = everyNth;
    }

    /** Runs a change before every n-th page that continues a listing. */
    public synchronized void changeBetweenPages(int everyNth, Runnable newChange) {
        changeIn = everyNth;
        change = newChange;
    }

    /** Removes all traps, so that responses are unchanged again. */
    public synchronized void clear() {
        mostRows = Integer.MAX_VALUE;
        order = Optional.empty();
        repeatIn = 0;
        disagreeIn = 0;
        changeIn = 0;
        hideIn = 0;
        replace = false;
        change = () -> {};
        pageBefore.clear();
        pagesRead.clear();
        hidden.clear();
    }

    /** Returns a handler that responds like the given one, but with the inconsistencies that are set. */
    public RequestHandler around(RequestHandler provider) {
        return request -> handle(provider, request);
    }

    private synchronized boolean isSet() {
        return mostRows != Integer.MAX_VALUE
                || order.isPresent()
                || repeatIn > 0
                || disagreeIn > 0
                || changeIn > 0
                || hideIn > 0
                || replace;
    }

    private SimulatorResponse handle(RequestHandler provider, SimulatorRequest original) {
        if (!isSet() || !isListing(original)) {
            return provider.handle(original);
        }
        SimulatorRequest request = shortened(original);
        boolean continues = continuesListing(request);
        if (continues) {
            changeIfDue();
        }
        SimulatorResponse response = provider.handle(request);
        return response.status() == 200 ? trapped(provider, request, continues, response) : response;
    }

    private synchronized void changeIfDue() {
        laterPages++;
        if (changeIn > 0 && laterPages % changeIn == 0) {
            change.run();
        }
    }

    private synchronized SimulatorRequest shortened(SimulatorRequest request) {
        return new SimulatorRequest(
                request.method(),
                request.path(),
                shortened(request.query()),
                request.headers(),
                isForm(request) ? shortened(request.bodyText()).getBytes(StandardCharsets.UTF_8) : request.body(),
                request.baseUri());
    }

    private String shortened(String parameters) {
        return SIZE.matcher(parameters)
                .replaceAll(size -> Matcher.quoteReplacement(
                        SIZES.contains(SimulatorRequest.decode(size.group(1)))
                                        && Long.parseLong(size.group(2)) > mostRows
                                ? size.group(1) + "=" + mostRows
                                : size.group()));
    }

    private static boolean isListing(SimulatorRequest request) {
        return (request.method().equals("GET") || isForm(request))
                && !LOGS.matcher(request.path()).find();
    }

    /** Returns whether the parameters are in the body, as in Slack's API. */
    private static boolean isForm(SimulatorRequest request) {
        return request.method().equals("POST")
                && request.header("content-type")
                        .filter(type -> type.startsWith("application/x-www-form-urlencoded"))
                        .isPresent();
    }

    private static Map<String, String> parameters(SimulatorRequest request) {
        return isForm(request) ? SimulatorRequest.decodeForm(request.bodyText()) : request.parameters();
    }

    private static boolean continuesListing(SimulatorRequest request) {
        return parameters(request).entrySet().stream()
                .anyMatch(parameter -> CURSORS.contains(parameter.getKey())
                        && !parameter.getValue().isEmpty()
                        && !(parameter.getKey().equals("page")
                                && parameter.getValue().equals("1")));
    }

    private synchronized SimulatorResponse trapped(
            RequestHandler provider, SimulatorRequest request, boolean continues, SimulatorResponse response) {
        JsonNode body = SimulatorJson.read(response.body());
        Optional<ArrayNode> rows = rows(body);
        boolean changed = false;
        if (rows.isPresent()) {
            listings++;
            boolean mayMove = continues && !FIXED.matcher(request.path()).find();
            changed = mayMove && hide(rows.get());
            changed |= repeat(provider, request, continues, rows.get());
            changed |= shuffle(rows.get());
            changed |= disagreeIn > 0 && listings % disagreeIn == 0 && addToTotals(body, 1);
            changed |= replace && addToTotals(body, -1);
        }
        return changed
                ? new SimulatorResponse(response.status(), withoutETag(response.headers()), SimulatorJson.write(body))
                : response;
    }

    /**
     * Removes the ETag, which belongs to the unchanged body. Otherwise, a client would cache the changed body under the
     * wrong ETag.
     */
    private static Map<String, String> withoutETag(Map<String, String> headers) {
        Map<String, String> kept = new LinkedHashMap<>(headers);
        kept.keySet().removeIf("etag"::equalsIgnoreCase);
        return kept;
    }

    private boolean hide(ArrayNode rows) {
        if (hideIn == 0
                || laterPages % hideIn != 0
                || rows.size() < 2
                || !hidden.add(rows.get(0).toString())) {
            return false;
        }
        rows.remove(0);
        return true;
    }

    private boolean repeat(RequestHandler provider, SimulatorRequest request, boolean continues, ArrayNode rows) {
        String listing = listing(request);
        int page = continues ? pagesRead.merge(listing, 1, Integer::sum) : 0;
        if (!continues) {
            pagesRead.put(listing, 0);
        }
        Optional<SimulatorRequest> before = Optional.ofNullable(pageBefore.put(listing, request));
        boolean replaced = replace && page == 1;
        if (!continues || !(replaced || (repeatIn > 0 && laterPages % repeatIn == 0))) {
            return false;
        }
        Optional<JsonNode> row = before.flatMap(earlier -> lastRow(provider.handle(earlier)));
        if (row.isPresent() && replaced) {
            rows.remove(0);
        }
        row.ifPresent(moved -> rows.insert(0, moved));
        return row.isPresent();
    }

    private static Optional<JsonNode> lastRow(SimulatorResponse page) {
        return page.status() == 200
                ? rows(SimulatorJson.read(page.body())).map(rows -> rows.get(rows.size() - 1))
                : Optional.empty();
    }

    private boolean shuffle(ArrayNode rows) {
        if (order.isEmpty()) {
            return false;
        }
        List<JsonNode> shuffled = new ArrayList<>();
        rows.forEach(shuffled::add);
        Collections.shuffle(shuffled, order.get());
        rows.removeAll();
        rows.addAll(shuffled);
        return true;
    }

    private static boolean addToTotals(JsonNode node, int difference) {
        boolean changed = false;
        if (node instanceof ObjectNode object) {
            for (String name : TOTALS) {
                if (object.path(name).isIntegralNumber()) {
                    object.put(name, object.path(name).asLong() + difference);
                    changed = true;
                }
            }
            for (JsonNode member : object) {
                changed |= addToTotals(member, difference);
            }
        }
        return changed;
    }

    private static String listing(SimulatorRequest request) {
        return Stream.concat(
                        Stream.of(request.baseUri(), request.path()),
                        parameters(request).entrySet().stream()
                                .filter(parameter -> !CURSORS.contains(parameter.getKey()))
                                .map(Object::toString)
                                .sorted())
                .collect(Collectors.joining(" "));
    }

    /** Returns the rows of a listing's response: the response itself, or its first member that is a list of objects. */
    public static Optional<ArrayNode> rows(JsonNode body) {
        if (body instanceof ArrayNode rows && !rows.isEmpty() && rows.get(0).isObject()) {
            return Optional.of(rows);
        }
        if (body.isObject()) {
            for (JsonNode member : body) {
                if (member instanceof ArrayNode rows
                        && !rows.isEmpty()
                        && rows.get(0).isObject()) {
                    return Optional.of(rows);
                }
            }
        }
        return Optional.empty();
    }
}
