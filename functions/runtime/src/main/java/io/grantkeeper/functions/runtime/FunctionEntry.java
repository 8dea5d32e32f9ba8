package io.grantkeeper.functions.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.grantkeeper.functions.observe.Invocation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanRegistrar;

/**
 * What Lambda calls, in every bundle: {@code io.grantkeeper.functions.runtime.FunctionEntry}. The function is the one in
 * the bundle, or the one that the variable {@code GRANTKEEPER_FUNCTION} names; {@code first|second} composes two.
 */
public final class FunctionEntry implements RequestStreamHandler {
    /** Names the function where a bundle holds several. */
    public static final String FUNCTION = "GRANTKEEPER_FUNCTION";

    static {
        // AWS' SDK logs through SLF4J, which would look through every jar for a provider, find none and say so.
        if (System.getProperty("slf4j.provider") == null) {
            System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
        }
    }

    private final Bound<?, ?> function;

    @SuppressWarnings({"UnusedVariable", "FieldCanBeLocal"}) // kept: whoever snapshots knows it only weakly
    private final Object priming;

    public FunctionEntry() {
        this(FunctionModules.onClassPath(), System.getenv(FUNCTION), new AwsPorts());
    }

    FunctionEntry(Iterable<? extends FunctionModule<?, ?>> modules, @Nullable String name, BeanRegistrar ports) {
        LeanBeans beans = LeanBeans.of(ports);
        this.function =
                name != null && name.contains("|") ? compose(modules, name, ports) : bind(choose(modules, name), beans);
        this.priming = Priming.beforeSnapshot(System.getenv(), beans, function.input());
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        function.handle(event, answer, context);
    }

    /** Looks no further than the one that is named: every jar that is not opened saves time. */
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

    /** Functions one after the other: only then is there something to do for the catalogue. */
    private static Bound<?, ?> compose(
            Iterable<? extends FunctionModule<?, ?>> modules, String definition, BeanRegistrar ports) {
        List<FunctionModule<?, ?>> parts = new ArrayList<>();
        for (String name : definition.split("\\|", -1)) {
            parts.add(choose(modules, name));
        }
        return new Bound<>(
                Functions.start(parts, ports).composed(definition),
                anyOf(parts.getFirst().input()),
                anyOf(parts.getLast().output()));
    }

    @SuppressWarnings("unchecked") // the catalogue checks the types between the parts
    private static EventFormat<Object> anyOf(Class<?> type) {
        return (EventFormat<Object>) EventFormat.of(type);
    }

    /** The bean that the catalogue would find under this name; it is called directly, since its events are typed already. */
    private static <I, O> Bound<I, O> bind(FunctionModule<I, O> module, LeanBeans ports) {
        return new Bound<>(module.function(ports), EventFormat.of(module.input()), EventFormat.of(module.output()));
    }

    private record Bound<I, O>(Function<I, O> function, EventFormat<I> input, EventFormat<O> output) {
        void handle(InputStream event, OutputStream answer, Context context) throws IOException {
            I request = input.read(event);
            String trace = context.getXrayTraceId();
            O result = Invocation.run(
                    context.getFunctionName(),
                    trace == null ? "" : trace,
                    context.getAwsRequestId(),
                    () -> ScopedValue.where(RemainingTime.INVOCATION, context).call(() -> function.apply(request)));
            output.write(result, answer);
        }
    }
}
