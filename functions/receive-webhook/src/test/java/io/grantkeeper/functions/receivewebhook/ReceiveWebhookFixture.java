package io.grantkeeper.functions.receivewebhook;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.connector.http.ProviderHttpOptions;
import io.grantkeeper.connector.http.RateBudget;
import io.grantkeeper.connector.http.SessionFactory;
import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.functions.connections.ConfiguredConnections;
import io.grantkeeper.functions.connections.ConnectionLookup;
import io.grantkeeper.functions.runtime.FunctionApplicationContext;
import io.grantkeeper.functions.testkit.FunctionTestbed;
import io.grantkeeper.functions.work.RereadScheduler;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.IdempotencyStore;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.work.ParkingQueue;
import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.identity.work.WorkQueue;
import io.grantkeeper.store.testkit.ModelSamples;
import io.grantkeeper.store.testkit.kill.CrashSimulator;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;

/**
 * The function {@code receive-webhook} with in-memory ports and the real GitHub connector, and a sender that signs
 * deliveries as GitHub does.
 */
final class ReceiveWebhookFixture implements AutoCloseable {
    static final String PATH = "/webhooks/acme/github-acme";
    static final String SECRET = "it's a secret to everybody";

    /** The identity that the deliveries in the tests are about. An earlier sweep has stored it. */
    static final IdentityId DEPLOY_KEY = new IdentityId(ModelSamples.OTHER, IdentityKind.API_KEY, "deploy-key/100");

    final FunctionTestbed bench = new FunctionTestbed();
    final Map<String, String> credentials = new TreeMap<>(Map.of("webhook-secret", SECRET));
    private final CrashSimulator kill;
    private final FunctionApplicationContext functions;
    private final Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function;

    ReceiveWebhookFixture() {
        this(CrashSimulator.never());
    }

    ReceiveWebhookFixture(CrashSimulator kill) {
        this.kill = kill;
        var found = NonHumanIdentity.of(DEPLOY_KEY, new ProviderId("github"), "deploy-key", "ci");
        bench.access.apply(
                FunctionTestbed.TENANT,
                ModelSamples.batch(ModelSamples.minute(-60), new AccessObservation.IdentityObserved(found)));
        var module = new ReceiveWebhookConfiguration();
        functions = FunctionApplicationContext.start(List.of(module), ports());
        function = functions.function(module);
    }

    private BeanRegistrar ports() {
        IdempotencyStore handled = kill.guard(IdempotencyStore.class, bench.handled);
        @SuppressWarnings("unchecked")
        WorkQueue<SyncWork> queue = kill.guard(WorkQueue.class, bench.queue);
        return (registry, _) -> {
            bean(registry, Clock.class, bench.clock);
            bean(registry, AccessStore.class, kill.guard(AccessStore.class, bench.access));
            bean(registry, SweepStore.class, kill.guard(SweepStore.class, bench.sweeps));
            bean(registry, ParkingQueue.class, kill.guard(ParkingQueue.class, bench.deadLetters));
            bean(registry, IdempotencyStore.class, handled);
            bean(
                    registry,
                    RereadScheduler.class,
                    new RereadScheduler(queue, handled, bench.clock, RereadScheduler.WINDOW));
            bean(registry, ConnectionLookup.class, connectionLookup());
        };
    }

    private ConnectionLookup connectionLookup() {
        var sessions = new SessionFactory(
                (_, slot) -> Optional.ofNullable(credentials.get(slot)).map(Secret::of),
                _ -> RateBudget.unlimited(),
                bench.clock,
                ProviderHttpOptions.standard());
        Connection github = Connection.of(
                FunctionTestbed.TENANT,
                ModelSamples.OTHER,
                new ProviderId("github"),
                Map.of("organization", "acme"),
                Map.of("webhook-secret", "env:GITHUB_WEBHOOK_SECRET"));
        Connection scripted = Connection.of(
                FunctionTestbed.TENANT,
                ModelSamples.ACME,
                ModelSamples.GOOGLE,
                Map.of(),
                Map.of()); // this provider's connector has no webhooks
        ConnectorRegistry standard = ConnectorRegistry.standard();
        var connectors = new ConnectorRegistry(
                List.of(bench.connector, standard.find(new ProviderId("github")).orElseThrow()));
        return new ConnectionLookup(ConfiguredConnections.of(List.of(github, scripted)), connectors, sessions::open);
    }

    private static <T> void bean(BeanRegistry registry, Class<T> type, T value) {
        registry.registerBean(type, spec -> spec.supplier(_ -> value));
    }

    int send(APIGatewayV2HTTPEvent event) {
        return answer(event).getStatusCode();
    }

    APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event) {
        return function.apply(event);
    }

    /** Returns a delivery that is signed as GitHub would sign it. */
    static APIGatewayV2HTTPEvent github(String delivery, String event, String body) {
        return event(PATH, delivery, event, body, "sha256=" + signature(SECRET, body));
    }

    static APIGatewayV2HTTPEvent event(String path, String delivery, String event, String body, String signature) {
        var request = new APIGatewayV2HTTPEvent();
        request.setRawPath(path);
        request.setHeaders(new TreeMap<>(
                Map.of("x-github-delivery", delivery, "x-github-event", event, "x-hub-signature-256", signature)));
        request.setBody(Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)));
        request.setIsBase64Encoded(true);
        request.setRequestContext(APIGatewayV2HTTPEvent.RequestContext.builder()
                .withHttp(APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                        .withMethod("POST")
                        .build())
                .build());
        return request;
    }

    static String signature(String secret, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        functions.close();
    }
}
