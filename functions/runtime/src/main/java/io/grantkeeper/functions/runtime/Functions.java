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
 * The running functions: a plain application context that holds ports and functions, and Spring Cloud Function's
 * catalogue over it.
 */
public final class Functions implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final FunctionCatalog catalog;

    private Functions(ConfigurableApplicationContext context, FunctionCatalog catalog) {
        this.context = context;
        this.catalog = catalog;
    }

    /** The function modules on the class path. */
    public static List<FunctionModule<?, ?>> modules() {
        List<FunctionModule<?, ?>> modules = new ArrayList<>();
        FunctionModules.onClassPath().forEach(modules::add);
        return List.copyOf(modules);
    }

    /**
     * One of them.
     *
     * @throws IllegalArgumentException where it is not on the class path
     */
    public static FunctionModule<?, ?> module(String name) {
        return modules().stream()
                .filter(module -> module.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("the function '%s' is not part of this build".formatted(name)));
    }

    /**
     * Starts functions over ports.
     *
     * @param ports registers what the functions ask for; lazily, so that nothing unused is built
     */
    public static Functions start(Collection<? extends FunctionModule<?, ?>> modules, BeanRegistrar ports) {
        var context = new GenericApplicationContext();
        context.register(ports);
        modules.forEach(module -> context.register((registry, _) -> register(registry, module)));
        context.refresh();

        // Events are typed already when they reach the catalogue, so it never converts: no JSON of its own.
        var catalog = new SimpleFunctionRegistry(
                new DefaultConversionService(),
                new CompositeMessageConverter(List.of(new ByteArrayMessageConverter())),
                new NoJson());
        for (FunctionModule<?, ?> module : modules) {
            FunctionRegistration<?> registration = context.getBean(module.name(), FunctionRegistration.class);
            catalog.register(registration);
        }
        return new Functions(context, catalog);
    }

    /**
     * A function by its name, as the catalogue wraps it.
     *
     * @throws IllegalArgumentException naming the functions that there are
     */
    public <I, O> Function<I, O> function(FunctionModule<I, O> module) {
        Function<I, O> function = catalog.lookup(Function.class, module.name());
        if (function == null) {
            throw new IllegalArgumentException(
                    "function '%s' is none of %s".formatted(module.name(), catalog.getNames(Function.class)));
        }
        return function;
    }

    /**
     * A function by its name and by what goes in and comes out.
     *
     * @throws IllegalArgumentException where there is none, or it takes or gives something else
     */
    public <I, O> Function<I, O> function(String name, Class<I> input, Class<O> output) {
        FunctionModule<?, ?> module = module(name);
        if (!module.input().equals(input) || !module.output().equals(output)) {
            throw new IllegalArgumentException("the function '%s' makes %s of %s"
                    .formatted(
                            name,
                            module.output().getSimpleName(),
                            module.input().getSimpleName()));
        }
        @SuppressWarnings("unchecked") // the classes were compared
        FunctionModule<I, O> found = (FunctionModule<I, O>) module;
        return function(found);
    }

    /**
     * Functions one after the other, as the catalogue composes them: {@code first|second}.
     *
     * @throws IllegalArgumentException naming the functions that there are
     */
    public Function<Object, Object> composed(String definition) {
        Function<Object, Object> function = catalog.lookup(Function.class, definition);
        if (function == null) {
            throw new IllegalArgumentException(
                    "'%s' does not compose of %s".formatted(definition, catalog.getNames(Function.class)));
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
