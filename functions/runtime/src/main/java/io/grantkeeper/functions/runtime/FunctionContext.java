package io.grantkeeper.functions.runtime;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.cloud.function.context.FunctionRegistration;
import org.springframework.cloud.function.context.catalog.FunctionTypeUtils;
import org.springframework.cloud.function.context.catalog.SimpleFunctionRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.messaging.converter.ByteArrayMessageConverter;
import org.springframework.messaging.converter.CompositeMessageConverter;

/**
 * The running functions. A plain application context contains the ports and the functions, and Spring Cloud Function's
 * catalog wraps the functions.
 */
public final class FunctionContext implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final FunctionCatalog catalog;

    private FunctionContext(ConfigurableApplicationContext context, FunctionCatalog catalog) {
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
     * Returns one of the function modules.
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
     * Starts functions over ports.
     *
     * @param ports registers the ports lazily, so that unused ports are not created
     */
    public static FunctionContext start(Collection<? extends FunctionModule<?, ?>> modules, BeanRegistrar ports) {
        var context = new GenericApplicationContext();
        context.register(ports);
        modules.forEach(module -> context.register((registry, _) -> register(registry, module)));
        context.refresh();

        // Events are already typed when they reach the catalog, so it never converts and needs no JSON mapper.
        var catalog = new SimpleFunctionRegistry(
                new DefaultConversionService(),
                new CompositeMessageConverter(List.of(new ByteArrayMessageConverter())),
                new UnsupportedJsonMapper());
        for (FunctionModule<?, ?> module : modules) {
            FunctionRegistration<?> registration = context.getBean(module.name(), FunctionRegistration.class);
            catalog.register(registration);
        }
        return new FunctionContext(context, catalog);
    }

    /**
     * Returns the function of a module, as the catalog wraps it.
     *
     * @throws IllegalArgumentException if the function is not available; the message lists the available functions
     */
    public <I, O> Function<I, O> function(FunctionModule<I, O> module) {
        Function<I, O> function = catalog.lookup(Function.class, module.name());
        if (function == null) {
            throw new IllegalArgumentException("function '%s' not found; use one of %s"
                    .formatted(module.name(), catalog.getNames(Function.class)));
        }
        return function;
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

    /**
     * Returns a composition of functions that the catalog runs one after the other.
     *
     * @param definition the names of the functions, in the form {@code first|second}
     * @throws IllegalArgumentException if a function is not available; the message lists the available functions
     */
    public Function<Object, Object> composed(String definition) {
        Function<Object, Object> function = catalog.lookup(Function.class, definition);
        if (function == null) {
            throw new IllegalArgumentException(
                    "cannot compose '%s' from %s".formatted(definition, catalog.getNames(Function.class)));
        }
        return function;
    }

    private static <I, O> void register(BeanRegistry registry, FunctionModule<I, O> module) {
        Type type = FunctionTypeUtils.functionType(module.input(), module.output());
        registry.registerBean(
                module.name(),
                new ParameterizedTypeReference<FunctionRegistration<Function<I, O>>>() {},
                spec -> spec.supplier(
                        ports -> new FunctionRegistration<>(module.function(ports), module.name()).type(type)));
    }

    @Override
    public void close() {
        context.close();
    }
}
