package io.grantkeeper.functions.runtime;

import java.util.ServiceLoader;

/** The function modules on the class path, each found when it is asked for: jars that are not opened cost nothing. */
final class FunctionModules {
    private FunctionModules() {}

    @SuppressWarnings("unchecked") // every module has some input and some output
    static Iterable<FunctionModule<?, ?>> onClassPath() {
        return (Iterable<FunctionModule<?, ?>>)
                (Iterable<?>) ServiceLoader.load(FunctionModule.class, FunctionModules.class.getClassLoader());
    }
}
