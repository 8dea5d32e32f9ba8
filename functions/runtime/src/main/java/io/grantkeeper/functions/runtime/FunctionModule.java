package io.grantkeeper.functions.runtime;

import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/**
 * One deployable function. A configuration class in the function's Maven module implements this interface, and {@link
 * java.util.ServiceLoader} finds that class. A bundle contains one function module; the local suite contains all of
 * them.
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
