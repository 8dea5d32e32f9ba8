package io.grantkeeper.functions.receivewebhook;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.functions.connections.ConnectionLookup;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.runtime.PublicRequestGate;
import io.grantkeeper.functions.work.RereadScheduler;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.IdempotencyStore;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.work.ParkingQueue;
import java.time.Clock;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/** The configuration of {@code receive-webhook}, which handles the webhooks of all providers. */
public final class ReceiveWebhookConfiguration extends FunctionModule<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    public ReceiveWebhookConfiguration() {
        super("receive-webhook", APIGatewayV2HTTPEvent.class, APIGatewayV2HTTPResponse.class);
    }

    @Override
    public Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function(BeanRegistry.SupplierContext ports) {
        return PublicRequestGate.before(new ReceiveWebhookFunction(receiveWebhook(ports)));
    }

    static ReceiveWebhook receiveWebhook(BeanRegistry.SupplierContext ports) {
        var consequences = new WebhookEffects(
                ports.bean(AccessStore.class),
                ports.bean(SweepStore.class),
                ports.bean(RereadScheduler.class),
                ports.bean(ParkingQueue.class));
        return new ReceiveWebhook(
                ports.bean(ConnectionLookup.class),
                ports.bean(IdempotencyStore.class),
                consequences,
                ports.bean(Clock.class));
    }
}
