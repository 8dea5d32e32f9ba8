package io.grantkeeper.functions.runtime;

import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/**
 * One deployable function, as its module's configuration describes it. Found through {@link java.util.ServiceLoader}:
 * a bundle holds one, the local suite all of them.
 */
public interface FunctionModule<I, O> {
    /** For example {@code plan-sweep}: the name of the bean, of the module and of the folder of its sample events. */
    String name();

    Class<I> input();

    Class<O> output();

    /** Builds the function from the ports it needs, and no others: each is created when it is first asked for. */
    Function<I, O> function(BeanRegistry.SupplierContext ports);
}
