package io.grantkeeper.functions.publishsignals;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.store.testkit.InMemorySignalStore;
import io.grantkeeper.store.testkit.ManualClock;
import io.grantkeeper.store.testkit.ModelSamples;
import org.junit.jupiter.api.Test;

/**
 * Tests a new installation, whose secrets have no values yet. Even then, the functions must be able to start, and
 * Lambda must be able to take snapshots of the functions.
 */
class MissingSecretsTest {
    private static final SignalDependencies PORTS = new SignalDependencies(
            SignalsConfig.parse("""
                    {"issuer": "https://signals.example.com",
                     "keys": [{"id": "2026-11", "privateKey": "secretsmanager:grantkeeper/signals"}],
                     "receivers": [{"id": "idp", "token": "secretsmanager:grantkeeper/idp",
                                    "audience": ["https://idp.example.com"]}]}
                    """),
            _ -> Secret.of(""),
            new InMemorySignalStore(),
            () -> {
                throw new IllegalStateException("no sink is on a bus");
            },
            new ManualClock(ModelSamples.NOON));

    private final ServeSignalsFunction serve = new ServeSignalsFunction(PORTS.transmitter(new TenantId("acme")));

    private int get(String path) {
        APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
        event.setRawPath(path);
        event.setRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder()
                .withHttp(APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                        .withMethod("GET")
                        .build())
                .build());
        return serve.apply(event).getStatusCode();
    }

    @Test
    void answersRequestsThatNeedNoSecret() {
        assertThat(get("/.well-known/ssf-configuration")).isEqualTo(200);
    }

    @Test
    void returns503WhileKeyIsMissing() {
        assertThat(get("/ssf/jwks.json")).isEqualTo(503);
    }

    @Test
    void buildsPublisherWithoutSecrets() {
        assertThat(PORTS.publisher()).isNotNull();
        assertThat(PORTS.statusChange()).isPresent();
    }
}
