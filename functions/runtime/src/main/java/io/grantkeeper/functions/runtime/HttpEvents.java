package io.grantkeeper.functions.runtime;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Reads requests and writes responses of an HTTP API in payload format 2.0. Source: API Gateway developer guide,
 * "Lambda integrations".
 */
final class HttpEvents {
    private HttpEvents() {}

    /** Returns the request in an event; null if an authorizer added data, which only AWS's own serializer can read. */
    @SuppressWarnings("NullAway") // AWS's type uses null for what an event lacks
    static @Nullable APIGatewayV2HTTPEvent of(EventJsonObject json) {
        APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
        EventJsonObject context = json.object("requestContext");
        if (context != null) {
            if (context.has("authorizer")) {
                return null;
            }
            event.setRequestContext(context(context));
        }
        event.setVersion(json.text("version"));
        event.setRouteKey(json.text("routeKey"));
        event.setRawPath(json.text("rawPath"));
        event.setRawQueryString(json.text("rawQueryString"));
        event.setCookies(json.list("cookies"));
        event.setHeaders(json.texts("headers"));
        event.setQueryStringParameters(json.texts("queryStringParameters"));
        event.setPathParameters(json.texts("pathParameters"));
        event.setStageVariables(json.texts("stageVariables"));
        event.setBody(json.text("body"));
        event.setIsBase64Encoded(json.bool("isBase64Encoded"));
        return event;
    }

    @SuppressWarnings("NullAway") // AWS's type uses null for what an event lacks
    private static APIGatewayV2HTTPEvent.RequestContext context(EventJsonObject json) {
        APIGatewayV2HTTPEvent.RequestContext context = new APIGatewayV2HTTPEvent.RequestContext();
        context.setRouteKey(json.text("routeKey"));
        context.setAccountId(json.text("accountId"));
        context.setStage(json.text("stage"));
        context.setApiId(json.text("apiId"));
        context.setDomainName(json.text("domainName"));
        context.setDomainPrefix(json.text("domainPrefix"));
        context.setTime(json.text("time"));
        String epoch = json.text("timeEpoch");
        context.setTimeEpoch(epoch == null ? 0 : Long.parseLong(epoch));
        context.setRequestId(json.text("requestId"));
        EventJsonObject http = json.object("http");
        if (http != null) {
            APIGatewayV2HTTPEvent.RequestContext.Http call = new APIGatewayV2HTTPEvent.RequestContext.Http();
            call.setMethod(http.text("method"));
            call.setPath(http.text("path"));
            call.setProtocol(http.text("protocol"));
            call.setSourceIp(http.text("sourceIp"));
            call.setUserAgent(http.text("userAgent"));
            context.setHttp(call);
        }
        return context;
    }

    static void write(APIGatewayV2HTTPResponse response, JsonGenerator json) {
        json.writeStartObject();
        json.writeNumberProperty("statusCode", response.getStatusCode());
        Map<String, String> headers = response.getHeaders();
        if (headers != null) {
            json.writeObjectPropertyStart("headers");
            headers.forEach(json::writeStringProperty);
            json.writeEndObject();
        }
        Map<String, List<String>> several = response.getMultiValueHeaders();
        if (several != null) {
            json.writeObjectPropertyStart("multiValueHeaders");
            several.forEach((name, values) -> array(json, name, values));
            json.writeEndObject();
        }
        List<String> cookies = response.getCookies();
        if (cookies != null) {
            array(json, "cookies", cookies);
        }
        String body = response.getBody();
        if (body != null) {
            json.writeStringProperty("body", body);
        }
        json.writeBooleanProperty("isBase64Encoded", response.getIsBase64Encoded());
        json.writeEndObject();
    }

    private static void array(JsonGenerator json, String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }
}
