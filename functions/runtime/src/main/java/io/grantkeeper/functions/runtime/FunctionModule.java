package io.grantkeeper.functions.runtime;

import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/**
 * One deployable function. A configuration class in the function's Maven module extends this class, and {@link
 * java.util.ServiceLoader} finds that class. A bundle contains one function module; the local suite contains all of
 * them.
 */
public abstract class FunctionModule<I, O> {
    private final String name;
    private final Class<I> input;
    private final Class<O> output;

    /**
     * Creates a module.
     *
     * @param name the name of the function, which is also the name of its bean, of the Maven module and of the folder
     *     with sample events, for example {@code plan-sweep}
     */
    protected FunctionModule(String name, Class<I> input, Class<O> output) {
        this.name = name;
        this.input = input;
        this.output = output;
    }

    public final String name() {
        return name;
    }

    public final Class<I> input() {
        return input;
    }

    public final Class<O> output() {
        return output;
    }

    /** Builds the function from the ports it needs. Each port is created when it is first requested. */
    public abstract Function<I, O> function(BeanRegistry.SupplierContext ports);
}
