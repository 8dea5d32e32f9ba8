package io.grantkeeper.functions.decide;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.authzen.AuthZenHttpRequest;
import io.grantkeeper.authzen.AuthZenResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Converts between API Gateway's payload format 2.0 and the HTTP types of the AuthZEN API. */
final class DecideHttpAdapter {
    private DecideHttpAdapter() {}

    /**
     * Converts an event. If the event says that its body is base64 but the body cannot be decoded, the body becomes
     * empty, and the API rejects the call.
     */
    static AuthZenHttpRequest call(APIGatewayV2HTTPEvent event) {
        var context = event.getRequestContext();
        String method = context == null
                        || context.getHttp() == null
                        || context.getHttp().getMethod() == null
                ? ""
                : context.getHttp().getMethod();
        String path = event.getRawPath() == null ? "" : event.getRawPath();
        return new AuthZenHttpRequest(method, path, orEmpty(event.getHeaders()), body(event));
    }

    private static byte[] body(APIGatewayV2HTTPEvent event) {
        String body = event.getBody();
        if (body == null) {
            return new byte[0];
        }
        try {
            return event.getIsBase64Encoded()
                    ? Base64.getDecoder().decode(body)
                    : body.getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    static Map<String, String> orEmpty(@Nullable Map<String, String> values) {
        Map<String, String> present = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (values != null) {
            values.forEach((name, value) -> present.put(name, value == null ? "" : value));
        }
        return present;
    }

    static APIGatewayV2HTTPResponse response(AuthZenResponse answer) {
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(answer.status())
                .withHeaders(answer.headers())
                .withBody(answer.body())
                .withIsBase64Encoded(false)
                .build();
    }
}
