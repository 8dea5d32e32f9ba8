package io.grantkeeper.functions.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.cloud.function.context.FunctionRegistration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.ParameterizedTypeReference;

/**
 * The running functions. A plain application context contains the ports and the functions, and Spring Cloud Function's
 * catalog wraps the functions.
 */
public final class FunctionApplicationContext implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final TypedFunctionCatalog catalog;

    private FunctionApplicationContext(ConfigurableApplicationContext context, TypedFunctionCatalog catalog) {
        this.context = context;
        this.catalog = catalog;
    }

    /** Returns the function modules on the class path. */
    public static List<FunctionModule<?, ?>> modules() {
        List<FunctionModule<?, ?>> modules = new ArrayList<>();
        FunctionModuleRegistry.onClassPath().forEach(modules::add);
        return List.copyOf(modules);
    }

    /**
     * Returns the function module with this name.
     *
     * @throws IllegalArgumentException if the module is not on the class path
     */
    public static FunctionModule<?, ?> module(String name) {
        return modules().stream()
                .filter(module -> module.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("function '%s' is not part of this build".formatted(name)));
    }

    /**
     * Starts functions that use the given ports.
     *
     * @param ports registers the ports lazily, so that unused ports are not created
     */
    public static FunctionApplicationContext start(
            Collection<? extends FunctionModule<?, ?>> modules, BeanRegistrar ports) {
        var context = new GenericApplicationContext();
        context.register(ports);
        modules.forEach(module -> context.register((registry, _) -> register(registry, module)));
        context.refresh();

        List<FunctionRegistration<?>> registrations = new ArrayList<>();
        modules.forEach(module -> registrations.add(context.getBean(module.name(), FunctionRegistration.class)));
        return new FunctionApplicationContext(context, TypedFunctionCatalog.of(registrations));
    }

    /**
     * Returns the function of a module, as the catalog wraps it.
     *
     * @throws IllegalArgumentException if the function is not available; the message lists the available functions
     */
    public <I, O> Function<I, O> function(FunctionModule<I, O> module) {
        return catalog.lookup(module.name());
    }

    /**
     * Returns a function by its name and types.
     *
     * @throws IllegalArgumentException if the function does not exist or has other types
     */
    public <I, O> Function<I, O> function(String name, Class<I> input, Class<O> output) {
        FunctionModule<?, ?> module = module(name);
        if (!module.input().equals(input) || !module.output().equals(output)) {
            throw new IllegalArgumentException("function '%s' returns %s and takes %s; the requested types differ"
                    .formatted(
                            name,
                            module.output().getSimpleName(),
                            module.input().getSimpleName()));
        }
        @SuppressWarnings("unchecked") // the classes were compared above
        FunctionModule<I, O> found = (FunctionModule<I, O>) module;
        return function(found);
    }

    private static <I, O> void register(BeanRegistry registry, FunctionModule<I, O> module) {
        registry.registerBean(
                module.name(),
                new ParameterizedTypeReference<FunctionRegistration<Function<I, O>>>() {},
                spec -> spec.supplier(ports -> TypedFunctionCatalog.registration(module, ports)));
    }

    @Override
    public void close() {
        context.close();
    }
}
