package io.grantkeeper.simulator.okta;

import io.grantkeeper.simulator.http.SimulatorRequest;
import io.grantkeeper.simulator.http.SimulatorResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Pages of a listing, with an opaque {@code after} parameter and a link to the next page in the Link header. */
final class OktaPages {
    private OktaPages() {}

    /**
     * Returns one page of rows.
     *
     * @param keyOf returns the key by which rows are sorted
     */
    static <T> SimulatorResponse of(
            OktaCall call, List<T> rows, int pageSize, Function<T, String> keyOf, Function<T, Object> shape) {
        String after = decoded(call.parameter("after"));
        List<T> left = rows.stream()
                .filter(row -> keyOf.apply(row).compareTo(after) > 0)
                .toList();
        List<T> page = left.subList(0, Math.min(pageSize, left.size()));
        SimulatorResponse response =
                SimulatorResponse.json(200, page.stream().map(shape).toList());
        return page.size() == left.size()
                ? response.with("Link", link(call.request(), call.parameter("after"), "self"))
                : response.with(
                        "Link",
                        link(call.request(), call.parameter("after"), "self") + ", "
                                + link(call.request(), encoded(keyOf.apply(page.getLast())), "next"));
    }

    static String encoded(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    static String decoded(String after) {
        try {
            return new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notOurs) {
            return "";
        }
    }

    static String link(SimulatorRequest request, String after, String relation) {
        return "<" + address(request, after) + ">; rel=\"" + relation + "\"";
    }

    /**
     * Returns the URL of a page in the same listing.
     *
     * @param after the value of the {@code after} parameter; empty for the first page
     */
    static String address(SimulatorRequest request, String after) {
        Map<String, String> parameters = new LinkedHashMap<>(request.parameters());
        parameters.remove("after");
        if (!after.isEmpty()) {
            parameters.put("after", after);
        }
        StringBuilder address = new StringBuilder(request.baseUri() + request.path());
        char separator = '?';
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            address.append(separator)
                    .append(parameter.getKey())
                    .append('=')
                    .append(URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8));
            separator = '&';
        }
        return address.toString();
    }
}
