package io.grantkeeper.functions.runtime;

import java.util.ServiceLoader;

/**
 * Finds the function modules on the class path. Loads them one at a time, because jars that are not opened cost no
 * startup time.
 */
final class FunctionModuleRegistry {
    private FunctionModuleRegistry() {}

    @SuppressWarnings("unchecked") // a module has exactly one input type and one output type
    static Iterable<FunctionModule<?, ?>> onClassPath() {
        return (Iterable<FunctionModule<?, ?>>)
                (Iterable<?>) ServiceLoader.load(FunctionModule.class, FunctionModuleRegistry.class.getClassLoader());
    }
}
