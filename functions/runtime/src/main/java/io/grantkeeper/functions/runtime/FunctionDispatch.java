package io.grantkeeper.functions.runtime;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanRegistry;

/** The ways in which Lambda's events reach a function. */
enum FunctionDispatch {
    /** Spring Cloud Function's catalog looks the function up and invokes it. */
    CATALOG {
        @Override
        Function<Object, Object> function(List<FunctionModule<?, ?>> parts, BeanRegistry.SupplierContext ports) {
            return TypedFunctionCatalog.of(parts, ports).lookup(parts);
        }
    },

    /** The function is invoked without the catalog. It cannot be a composition. */
    DIRECT {
        @Override
        @SuppressWarnings("unchecked") // the codecs of the module read its input and write its output
        Function<Object, Object> function(List<FunctionModule<?, ?>> parts, BeanRegistry.SupplierContext ports) {
            if (parts.size() > 1) {
                throw new IllegalStateException(
                        "direct dispatch cannot compose functions: remove the variable %s".formatted(VARIABLE));
            }
            return (Function<Object, Object>) parts.getFirst().function(ports);
        }
    };

    /**
     * The environment variable that selects the dispatch: {@code catalog}, which is the default, or {@code direct},
     * which the benchmark uses to measure the cost of the catalog.
     */
    static final String VARIABLE = "GRANTKEEPER_DISPATCH";

    /**
     * Returns the dispatch that a variable's value selects.
     *
     * @throws IllegalStateException if the value is not the name of a dispatch
     */
    static FunctionDispatch of(@Nullable String value) {
        if (value == null) {
            return CATALOG;
        }
        for (FunctionDispatch dispatch : values()) {
            if (dispatch.name().toLowerCase(Locale.ROOT).equals(value)) {
                return dispatch;
            }
        }
        throw new IllegalStateException(
                "set %s to catalog or direct, or remove it; its value is '%s'".formatted(VARIABLE, value));
    }

    /**
     * Returns the function to invoke.
     *
     * @param parts one function, or several that run in sequence
     */
    abstract Function<Object, Object> function(List<FunctionModule<?, ?>> parts, BeanRegistry.SupplierContext ports);
}
