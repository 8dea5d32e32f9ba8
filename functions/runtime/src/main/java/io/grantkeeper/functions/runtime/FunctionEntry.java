package io.grantkeeper.functions.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.grantkeeper.functions.observability.InvocationContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanRegistrar;

/**
 * The Lambda handler of every bundle: {@code io.grantkeeper.functions.runtime.FunctionEntry}. It runs the only function
 * in the bundle, or the one named by the variable {@code GRANTKEEPER_FUNCTION}; {@code first|second} composes two.
 */
public final class FunctionEntry implements RequestStreamHandler {
    /** The environment variable that selects a function in a bundle with several functions. */
    public static final String FUNCTION = "GRANTKEEPER_FUNCTION";

    static {
        // The AWS SDK logs through SLF4J. Without this property, SLF4J searches every jar for a provider and logs that
        // there is none.
        if (System.getProperty("slf4j.provider") == null) {
            System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
        }
    }

    private final Bound<?, ?> function;

    @SuppressWarnings({"UnusedVariable", "FieldCanBeLocal"
    }) // the field keeps the object alive, because the checkpoint context has only a weak reference
    private final Object priming;

    public FunctionEntry() {
        this(FunctionModuleRegistry.onClassPath(), System.getenv(FUNCTION), new AwsPortFactory());
    }

    FunctionEntry(Iterable<? extends FunctionModule<?, ?>> modules, @Nullable String name, BeanRegistrar ports) {
        LazyBeanFactory beans = LazyBeanFactory.of(ports);
        this.function =
                name != null && name.contains("|") ? compose(modules, name, ports) : bind(choose(modules, name), beans);
        this.priming = SnapStartPriming.beforeSnapshot(System.getenv(), beans, function.input());
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        function.handle(event, answer, context);
    }

    /**
     * Returns the function module with this name, or the only module if no name is given. Looks at no further modules
     * once it has found the named one, because every jar that is not opened saves startup time.
     */
    private static FunctionModule<?, ?> choose(
            Iterable<? extends FunctionModule<?, ?>> modules, @Nullable String name) {
        List<FunctionModule<?, ?>> seen = new ArrayList<>();
        for (FunctionModule<?, ?> module : modules) {
            if (module.name().equals(name)) {
                return module;
            }
            seen.add(module);
        }
        if (name == null && seen.size() == 1) {
            return seen.getFirst();
        }
        throw new IllegalStateException("set %s to one of %s; it is %s"
                .formatted(
                        FUNCTION,
                        seen.stream().map(FunctionModule::name).sorted().toList(),
                        name == null ? "not set" : "'" + name + "'"));
    }

    /**
     * Composes functions that run one after the other. Only compositions use the function catalog.
     *
     * @param definition the names of the functions, in the form {@code first|second}
     */
    private static Bound<?, ?> compose(
            Iterable<? extends FunctionModule<?, ?>> modules, String definition, BeanRegistrar ports) {
        List<FunctionModule<?, ?>> parts = new ArrayList<>();
        for (String name : definition.split("\\|", -1)) {
            parts.add(choose(modules, name));
        }
        return new Bound<>(
                FunctionContext.start(parts, ports).composed(definition),
                anyOf(parts.getFirst().input()),
                anyOf(parts.getLast().output()));
    }

    @SuppressWarnings("unchecked") // the catalog checks the types between the parts
    private static EventCodec<Object> anyOf(Class<?> type) {
        return (EventCodec<Object>) EventCodec.of(type);
    }

    /**
     * Builds a module's function and finds the codecs for its events and results. The function is called directly
     * instead of through the function catalog, because its events are already typed.
     */
    private static <I, O> Bound<I, O> bind(FunctionModule<I, O> module, LazyBeanFactory ports) {
        return new Bound<>(module.function(ports), EventCodec.of(module.input()), EventCodec.of(module.output()));
    }

    private record Bound<I, O>(Function<I, O> function, EventCodec<I> input, EventCodec<O> output) {
        void handle(InputStream event, OutputStream answer, Context context) throws IOException {
            I request = input.read(event);
            String trace = context.getXrayTraceId();
            O result = InvocationContext.run(
                    context.getFunctionName(),
                    trace == null ? "" : trace,
                    context.getAwsRequestId(),
                    () -> ScopedValue.where(RemainingTime.INVOCATION, context).call(() -> function.apply(request)));
            output.write(result, answer);
        }
    }
}
