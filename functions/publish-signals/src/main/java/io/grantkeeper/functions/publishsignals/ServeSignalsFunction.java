package io.grantkeeper.functions.publishsignals;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.functions.observability.FunctionLoggers;
import io.grantkeeper.functions.runtime.ExceptionSummary;
import io.grantkeeper.functions.runtime.HttpEvents;
import io.grantkeeper.signals.transmit.SignalHttpExchange.Request;
import io.grantkeeper.signals.transmit.SignalHttpExchange.Response;
import io.grantkeeper.signals.transmit.SsfTransmitter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Converts between API Gateway's events and the requests and responses of the Shared Signals transmitter. Never throws:
 * every request gets a response with a status code, whatever the request contains.
 */
final class ServeSignalsFunction implements Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private static final int MAX_BODY = 256 * 1024;
    private static final String BEARER = "bearer ";

    private final Logger log = FunctionLoggers.of(ServeSignalsFunction.class);
    private final Optional<SsfTransmitter> transmitter;

    /**
     * Creates the function.
     *
     * @param transmitter the Shared Signals transmitter; empty if no receiver is configured, in which case every
     *     request gets a 404 response
     */
    ServeSignalsFunction(Optional<SsfTransmitter> transmitter) {
        this.transmitter = transmitter;
    }

    @Override
    public APIGatewayV2HTTPResponse apply(APIGatewayV2HTTPEvent event) {
        if (transmitter.isEmpty()) {
            return response(new Response(404, ""));
        }
        try {
            Optional<String> body = body(event);
            return response(
                    body.isEmpty() ? new Response(413, "") : transmitter.get().answer(request(event, body.get())));
        } catch (IllegalArgumentException _) {
            return response(new Response(400, ""));
        } catch (RuntimeException e) {
            log.log(
                    Level.ERROR,
                    "a receiver's request failed and was answered with 503: {0}",
                    ExceptionSummary.describe(e));
            return response(new Response(503, ""));
        }
    }

    private static Request request(APIGatewayV2HTTPEvent event, String body) {
        Map<String, String> query = new HashMap<>();
        if (event.getQueryStringParameters() != null) {
            event.getQueryStringParameters().forEach((name, value) -> query.put(name, value == null ? "" : value));
        }
        return new Request(
                HttpEvents.method(event),
                event.getRawPath() == null ? "" : event.getRawPath(),
                query,
                bearer(event),
                body);
    }

    private static Optional<String> bearer(APIGatewayV2HTTPEvent event) {
        if (event.getHeaders() == null) {
            return Optional.empty();
        }
        return event.getHeaders().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("authorization") && header.getValue() != null)
                .map(Map.Entry::getValue)
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()).strip())
                .findFirst();
    }

    /** Returns the decoded body; empty if the body is too long. */
    private static Optional<String> body(APIGatewayV2HTTPEvent event) {
        String body = event.getBody() == null ? "" : event.getBody();
        if (body.length() > 2 * MAX_BODY) {
            return Optional.empty();
        }
        String text = event.getIsBase64Encoded()
                ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8)
                : body;
        return text.length() > MAX_BODY ? Optional.empty() : Optional.of(text);
    }

    private static APIGatewayV2HTTPResponse response(Response response) {
        Map<String, String> headers = new HashMap<>(response.headers());
        headers.put("content-type", "application/json");
        headers.put("cache-control", "no-store");
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(response.status())
                .withHeaders(headers)
                .withBody(response.body())
                .withIsBase64Encoded(false)
                .build();
    }
}
