package io.grantkeeper.functions.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.cloud.function.context.FunctionRegistration;
import org.springframework.cloud.function.context.catalog.FunctionTypeUtils;
import org.springframework.cloud.function.context.catalog.SimpleFunctionRegistry;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.messaging.converter.ByteArrayMessageConverter;
import org.springframework.messaging.converter.CompositeMessageConverter;

/**
 * Spring Cloud Function's catalog of Grantkeeper's functions, which looks up, composes and invokes them. An event
 * already has the type of the function's input when it reaches the catalog, so the catalog converts nothing.
 */
final class TypedFunctionCatalog {
    private final FunctionCatalog catalog;

    private TypedFunctionCatalog(Iterable<? extends FunctionRegistration<?>> registrations) {
        SimpleFunctionRegistry registry = new SimpleFunctionRegistry(
                new GenericConversionService(),
                // The registry requires at least one converter, but does not call it for an event that already has the
                // input type.
                new CompositeMessageConverter(List.of(new ByteArrayMessageConverter())),
                new UnsupportedJsonMapper());
        registrations.forEach(registry::register);
        this.catalog = registry;
    }

    /** Returns the catalog of functions that were registered as beans. */
    static TypedFunctionCatalog of(Iterable<? extends FunctionRegistration<?>> registrations) {
        return new TypedFunctionCatalog(registrations);
    }

    /** Builds the functions of modules and returns their catalog. */
    static TypedFunctionCatalog of(List<FunctionModule<?, ?>> modules, BeanRegistry.SupplierContext ports) {
        List<FunctionRegistration<?>> registrations = new ArrayList<>();
        for (FunctionModule<?, ?> module : modules) {
            registrations.add(registration(module, ports));
        }
        return new TypedFunctionCatalog(registrations);
    }

    /** Builds the function of a module and registers it under the module's name and types. */
    static <I, O> FunctionRegistration<Function<I, O>> registration(
            FunctionModule<I, O> module, BeanRegistry.SupplierContext ports) {
        return new FunctionRegistration<>(module.function(ports), module.name())
                .type(FunctionTypeUtils.functionType(module.input(), module.output()));
    }

    /** Returns the function of a module, or the composition of several functions that run in sequence. */
    Function<Object, Object> lookup(List<FunctionModule<?, ?>> parts) {
        return lookup(parts.stream().map(FunctionModule::name).collect(Collectors.joining("|")));
    }

    /**
     * Returns a function as the catalog wraps it.
     *
     * @param definition the name of a function; {@code first|second} composes two
     * @throws IllegalArgumentException if a function is not available; the message lists the available functions
     */
    <I, O> Function<I, O> lookup(String definition) {
        Function<I, O> function = catalog.lookup(Function.class, definition);
        if (function == null) {
            throw new IllegalArgumentException(
                    "function '%s' not found; use one of %s".formatted(definition, catalog.getNames(Function.class)));
        }
        return function;
    }
}
