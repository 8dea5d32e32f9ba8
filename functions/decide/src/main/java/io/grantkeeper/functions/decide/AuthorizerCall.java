package io.grantkeeper.functions.decide;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What an API Gateway asks its authorizer, in any of its forms: payload 2.0 and 1.0 of HTTP APIs, and of REST APIs
 * {@code REQUEST} (the same as 1.0) and {@code TOKEN}, which has nothing but a token and an ARN.
 *
 * @param route the route where the gateway knows one, so that ids in paths make no new resources; else the path
 * @param arn of what is called, for an answer by IAM policy
 * @param takesSimple whether the gateway can be told to take the simple answer
 */
record AuthorizerCall(String method, String route, Map<String, String> headers, String arn, boolean takesSimple) {
    private static final String GREEDY = "+}";
    /** {@code arn:aws:execute-api:region:account:api/stage/METHOD/path}. */
    private static final int ARN_PARTS = 6;

    static AuthorizerCall of(JsonNode event) {
        if (event.path("type").asString("").equals("TOKEN")) {
            return ofToken(event);
        }
        return event.path("version").asString("").equals("2.0") ? ofSecond(event) : ofFirst(event);
    }

    private static AuthorizerCall ofSecond(JsonNode event) {
        String key = event.path("routeKey").asString("");
        String route = key.contains(" ") ? key.substring(key.indexOf(' ') + 1) : "";
        return new AuthorizerCall(
                event.path("requestContext").path("http").path("method").asString(""),
                precise(route, event.path("rawPath").asString("")),
                headers(event.path("headers")),
                event.path("routeArn").asString(""),
                true);
    }

    private static AuthorizerCall ofFirst(JsonNode event) {
        return new AuthorizerCall(
                event.path("httpMethod").asString(""),
                precise(event.path("resource").asString(""), event.path("path").asString("")),
                headers(event.path("headers")),
                event.path("methodArn").asString(""),
                false);
    }

    private static AuthorizerCall ofToken(JsonNode event) {
        String arn = event.path("methodArn").asString("");
        String[] parts = arn.split(":", ARN_PARTS);
        String[] called = parts.length == ARN_PARTS ? parts[ARN_PARTS - 1].split("/", 4) : new String[0];
        return new AuthorizerCall(
                called.length > 2 ? called[2] : "",
                called.length > 3 ? "/" + called[3] : "/",
                headers(event.path("none"), event.path("authorizationToken").asString("")),
                arn,
                false);
    }

    /** A route that swallows whole paths says nothing of what is called. */
    private static String precise(String route, String path) {
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

    /** Without the headers: they hold credentials. */
    @Override
    public String toString() {
        return "%s %s".formatted(method, route);
    }
}
