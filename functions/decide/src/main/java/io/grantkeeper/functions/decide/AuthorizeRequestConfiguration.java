package io.grantkeeper.functions.decide;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import io.grantkeeper.functions.runtime.FunctionModule;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;
import tools.jackson.databind.node.ObjectNode;

/** Wires {@code authorize-request}, which an API Gateway calls before it lets a request through. */
public final class AuthorizeRequestConfiguration
        implements FunctionModule<APIGatewayV2CustomAuthorizerEvent, ObjectNode> {
    @Override
    public String name() {
        return "authorize-request";
    }

    @Override
    public Class<APIGatewayV2CustomAuthorizerEvent> input() {
        return APIGatewayV2CustomAuthorizerEvent.class;
    }

    @Override
    public Class<ObjectNode> output() {
        return ObjectNode.class;
    }

    @Override
    public Function<APIGatewayV2CustomAuthorizerEvent, ObjectNode> function(BeanRegistry.SupplierContext ports) {
        Wiring wiring = new Wiring(ports);
        return new AuthorizeRequestFunction(wiring.callers(), wiring.decisions(), wiring.recorder, wiring.asPolicy());
    }
}
