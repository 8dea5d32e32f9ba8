package io.grantkeeper.simulator.entra;

import io.grantkeeper.simulator.http.SimulatorJson;
import io.grantkeeper.simulator.http.SimulatorRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An authorized call to Graph, sent alone or as part of a batch.
 *
 * @param path decoded, without the version; a segment such as {@code appId=...} addresses an object by its application
 *     id
 */
record GraphCall(String method, boolean beta, List<String> path, Map<String, String> query, SimulatorRequest request) {

    static GraphCall of(SimulatorRequest request) {
        String whole = request.path();
        boolean beta = whole.startsWith("/beta/");
        return of(request, request.method(), beta, whole.substring(whole.indexOf('/', 1) + 1), request.query());
    }

    /**
     * Creates a call from a request in a batch.
     *
     * @param url relative to the version, as in a batch
     */
    static GraphCall inBatch(SimulatorRequest batch, String method, String url) {
        int question = url.indexOf('?');
        String path = question < 0 ? url : url.substring(0, question);
        return of(batch, method, false, path.replaceFirst("^/", ""), question < 0 ? "" : url.substring(question + 1));
    }

    private static GraphCall of(SimulatorRequest request, String method, boolean beta, String path, String query) {
        String byAppId = path.replaceFirst("\\(appId=(?:'|%27)([^'%)]*)(?:'|%27)\\)", "/appId=$1");
        return new GraphCall(
                method,
                beta,
                Arrays.stream(byAppId.split("/", -1))
                        .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
                        .toList(),
                SimulatorRequest.decodeForm(query),
                request);
    }

    String part(int index) {
        return index < path.size() ? path.get(index) : "";
    }

    String last() {
        return path.getLast();
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
    }

    boolean selects(String member) {
        return option("$select")
                .filter(names -> List.of(names.split(",", -1)).contains(member))
                .isPresent();
    }

    boolean eventuallyConsistent() {
        return request.header("consistencylevel")
                .filter("eventual"::equalsIgnoreCase)
                .isPresent();
    }

    JsonNode body() {
        return SimulatorJson.read(request.body());
    }
}
