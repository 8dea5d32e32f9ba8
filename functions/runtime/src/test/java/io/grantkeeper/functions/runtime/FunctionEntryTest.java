package io.grantkeeper.functions.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;

class FunctionEntryTest {
    private static final BeanRegistrar NO_PORTS = (_, _) -> {};
    private static final int EVENTS = 2_000;

    record Word(String word) {}

    record Length(int length) {}

    private static final class Module<I, O> extends FunctionModule<I, O> {
        private final Function<I, O> body;

        Module(String name, Class<I> input, Class<O> output, Function<I, O> body) {
            super(name, input, output);
            this.body = body;
        }

        @Override
        public Function<I, O> function(BeanRegistry.SupplierContext ports) {
            return body;
        }
    }

    private static final Module<Word, Word> TWICE =
            new Module<>("twice", Word.class, Word.class, word -> new Word(word.word() + word.word()));
    private static final Module<Word, Length> MEASURE = new Module<>(
            "measure", Word.class, Length.class, word -> new Length(word.word().length()));
    private static final List<Module<?, ?>> BOTH = List.of(TWICE, MEASURE);

    @ParameterizedTest
    @EnumSource
    void runsNamedFunction(FunctionDispatch dispatch) throws IOException {
        assertThat(answer(new FunctionEntry(BOTH, "measure", dispatch, NO_PORTS)))
                .isEqualTo("{\"length\":4}");
    }

    @ParameterizedTest
    @EnumSource
    void runsSingleFunctionOfBundleIfNoNameIsSet(FunctionDispatch dispatch) throws IOException {
        assertThat(answer(new FunctionEntry(List.of(TWICE), null, dispatch, NO_PORTS)))
                .isEqualTo("{\"word\":\"wordword\"}");
    }

    @Test
    void passesResultOfFunctionToNextFunction() throws IOException {
        assertThat(answer(new FunctionEntry(BOTH, "twice|measure", FunctionDispatch.CATALOG, NO_PORTS)))
                .isEqualTo("{\"length\":8}");
    }

    @Test
    void invokesFunctionThroughCatalogUnlessVariableSelectsDirectDispatch() {
        assertThat(FunctionDispatch.of(null)).isEqualTo(FunctionDispatch.CATALOG);
        assertThat(FunctionDispatch.of("catalog")).isEqualTo(FunctionDispatch.CATALOG);
        assertThat(FunctionDispatch.of("direct")).isEqualTo(FunctionDispatch.DIRECT);
        assertThatThrownBy(() -> FunctionDispatch.of("off"))
                .hasMessage("set GRANTKEEPER_DISPATCH to catalog or direct, or remove it; its value is 'off'");
    }

    @Test
    void rejectsCompositionWithoutCatalog() {
        assertThatThrownBy(() -> new FunctionEntry(BOTH, "twice|measure", FunctionDispatch.DIRECT, NO_PORTS))
                .hasMessage("direct dispatch cannot compose functions: remove the variable GRANTKEEPER_DISPATCH");
    }

    @Test
    void listsKnownFunctionsIfNameIsUnknown() {
        assertThatThrownBy(() -> new FunctionEntry(BOTH, "none", FunctionDispatch.CATALOG, NO_PORTS))
                .hasMessage("set GRANTKEEPER_FUNCTION to one of [measure, twice]; its value is 'none'");
    }

    /**
     * Measures all code between the runtime client and the function: parsing the event, the correlation ID, metrics,
     * and writing the response.
     */
    @Test
    void addsLessThanOneMillisecondToWarmInvocation() throws IOException {
        FunctionEntry entry = new FunctionEntry(BOTH, "measure", FunctionDispatch.CATALOG, NO_PORTS);
        // CPU time, so that other work on the machine does not affect the result.
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long[] took = new long[EVENTS];
        for (int i = 0; i < EVENTS; i++) {
            long begun = threads.getCurrentThreadCpuTime();
            answer(entry);
            took[i] = threads.getCurrentThreadCpuTime() - begun;
        }
        java.util.Arrays.sort(took);
        assertThat(took[EVENTS / 2]).as("nanoseconds of CPU time, median").isLessThan(1_000_000);
    }

    private static String answer(FunctionEntry entry) throws IOException {
        var out = new ByteArrayOutputStream();
        entry.handleRequest(
                new ByteArrayInputStream("{\"word\":\"word\"}".getBytes(StandardCharsets.UTF_8)),
                out,
                new FixedContext());
        return out.toString(StandardCharsets.UTF_8);
    }

    /** A context with fixed values. */
    private static final class FixedContext implements Context {
        @Override
        public String getAwsRequestId() {
            return "8286a188-ba32-4475-8077-530cd35c09a9";
        }

        @Override
        public String getLogGroupName() {
            return "group";
        }

        @Override
        public String getLogStreamName() {
            return "stream";
        }

        @Override
        public String getFunctionName() {
            return "function";
        }

        @Override
        public String getFunctionVersion() {
            return "1";
        }

        @Override
        public String getInvokedFunctionArn() {
            return "arn";
        }

        @Override
        public @Nullable CognitoIdentity getIdentity() {
            return null;
        }

        @Override
        public @Nullable ClientContext getClientContext() {
            return null;
        }

        @Override
        public int getRemainingTimeInMillis() {
            return 1_000;
        }

        @Override
        public int getMemoryLimitInMB() {
            return 1_024;
        }

        @Override
        public @Nullable LambdaLogger getLogger() {
            return null;
        }
    }
}
