package io.grantkeeper.functions.runtime;

import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/**
 * One deployable function, which the configuration of its module describes. {@link java.util.ServiceLoader} finds it. A
 * bundle contains one module, the local suite contains all modules.
 */
public interface FunctionModule<I, O> {
    /**
     * Returns the name of the function, which is also the name of its bean, of the Maven module and of the folder with
     * sample events, for example {@code plan-sweep}.
     */
    String name();

    Class<I> input();

    Class<O> output();

    /** Builds the function from the ports it needs. Each port is created when it is first requested. */
    Function<I, O> function(BeanRegistry.SupplierContext ports);
}
