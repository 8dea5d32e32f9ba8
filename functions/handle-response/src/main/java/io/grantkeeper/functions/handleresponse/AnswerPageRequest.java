package io.grantkeeper.functions.handleresponse;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import io.grantkeeper.functions.runtime.HttpEvents;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request, as converted from an API Gateway event.
 *
 * @param headers the headers by their lowercase names
 * @param body the raw bytes that signatures cover
 */
@SuppressWarnings("ArrayRecordComponent") // a request is read once and never compared
record AnswerPageRequest(String method, String path, Map<String, String> headers, byte[] body) {
    /** The maximum size of a body, in bytes. It is larger than any form or click that this function accepts. */
    static final int MAX_BODY = 256 * 1024;

    /**
     * Converts an API Gateway event to a request.
     *
     * @throws IllegalArgumentException if the body is too large, or if the event declares a base64 body that cannot be
     * decoded
     */
    static AnswerPageRequest of(APIGatewayV2HTTPEvent event) {
        Map<String, String> headers = new TreeMap<>();
        Map<String, String> given = event.getHeaders();
        if (given != null) {
            given.forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value == null ? "" : value));
        }
        String path = event.getRawPath() == null ? "" : event.getRawPath();
        return new AnswerPageRequest(
                HttpEvents.method(event), path, headers, body(event.getBody(), event.getIsBase64Encoded()));
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    private static byte[] body(@Nullable String body, boolean encoded) {
        if (body == null) {
            return new byte[0];
        }
        byte[] bytes = encoded ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_BODY) {
            throw new IllegalArgumentException("the body has more than %d bytes".formatted(MAX_BODY));
        }
        return bytes;
    }
}
