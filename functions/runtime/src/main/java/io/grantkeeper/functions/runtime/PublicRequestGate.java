package io.grantkeeper.functions.runtime;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Precedes every function that receives requests from the internet. If too many requests from an address are rejected
 * because they have no valid key, token, link or signature, the address gets 429 responses for a while, before the
 * function does any work. Accepted requests are not limited by address, because many agents can share one address. All
 * IPv6 addresses of one network count as one address, because one sender usually has all of them.
 * Every response requires browsers to use HTTPS (HSTS).
 */
public final class PublicRequestGate implements Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    /** The maximum number of rejected requests per second from one address, on average. */
    static final int REJECTED_PER_SECOND = 10;
    /** The maximum number of rejected requests that an address can send in a burst. */
    static final int REJECTED_AT_ONCE = 600;

    private static final Set<Integer> REJECTED = Set.of(401, 403, 404);
    private static final int TOO_MANY = 429;
    /** The length of an IPv6 network prefix (RFC 4291, section 2.5.1), in bytes. */
    private static final int NETWORK_BYTES = 8;

    private static final String HSTS = "strict-transport-security";

    private final Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function;
    private final Predicate<? super APIGatewayV2HTTPResponse> counts;
    private final KeyedRateLimit rejected;

    private PublicRequestGate(
            Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function,
            Predicate<? super APIGatewayV2HTTPResponse> counts,
            LongSupplier nanos) {
        this.function = function;
        this.counts = counts;
        this.rejected = new KeyedRateLimit(REJECTED_PER_SECOND, REJECTED_AT_ONCE, nanos);
    }

    public static PublicRequestGate before(Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function) {
        return before(function, System::nanoTime);
    }

    /**
     * Returns a gate for a function whose legitimate users can also receive error responses, for example 404 for
     * something that was deleted.
     *
     * @param counts whether a response rejects an unauthenticated sender
     */
    public static PublicRequestGate before(
            Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function,
            Predicate<? super APIGatewayV2HTTPResponse> counts) {
        return new PublicRequestGate(function, counts, System::nanoTime);
    }

    static PublicRequestGate before(
            Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function, LongSupplier nanos) {
        return new PublicRequestGate(function, response -> REJECTED.contains(response.getStatusCode()), nanos);
    }

    @Override
    public APIGatewayV2HTTPResponse apply(APIGatewayV2HTTPEvent event) {
        Optional<String> address = address(event);
        Duration wait = address.map(rejected::waiting).orElse(Duration.ZERO);
        APIGatewayV2HTTPResponse response = wait.isZero() ? function.apply(event) : tooMany(wait);
        if (counts.test(response)) {
            address.ifPresent(sender -> {
                var _ = rejected.take(sender);
            });
        }
        Map<String, String> headers =
                response.getHeaders() == null ? new HashMap<>() : new HashMap<>(response.getHeaders());
        headers.put(HSTS, "max-age=31536000");
        response.setHeaders(headers);
        return response;
    }

    /** Returns the sender's address, as reported by API Gateway; for IPv6, the network of 64 bits that contains it. */
    private static Optional<String> address(APIGatewayV2HTTPEvent event) {
        return Optional.ofNullable(event.getRequestContext())
                .map(APIGatewayV2HTTPEvent.RequestContext::getHttp)
                .map(APIGatewayV2HTTPEvent.RequestContext.Http::getSourceIp)
                .filter(address -> !address.isEmpty())
                .map(PublicRequestGate::sender);
    }

    private static String sender(String address) {
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address known
                    ? HexFormat.of().formatHex(known.getAddress(), 0, NETWORK_BYTES)
                    : address;
        } catch (IllegalArgumentException _) {
            return address;
        }
    }

    private static APIGatewayV2HTTPResponse tooMany(Duration wait) {
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(TOO_MANY)
                .withHeaders(Map.of(
                        "retry-after", String.valueOf(wait.toSeconds() + 1),
                        "content-type", "text/plain; charset=utf-8",
                        "cache-control", "no-store"))
                .withBody("too many rejected requests from this address")
                .withIsBase64Encoded(false)
                .build();
    }
}
