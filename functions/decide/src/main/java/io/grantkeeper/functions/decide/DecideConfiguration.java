package io.grantkeeper.functions.decide;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.runtime.PublicRequestGate;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/** The configuration of {@code decide}, which serves the AuthZEN API. */
public final class DecideConfiguration extends FunctionModule<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    public DecideConfiguration() {
        super("decide", APIGatewayV2HTTPEvent.class, APIGatewayV2HTTPResponse.class);
    }

    @Override
    public Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function(BeanRegistry.SupplierContext ports) {
        DecideFactory wiring = new DecideFactory(ports);
        ports.beanProvider(ShutdownHook.class).ifAvailable(hook -> hook.onClose(wiring.recorder::close));
        return PublicRequestGate.before(new DecideFunction(wiring.api(), wiring.recorder));
    }
}
