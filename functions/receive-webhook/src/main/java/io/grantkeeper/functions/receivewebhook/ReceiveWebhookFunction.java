package io.grantkeeper.functions.receivewebhook;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.connector.webhook.WebhookRequest;
import io.grantkeeper.functions.observability.FunctionLoggers;
import io.grantkeeper.functions.runtime.ExceptionSummary;
import io.grantkeeper.functions.runtime.HttpEvents;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Converts between API Gateway's events and the requests and responses of {@link ReceiveWebhook}. Never throws: every
 * sender gets a status code, whatever the request contains.
 */
final class ReceiveWebhookFunction implements Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Logger log = FunctionLoggers.of(ReceiveWebhookFunction.class);
    private final ReceiveWebhook receiveWebhook;

    ReceiveWebhookFunction(ReceiveWebhook receiveWebhook) {
        this.receiveWebhook = receiveWebhook;
    }

    @Override
    public APIGatewayV2HTTPResponse apply(APIGatewayV2HTTPEvent event) {
        return response(answer(event));
    }

    private WebhookResponse answer(APIGatewayV2HTTPEvent event) {
        Optional<WebhookEndpoint> endpoint = WebhookEndpoint.of(event.getRawPath());
        if (endpoint.isEmpty()) {
            log.log(Level.INFO, "webhook refused: its path is not /webhooks/TENANT/CONNECTION");
            return WebhookResponse.NO_SUCH_PLACE;
        }
        byte[] body;
        try {
            body = body(event);
        } catch (IllegalArgumentException _) {
            log.log(Level.WARNING, "webhook refused: the event marks its body as base64, but the body is not base64");
            return WebhookResponse.MALFORMED;
        }
        var request = new WebhookRequest(
                HttpEvents.method(event),
                endpoint.get().further(),
                withoutNulls(event.getQueryStringParameters()),
                withoutNulls(event.getHeaders()),
                body);
        try {
            return receiveWebhook.receive(endpoint.get(), request);
        } catch (RuntimeException e) {
            log.log(
                    Level.ERROR,
                    "webhook for {0} failed, answered with 503: {1}",
                    endpoint.get().connection(),
                    ExceptionSummary.describe(e));
            return WebhookResponse.TRY_AGAIN;
        }
    }

    /** Returns the raw bytes of the body, because signatures cover them. */
    private static byte[] body(APIGatewayV2HTTPEvent event) {
        String body = event.getBody();
        if (body == null) {
            return new byte[0];
        }
        return event.getIsBase64Encoded() ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the map without the null values that JSON can contain. */
    private static Map<String, String> withoutNulls(@Nullable Map<String, String> values) {
        Map<String, String> present = new TreeMap<>();
        if (values != null) {
            values.forEach((name, value) -> present.put(name, value == null ? "" : value));
        }
        return present;
    }

    private static APIGatewayV2HTTPResponse response(WebhookResponse answer) {
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(answer.status())
                .withHeaders(Map.of("content-type", answer.contentType()))
                .withBody(answer.body())
                .withIsBase64Encoded(false)
                .build();
    }
}
