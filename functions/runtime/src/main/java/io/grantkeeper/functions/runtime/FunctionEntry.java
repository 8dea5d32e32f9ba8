package io.grantkeeper.functions.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.grantkeeper.functions.observe.Correlation;
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
 * the bundle, or the one that the variable {@code GRANTKEEPER_FUNCTION} names.
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

    public FunctionEntry() {
        this(Functions.onClassPath(), System.getenv(FUNCTION), new AwsPorts());
    }

    FunctionEntry(Iterable<? extends FunctionModule<?, ?>> modules, @Nullable String name, BeanRegistrar ports) {
        this.function = bind(choose(modules, name), LeanBeans.of(ports));
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

    /** The bean that the catalogue would find under this name; it is called directly, since its events are typed already. */
    private static <I, O> Bound<I, O> bind(FunctionModule<I, O> module, LeanBeans ports) {
        return new Bound<>(module.function(ports), EventFormat.of(module.input()), EventFormat.of(module.output()));
    }

    private record Bound<I, O>(Function<I, O> function, EventFormat<I> input, EventFormat<O> output) {
        void handle(InputStream event, OutputStream answer, Context context) throws IOException {
            I request = input.read(event);
            String trace = context.getXrayTraceId();
            O result = Correlation.ofTrace(trace == null ? "" : trace, context.getAwsRequestId())
                    .call(() ->
                            ScopedValue.where(RemainingTime.INVOCATION, context).call(() -> function.apply(request)));
            output.write(result, answer);
        }
    }
}
