package io.grantkeeper.functions.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

    private final Bound<?, ?> function;

    public FunctionEntry() {
        this(Functions.modules(), System.getenv(FUNCTION), new AwsPorts());
    }

    FunctionEntry(List<FunctionModule<?, ?>> modules, @Nullable String name, BeanRegistrar ports) {
        this.function = bind(choose(modules, name), LeanBeans.of(ports));
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        function.handle(event, answer, context);
    }

    private static FunctionModule<?, ?> choose(List<FunctionModule<?, ?>> modules, @Nullable String name) {
        List<String> names =
                modules.stream().<String>map(FunctionModule::name).sorted().toList();
        if (name == null && modules.size() == 1) {
            return modules.getFirst();
        }
        return modules.stream()
                .filter(module -> module.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("set %s to one of %s; it is %s"
                        .formatted(FUNCTION, names, name == null ? "not set" : "'" + name + "'")));
    }

    /** The bean that the catalogue would find under this name; it is called directly, since its events are typed already. */
    private static <I, O> Bound<I, O> bind(FunctionModule<I, O> module, LeanBeans ports) {
        return new Bound<>(module.function(ports), EventFormat.of(module.input()), EventFormat.of(module.output()));
    }

    private record Bound<I, O>(Function<I, O> function, EventFormat<I> input, EventFormat<O> output) {
        void handle(InputStream event, OutputStream answer, Context context) throws IOException {
            I request = input.read(event);
            O result = ScopedValue.where(RemainingTime.INVOCATION, context).call(() -> function.apply(request));
            output.write(result, answer);
        }
    }
}
