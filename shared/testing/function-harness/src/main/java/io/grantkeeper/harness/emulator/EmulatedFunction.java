package io.grantkeeper.harness.emulator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One execution environment of a function: a JVM that runs the function's code under Lambda's runtime client. */
public final class EmulatedFunction implements AutoCloseable {
    /**
     * The settings for starting a function.
     *
     * @param name the value of {@code AWS_LAMBDA_FUNCTION_NAME}
     * @param code the location of the function's code
     * @param handler the class name of the handler
     * @param environment the function's own variables, which override Lambda's
     * @param jvmOptions the value of {@code JAVA_TOOL_OPTIONS}
     * @param launcher the command that starts the JVM, for example {@code taskset -c 0}; empty for none
     */
    public record Settings(
            String name,
            FunctionCodeLocation code,
            String handler,
            Map<String, String> environment,
            List<String> jvmOptions,
            List<String> launcher) {
        public Settings {
            environment = Map.copyOf(environment);
            jvmOptions = List.copyOf(jvmOptions);
            launcher = List.copyOf(launcher);
        }

        /** Creates settings for a zip file in the managed runtime. */
        public Settings(
                String name, Path bundle, String handler, Map<String, String> environment, List<String> jvmOptions) {
            this(name, new FunctionCodeLocation.Bundle(bundle), handler, environment, jvmOptions, List.of());
        }
    }

    private static final Duration INIT_LIMIT = Duration.ofMinutes(3);
    private static final Duration END_LIMIT = Duration.ofMinutes(1);

    private final RuntimeApiServer api;
    private final TaskRoot task;
    private final Process process;
    private final ProcessLog log;
    private final Duration coldStart;

    private EmulatedFunction(RuntimeApiServer api, TaskRoot task, Process process, ProcessLog log, Duration coldStart) {
        this.api = api;
        this.task = task;
        this.process = process;
        this.log = log;
        this.coldStart = coldStart;
    }

    /**
     * Starts the JVM and waits until the function requests its first event.
     *
     * @throws InitFailedException if the function does not start; the message contains its last output
     */
    public static EmulatedFunction start(Settings settings) throws IOException, InterruptedException {
        return start(settings, false);
    }

    /**
     * Starts the JVM as SnapStart does: the function runs its before-checkpoint hooks and is then notified that it was
     * restored. No snapshot is taken, so {@link #coldStart} is measured from the notification and does not include
     * loading memory pages.
     *
     * @throws InitFailedException if the function does not start; the message contains its last output
     */
    public static EmulatedFunction restore(Settings settings) throws IOException, InterruptedException {
        return start(settings, true);
    }

    private static EmulatedFunction start(Settings settings, boolean snapshot)
            throws IOException, InterruptedException {
        TaskRoot task = TaskRoot.create(settings.code());
        RuntimeApiServer api = RuntimeApiServer.start();
        long begun = System.nanoTime();
        Process process = launch(settings, api, task, snapshot ? "snap-start" : "on-demand");
        ProcessLog log = ProcessLog.of(process);
        try {
            if (snapshot) {
                check(settings, log, await(api.primed(), process));
                begun = System.nanoTime();
                api.restore();
            }
            check(settings, log, await(api.initialized(), process));
            return new EmulatedFunction(api, task, process, log, Duration.ofNanos(System.nanoTime() - begun));
        } catch (InitFailedException | InterruptedException e) {
            process.destroyForcibly();
            api.close();
            task.close();
            throw e;
        }
    }

    private static void check(Settings settings, ProcessLog log, Optional<RuntimeApiServer.Answer.ErrorResponse> error)
            throws InitFailedException {
        if (error.isPresent()) {
            throw new InitFailedException(settings.name(), error.get().type(), log.tail());
        }
    }

    private static Process launch(Settings settings, RuntimeApiServer api, TaskRoot task, String kind)
            throws IOException {
        Map<String, String> given = environment(settings, api, task, kind);
        List<String> command = new ArrayList<>(settings.launcher());
        command.addAll(
                settings.code() instanceof FunctionCodeLocation.Container(String image)
                        ? docker(image, given.keySet())
                        : java(settings, task, kind));
        // The runtime client loads the function's code from the working directory, which is /var/task in AWS.
        var builder =
                new ProcessBuilder(command).directory(task.root().toFile()).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("AWS_") || name.equals("JAVA_TOOL_OPTIONS"));
        environment.putAll(given);
        return builder.start();
    }

    private static List<String> java(Settings settings, TaskRoot task, String kind) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(settings.jvmOptions());
        if (kind.equals("snap-start")) {
            // The managed runtime tells the CRaC library which implementation takes snapshots. By default, the library
            // looks for a JVM that can take them.
            command.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
        }
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", task.classPath()));
        command.addAll(List.of(RuntimeClientClasspath.MAIN_CLASS, settings.handler()));
        return command;
    }

    /**
     * Builds the command that runs an image with Docker. It passes variables by name only: Docker takes the values from
     * its own environment, so that they do not appear in process listings.
     */
    static List<String> docker(String image, Set<String> variables) {
        List<String> command = new ArrayList<>(List.of("docker", "run", "--rm", "--network", "host"));
        variables.stream().sorted().forEach(name -> command.addAll(List.of("--env", name)));
        command.add(image);
        return command;
    }

    private static Map<String, String> environment(
            Settings settings, RuntimeApiServer api, TaskRoot task, String kind) {
        Map<String, String> environment = new HashMap<>();
        environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
        environment.put("AWS_LAMBDA_FUNCTION_NAME", settings.name());
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
        environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + settings.name());
        environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "emulated");
        environment.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", kind);
        environment.put("LAMBDA_TASK_ROOT", task.root().toString());
        environment.put("_HANDLER", settings.handler());
        environment.putAll(settings.environment());
        return environment;
    }

    private static Optional<RuntimeApiServer.Answer.ErrorResponse> await(
            CompletableFuture<Optional<RuntimeApiServer.Answer.ErrorResponse>> step, Process process)
            throws InterruptedException {
        CompletableFuture<Optional<RuntimeApiServer.Answer.ErrorResponse>> ended = process.onExit()
                .thenApply(gone ->
                        Optional.of(new RuntimeApiServer.Answer.ErrorResponse("exit code " + gone.exitValue(), "")));
        try {
            return step.applyToEither(ended, answer -> answer).get(INIT_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            return Optional.of(
                    new RuntimeApiServer.Answer.ErrorResponse("no request for an event within " + INIT_LIMIT, ""));
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for the function failed", e);
        }
    }

    /** Returns the time from starting the JVM, or from being restored, to the first request for an event. */
    public Duration coldStart() {
        return coldStart;
    }

    /**
     * Returns the CPU time that the function's process has used so far, in steps of a system tick (10 ms); zero if the
     * system does not report it.
     */
    public Duration cpuTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /**
     * Invokes the function with one event and waits for the outcome.
     *
     * @param limit how long the function may take; after that, its process is stopped
     */
    public InvocationResult invoke(byte[] event, Duration limit) throws InterruptedException {
        RuntimeApiServer.Submitted submitted = api.submit(event, limit);
        long begun = System.nanoTime();
        CompletableFuture<InvocationResult> answered = submitted.answer().thenApply(answer -> {
            Duration took =
                    Duration.ofNanos(System.nanoTime() - submitted.handedOut().getNow(begun));
            return switch (answer) {
                case RuntimeApiServer.Answer.Response(String body) -> new InvocationResult.Answered(body, took);
                case RuntimeApiServer.Answer.ErrorResponse(String type, String body) ->
                    new InvocationResult.Failed(type, body, took);
            };
        });
        CompletableFuture<InvocationResult> died = process.onExit()
                .thenApply(gone ->
                        new InvocationResult.Exited(gone.exitValue(), Duration.ofNanos(System.nanoTime() - begun)));
        try {
            return answered.applyToEither(died, outcome -> outcome).get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            process.destroyForcibly();
            return new InvocationResult.TimedOut(limit);
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for the function failed", e);
        }
    }

    /** Returns the function's output so far. */
    public String log() {
        return log.text();
    }

    /** Stops the JVM with SIGTERM, as Lambda does. */
    @Override
    public void close() throws IOException {
        close(END_LIMIT);
    }

    /**
     * Stops the JVM with SIGTERM.
     *
     * @param limit how long the JVM may take to exit, for example because it writes an AOT cache
     */
    public void close(Duration limit) throws IOException {
        // Stops the process through its handle. Process.destroy would also close the output, and a JVM that still has
        // work to do would fail.
        process.toHandle().destroy();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        api.close();
        task.close();
    }
}
