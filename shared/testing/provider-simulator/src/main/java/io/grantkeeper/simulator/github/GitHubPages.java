package io.grantkeeper.simulator.github;

import io.grantkeeper.simulator.http.SimulatorRequest;
import io.grantkeeper.simulator.http.SimulatorResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Numbered pages with GitHub's Link header: 30 rows by default and at most 100. */
final class GitHubPages {

    private static final int DEFAULT_SIZE = 30;
    private static final int LARGEST = 100;

    private GitHubPages() {}

    /**
     * Returns one page of rows as a JSON array.
     *
     * @param shape converts a row to its JSON representation
     */
    static <T> SimulatorResponse list(GitHubCall call, List<T> rows, Function<T, ?> shape) {
        return page(call.request(), rows, shape, items -> items);
    }

    /**
     * Returns one page of rows inside a response object.
     *
     * @param shape converts a row to its JSON representation
     * @param wrap returns the response object for the rows of the page
     */
    static <T> SimulatorResponse page(
            SimulatorRequest request, List<T> rows, Function<T, ?> shape, Function<List<Object>, Object> wrap) {
        int size = size(request);
        int page = Math.max(1, number(request, "page", 1));
        int last = Math.max(1, (rows.size() + size - 1) / size);
        List<Object> items = new ArrayList<>();
        long from = (long) (page - 1) * size;
        for (long i = from; i < Math.min(from + size, rows.size()); i++) {
            items.add(shape.apply(rows.get((int) i)));
        }
        SimulatorResponse response = SimulatorResponse.json(200, wrap.apply(items));
        String link = link(request, page, last);
        return link.isEmpty() ? response : response.with("Link", link);
    }

    static int size(SimulatorRequest request) {
        return Math.clamp(number(request, "per_page", DEFAULT_SIZE), 1, LARGEST);
    }

    private static String link(SimulatorRequest request, int page, int last) {
        List<String> links = new ArrayList<>();
        if (page > 1) {
            links.add(link(request, Map.of("page", Integer.toString(Math.min(page - 1, last))), "prev"));
        }
        if (page < last) {
            links.add(link(request, Map.of("page", Integer.toString(page + 1)), "next"));
            links.add(link(request, Map.of("page", Integer.toString(last)), "last"));
        }
        if (page > 1) {
            links.add(link(request, Map.of("page", "1"), "first"));
        }
        return String.join(", ", links);
    }

    /** Returns an entry of a Link header: the same request with some parameters changed. */
    static String link(SimulatorRequest request, Map<String, String> changes, String relation) {
        Map<String, String> query = new LinkedHashMap<>(request.parameters());
        query.putAll(changes);
        var text = new StringBuilder("<").append(request.baseUri()).append(request.path());
        char separator = '?';
        for (var parameter : query.entrySet()) {
            if (!parameter.getValue().isEmpty()) {
                text.append(separator)
                        .append(encode(parameter.getKey()))
                        .append('=')
                        .append(encode(parameter.getValue()));
                separator = '&';
            }
        }
        return text.append(">; rel=\"").append(relation).append('"').toString();
    }

    static int number(SimulatorRequest request, String parameter, int otherwise) {
        try {
            return request.parameter(parameter).map(Integer::parseInt).orElse(otherwise);
        } catch (NumberFormatException malformed) {
            return otherwise;
        }
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
