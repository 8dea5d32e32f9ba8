package io.grantkeeper.functions.decide;

import io.grantkeeper.functions.runtime.FunctionModule;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;
import tools.jackson.databind.node.ObjectNode;

/** Wires {@code authorize-request}, which an API Gateway calls before it lets a request through. */
public final class AuthorizeRequestConfiguration implements FunctionModule<ObjectNode, ObjectNode> {
    @Override
    public String name() {
        return "authorize-request";
    }

    @Override
    public Class<ObjectNode> input() {
        return ObjectNode.class;
    }

    @Override
    public Class<ObjectNode> output() {
        return ObjectNode.class;
    }

    @Override
    public Function<ObjectNode, ObjectNode> function(BeanRegistry.SupplierContext ports) {
        Wiring wiring = new Wiring(ports);
        return new AuthorizeRequestFunction(wiring.callers(), wiring.decisions(), wiring.recorder, wiring.asPolicy());
    }
}
