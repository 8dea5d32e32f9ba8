package io.grantkeeper.functions.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PublicRequestGateTest {
    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger status = new AtomicInteger(401);
    private final AtomicInteger reached = new AtomicInteger();
    private final PublicRequestGate gate = PublicRequestGate.before(
            _ -> {
                reached.incrementAndGet();
                return APIGatewayV2HTTPResponse.builder()
                        .withStatusCode(status.get())
                        .build();
            },
            now::get);

    private APIGatewayV2HTTPResponse send(String address) {
        return gate.apply(APIGatewayV2HTTPEvent.builder()
                .withRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder()
                        .withHttp(APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                                .withSourceIp(address)
                                .build())
                        .build())
                .build());
    }

    @Test
    void rejectsAddressWithTooManyRejectedRequestsBeforeInvokingFunction() {
        for (int i = 0; i < PublicRequestGate.REJECTED_AT_ONCE; i++) {
            assertThat(send("192.0.2.1").getStatusCode()).isEqualTo(401);
        }
        APIGatewayV2HTTPResponse blocked = send("192.0.2.1");
        assertThat(blocked.getStatusCode()).isEqualTo(429);
        assertThat(blocked.getHeaders()).containsEntry("retry-after", "1");
        assertThat(reached).hasValue(PublicRequestGate.REJECTED_AT_ONCE);
        assertThat(send("192.0.2.2").getStatusCode()).as("another address").isEqualTo(401);
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(send("192.0.2.1").getStatusCode()).as("a second later").isEqualTo(401);
    }

    @Test
    void countsAllAddressesOfIpv6NetworkAsOne() {
        for (int i = 0; i < PublicRequestGate.REJECTED_AT_ONCE; i++) {
            assertThat(send("2001:db8:0:7::%x".formatted(i)).getStatusCode()).isEqualTo(401);
        }
        assertThat(send("2001:db8:0:7:ffff::1").getStatusCode()).isEqualTo(429);
        assertThat(send("2001:db8:0:8::1").getStatusCode())
                .as("another network")
                .isEqualTo(401);
        assertThat(send("not an address").getStatusCode()).isEqualTo(401);
    }

    @Test
    void doesNotLimitAcceptedRequests() {
        status.set(200);
        for (int i = 0; i < 3 * PublicRequestGate.REJECTED_AT_ONCE; i++) {
            assertThat(send("192.0.2.1").getStatusCode()).isEqualTo(200);
        }
    }

    @Test
    void requiresHttpsInEveryResponse() {
        assertThat(send("192.0.2.1").getHeaders()).containsEntry("strict-transport-security", "max-age=31536000");
        assertThat(gate.apply(new APIGatewayV2HTTPEvent()).getHeaders())
                .as("the response to an event without a sender")
                .containsKey("strict-transport-security");
    }

    @Test
    void limitsNumberOfRememberedKeys() {
        KeyedRateLimit limit = new KeyedRateLimit(1, 1, now::get);
        assertThat(limit.take("first")).isZero();
        assertThat(limit.take("first")).isEqualTo(Duration.ofSeconds(1));
        for (int i = 0; i < 10_000; i++) {
            assertThat(limit.take("key " + i)).isZero();
        }
        assertThat(limit.take("first")).as("forgotten").isZero();
    }
}
