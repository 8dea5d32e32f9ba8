package io.grantkeeper.functions.publishsignals;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.runtime.PublicRequestGate;
import io.grantkeeper.identity.TenantId;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/**
 * The configuration of {@code serve-signals}, which an HTTP API exposes under {@code /.well-known/ssf-configuration}
 * and {@code /ssf}.
 */
public final class ServeSignalsConfiguration extends FunctionModule<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    public ServeSignalsConfiguration() {
        super("serve-signals", APIGatewayV2HTTPEvent.class, APIGatewayV2HTTPResponse.class);
    }

    @Override
    public Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function(BeanRegistry.SupplierContext ports) {
        TenantId tenant = ports.beanProvider(TenantId.class)
                .getIfAvailable(() -> ports.bean(ConnectionsConfig.class).tenant());
        return PublicRequestGate.before(
                new ServeSignalsFunction(SignalsFactory.signals(ports).transmitter(tenant)));
    }
}
