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
 * in the bundle, or the one that the variable {@code GRANTKEEPER_FUNCTION} names; {@code first|second} composes two
 * functions. By default, Spring Cloud Function's catalog invokes the function (see {@link FunctionDispatch}).
 * {@link LazyBeanFactory} supplies the function's ports.
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

    private final EventCodec<Object> input;
    private final Function<Object, Object> function;
    private final EventCodec<Object> output;

    @SuppressWarnings({"UnusedVariable", "FieldCanBeLocal"
    }) // the field keeps the object alive, because the checkpoint context has only a weak reference
    private final Object priming;

    public FunctionEntry() {
        this(
                FunctionModuleRegistry.onClassPath(),
                System.getenv(FUNCTION),
                FunctionDispatch.of(System.getenv(FunctionDispatch.VARIABLE)),
                new AwsPortFactory());
    }

    FunctionEntry(
            Iterable<? extends FunctionModule<?, ?>> modules,
            @Nullable String definition,
            FunctionDispatch dispatch,
            BeanRegistrar ports) {
        LazyBeanFactory beans = LazyBeanFactory.of(ports);
        List<FunctionModule<?, ?>> parts = parts(modules, definition);
        this.input = codec(parts.getFirst().input());
        this.function = dispatch.function(parts, beans);
        this.output = codec(parts.getLast().output());
        this.priming = SnapStartPriming.beforeSnapshot(System.getenv(), beans, input, output);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        Object request = input.read(event);
        String trace = context.getXrayTraceId();
        Object result = InvocationContext.run(
                context.getFunctionName(),
                trace == null ? "" : trace,
                context.getAwsRequestId(),
                () -> ScopedValue.where(RemainingTime.INVOCATION, context).call(() -> function.apply(request)));
        output.write(result, answer);
    }

    /** Returns the functions that a definition names, in the order in which they run. */
    private static List<FunctionModule<?, ?>> parts(
            Iterable<? extends FunctionModule<?, ?>> modules, @Nullable String definition) {
        if (definition == null) {
            return List.of(choose(modules, null));
        }
        List<FunctionModule<?, ?>> parts = new ArrayList<>();
        for (String name : definition.split("\\|", -1)) {
            parts.add(choose(modules, name));
        }
        return parts;
    }

    @SuppressWarnings(
            "unchecked") // the function gets what its own input codec reads, and the catalog checks compositions
    private static EventCodec<Object> codec(Class<?> type) {
        return (EventCodec<Object>) EventCodec.of(type);
    }

    /**
     * Returns the function module with this name, or the only module if no name is given. Stops looking as soon as it
     * has found the named module, because every jar that is not opened saves startup time.
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
        throw new IllegalStateException("set %s to one of %s; its value is %s"
                .formatted(
                        FUNCTION,
                        seen.stream().map(FunctionModule::name).sorted().toList(),
                        name == null ? "not set" : "'" + name + "'"));
    }
}
