package io.grantkeeper.functions.decide;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * A request from API Gateway to its authorizer, in any format: payload format 2.0 or 1.0 of an HTTP API, {@code
 * REQUEST} of a REST API (the same as 1.0), or {@code TOKEN} of a REST API. A {@code TOKEN} request has only a token
 * and an ARN.
 *
 * @param route the route, for example {@code /reports/{id}}, so that all IDs in a path map to the same resource; the
 *     path itself if the gateway names no specific route
 * @param arn the ARN of the called method, for a response with an IAM policy
 * @param takesSimple whether the gateway can be configured to accept the simple response
 */
record ApiGatewayAuthorizerEvent(
        String method, String route, Map<String, String> headers, String arn, boolean takesSimple) {
    private static final String GREEDY = "+}";
    /** The number of parts of {@code arn:aws:execute-api:region:account:api/stage/METHOD/path}. */
    private static final int ARN_PARTS = 6;

    static ApiGatewayAuthorizerEvent of(JsonNode event) {
        if (event.path("type").asString("").equals("TOKEN")) {
            return ofToken(event);
        }
        return event.path("version").asString("").equals("2.0") ? ofPayloadV2(event) : ofPayloadV1(event);
    }

    private static ApiGatewayAuthorizerEvent ofPayloadV2(JsonNode event) {
        String key = event.path("routeKey").asString("");
        String route = key.contains(" ") ? key.substring(key.indexOf(' ') + 1) : "";
        return new ApiGatewayAuthorizerEvent(
                event.path("requestContext").path("http").path("method").asString(""),
                routeOrPath(route, event.path("rawPath").asString("")),
                headers(event.path("headers")),
                event.path("routeArn").asString(""),
                true);
    }

    private static ApiGatewayAuthorizerEvent ofPayloadV1(JsonNode event) {
        return new ApiGatewayAuthorizerEvent(
                event.path("httpMethod").asString(""),
                routeOrPath(
                        event.path("resource").asString(""), event.path("path").asString("")),
                headers(event.path("headers")),
                event.path("methodArn").asString(""),
                false);
    }

    private static ApiGatewayAuthorizerEvent ofToken(JsonNode event) {
        String arn = event.path("methodArn").asString("");
        String[] parts = arn.split(":", ARN_PARTS);
        String[] called = parts.length == ARN_PARTS ? parts[ARN_PARTS - 1].split("/", 4) : new String[0];
        return new ApiGatewayAuthorizerEvent(
                called.length > 2 ? called[2] : "",
                called.length > 3 ? "/" + called[3] : "/",
                headers(event.path("none"), event.path("authorizationToken").asString("")),
                arn,
                false);
    }

    /** Returns the route, or the path if the route is greedy: a greedy route does not identify what is called. */
    private static String routeOrPath(String route, String path) {
        return route.isEmpty() || route.endsWith(GREEDY) ? path : route;
    }

    private static Map<String, String> headers(JsonNode json) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        json.properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asString("")));
        return headers;
    }

    private static Map<String, String> headers(JsonNode none, String token) {
        Map<String, String> headers = headers(none);
        headers.put("Authorization", token);
        return headers;
    }

    /** Returns the method and the route. Omits the headers, because they contain credentials. */
    @Override
    public String toString() {
        return "%s %s".formatted(method, route);
    }
}
