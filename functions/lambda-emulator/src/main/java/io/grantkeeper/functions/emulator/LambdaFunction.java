package io.grantkeeper.functions.emulator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One execution environment of a function: a JVM that runs its bundle under Lambda's runtime client. */
public final class LambdaFunction implements AutoCloseable {
    /**
     * How to start a function.
     *
     * @param name as in {@code AWS_LAMBDA_FUNCTION_NAME}
     * @param bundle the deployable zip
     * @param handler class name of the entry
     * @param environment the function's own variables
     * @param jvmOptions as in {@code JAVA_TOOL_OPTIONS}
     */
    public record Settings(
            String name, Path bundle, String handler, Map<String, String> environment, List<String> jvmOptions) {
        public Settings {
            environment = Map.copyOf(environment);
            jvmOptions = List.copyOf(jvmOptions);
        }
    }

    private static final Duration INIT_LIMIT = Duration.ofSeconds(60);

    private final RuntimeApi api;
    private final Bundle bundle;
    private final Process process;
    private final ProcessLog log;
    private final Duration coldStart;

    private LambdaFunction(RuntimeApi api, Bundle bundle, Process process, ProcessLog log, Duration coldStart) {
        this.api = api;
        this.bundle = bundle;
        this.process = process;
        this.log = log;
        this.coldStart = coldStart;
    }

    /**
     * Starts the JVM and waits until the function asks for its first event.
     *
     * @throws InitialisationFailedException with what the function said last, where it does not come up
     */
    public static LambdaFunction start(Settings settings) throws IOException, InterruptedException {
        Bundle bundle = Bundle.unpack(settings.bundle());
        RuntimeApi api = RuntimeApi.start();
        long begun = System.nanoTime();
        Process process = launch(settings, api, bundle);
        ProcessLog log = ProcessLog.of(process);
        try {
            Optional<RuntimeApi.Answer.Refusal> error = await(api, process);
            if (error.isPresent()) {
                throw new InitialisationFailedException(
                        settings.name(), error.get().type(), log.tail());
            }
            return new LambdaFunction(api, bundle, process, log, Duration.ofNanos(System.nanoTime() - begun));
        } catch (InitialisationFailedException | InterruptedException e) {
            process.destroyForcibly();
            api.close();
            bundle.close();
            throw e;
        }
    }

    private static Process launch(Settings settings, RuntimeApi api, Bundle bundle) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(settings.jvmOptions());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", RuntimeClient.classPath()));
        command.addAll(List.of(RuntimeClient.MAIN_CLASS, settings.handler()));
        // The runtime client takes the working directory for the function's code, as /var/task is in the cloud.
        var builder = new ProcessBuilder(command)
                .directory(bundle.taskRoot().toFile())
                .redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("AWS_") || name.equals("JAVA_TOOL_OPTIONS"));
        environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
        environment.put("AWS_LAMBDA_FUNCTION_NAME", settings.name());
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
        environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + settings.name());
        environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "emulated");
        environment.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        environment.put("LAMBDA_TASK_ROOT", bundle.taskRoot().toString());
        environment.put("_HANDLER", settings.handler());
        environment.putAll(settings.environment());
        return builder.start();
    }

    private static Optional<RuntimeApi.Answer.Refusal> await(RuntimeApi api, Process process)
            throws InterruptedException {
        CompletableFuture<Optional<RuntimeApi.Answer.Refusal>> ended = process.onExit()
                .thenApply(gone -> Optional.of(new RuntimeApi.Answer.Refusal("exit code " + gone.exitValue(), "")));
        try {
            return api.initialised()
                    .applyToEither(ended, answer -> answer)
                    .get(INIT_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            return Optional.of(new RuntimeApi.Answer.Refusal("no request for an event within " + INIT_LIMIT, ""));
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for the function failed", e);
        }
    }

    /** From starting the JVM to the first request for an event. */
    public Duration coldStart() {
        return coldStart;
    }

    /** Hands the function one event and waits for what becomes of it. */
    public Outcome invoke(byte[] event, Duration limit) throws InterruptedException {
        RuntimeApi.Submitted submitted = api.submit(event, limit);
        long begun = System.nanoTime();
        CompletableFuture<Outcome> answered = submitted.answer().thenApply(answer -> {
            Duration took =
                    Duration.ofNanos(System.nanoTime() - submitted.handedOut().getNow(begun));
            return switch (answer) {
                case RuntimeApi.Answer.Response(String body) -> new Outcome.Answered(body, took);
                case RuntimeApi.Answer.Refusal(String type, String body) -> new Outcome.Failed(type, body, took);
            };
        });
        CompletableFuture<Outcome> died = process.onExit()
                .thenApply(gone -> new Outcome.Died(gone.exitValue(), Duration.ofNanos(System.nanoTime() - begun)));
        try {
            return answered.applyToEither(died, outcome -> outcome).get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            process.destroyForcibly();
            return new Outcome.TimedOut(limit);
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for the function failed", e);
        }
    }

    /** What the function printed so far. */
    public String log() {
        return log.text();
    }

    /** Ends the JVM as Lambda does, by SIGTERM. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        api.close();
        bundle.close();
    }
}
