package io.grantkeeper.functions.decide;

import io.grantkeeper.functions.runtime.FunctionModule;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;
import tools.jackson.databind.node.ObjectNode;

/** The configuration of {@code authorize-request}, the Lambda authorizer for API Gateway. */
public final class AuthorizeRequestConfiguration extends FunctionModule<ObjectNode, ObjectNode> {
    public AuthorizeRequestConfiguration() {
        super("authorize-request", ObjectNode.class, ObjectNode.class);
    }

    @Override
    public Function<ObjectNode, ObjectNode> function(BeanRegistry.SupplierContext ports) {
        DecideFactory wiring = new DecideFactory(ports);
        return new AuthorizeRequestFunction(
                wiring.callers(), wiring.callerNames(), wiring.decisions(), wiring.recorder, wiring.asPolicy());
    }
}
