package io.grantkeeper.functions.emulator;

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

/** One execution environment of a function: a JVM that runs its code under Lambda's runtime client. */
public final class LambdaFunction implements AutoCloseable {
    /**
     * How to start a function.
     *
     * @param name as in {@code AWS_LAMBDA_FUNCTION_NAME}
     * @param code where its classes are
     * @param handler class name of the entry
     * @param environment the function's own variables; they win over Lambda's
     * @param jvmOptions as in {@code JAVA_TOOL_OPTIONS}
     * @param launcher what the JVM is started by, for example {@code taskset -c 0}; empty for nothing
     */
    public record Settings(
            String name,
            Code code,
            String handler,
            Map<String, String> environment,
            List<String> jvmOptions,
            List<String> launcher) {
        public Settings {
            environment = Map.copyOf(environment);
            jvmOptions = List.copyOf(jvmOptions);
            launcher = List.copyOf(launcher);
        }

        /** A zip under the managed runtime. */
        public Settings(
                String name, Path bundle, String handler, Map<String, String> environment, List<String> jvmOptions) {
            this(name, new Code.Bundle(bundle), handler, environment, jvmOptions, List.of());
        }
    }

    private static final Duration INIT_LIMIT = Duration.ofSeconds(60);
    private static final Duration END_LIMIT = Duration.ofSeconds(5);

    private final RuntimeApi api;
    private final Task task;
    private final Process process;
    private final ProcessLog log;
    private final Duration coldStart;

    private LambdaFunction(RuntimeApi api, Task task, Process process, ProcessLog log, Duration coldStart) {
        this.api = api;
        this.task = task;
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
        return start(settings, false);
    }

    /**
     * Starts the JVM as SnapStart does: it runs what is to be done before a snapshot, and is then told that it was restored
     * from one. No snapshot is taken, so {@link #coldStart} is from that moment on, without the loading of memory pages.
     *
     * @throws InitialisationFailedException with what the function said last, where it does not come up
     */
    public static LambdaFunction restore(Settings settings) throws IOException, InterruptedException {
        return start(settings, true);
    }

    private static LambdaFunction start(Settings settings, boolean snapshot) throws IOException, InterruptedException {
        Task task = Task.lay(settings.code());
        RuntimeApi api = RuntimeApi.start();
        long begun = System.nanoTime();
        Process process = launch(settings, api, task, snapshot ? "snap-start" : "on-demand");
        ProcessLog log = ProcessLog.of(process);
        try {
            if (snapshot) {
                check(settings, log, await(api.primed(), process));
                begun = System.nanoTime();
                api.restore();
            }
            check(settings, log, await(api.initialised(), process));
            return new LambdaFunction(api, task, process, log, Duration.ofNanos(System.nanoTime() - begun));
        } catch (InitialisationFailedException | InterruptedException e) {
            process.destroyForcibly();
            api.close();
            task.close();
            throw e;
        }
    }

    private static void check(Settings settings, ProcessLog log, Optional<RuntimeApi.Answer.Refusal> error)
            throws InitialisationFailedException {
        if (error.isPresent()) {
            throw new InitialisationFailedException(settings.name(), error.get().type(), log.tail());
        }
    }

    private static Process launch(Settings settings, RuntimeApi api, Task task, String kind) throws IOException {
        Map<String, String> given = environment(settings, api, task, kind);
        List<String> command = new ArrayList<>(settings.launcher());
        command.addAll(
                settings.code() instanceof Code.Container(String image)
                        ? docker(image, given.keySet())
                        : java(settings, task, kind));
        // The runtime client takes the working directory for the function's code, as /var/task is in the cloud.
        var builder =
                new ProcessBuilder(command).directory(task.root().toFile()).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("AWS_") || name.equals("JAVA_TOOL_OPTIONS"));
        environment.putAll(given);
        return builder.start();
    }

    private static List<String> java(Settings settings, Task task, String kind) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(settings.jvmOptions());
        if (kind.equals("snap-start")) {
            // The managed runtime tells the library who takes snapshots; by itself it looks for a JVM that does.
            command.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
        }
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", task.classPath()));
        command.addAll(List.of(RuntimeClient.MAIN_CLASS, settings.handler()));
        return command;
    }

    /** Variables are named only: Docker takes their values from its own, where no list of processes shows them. */
    static List<String> docker(String image, Set<String> variables) {
        List<String> command = new ArrayList<>(List.of("docker", "run", "--rm", "--network", "host"));
        variables.stream().sorted().forEach(name -> command.addAll(List.of("--env", name)));
        command.add(image);
        return command;
    }

    private static Map<String, String> environment(Settings settings, RuntimeApi api, Task task, String kind) {
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

    private static Optional<RuntimeApi.Answer.Refusal> await(
            CompletableFuture<Optional<RuntimeApi.Answer.Refusal>> step, Process process) throws InterruptedException {
        CompletableFuture<Optional<RuntimeApi.Answer.Refusal>> ended = process.onExit()
                .thenApply(gone -> Optional.of(new RuntimeApi.Answer.Refusal("exit code " + gone.exitValue(), "")));
        try {
            return step.applyToEither(ended, answer -> answer).get(INIT_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            return Optional.of(new RuntimeApi.Answer.Refusal("no request for an event within " + INIT_LIMIT, ""));
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for the function failed", e);
        }
    }

    /** From starting the JVM, or from being restored, to the first request for an event. */
    public Duration coldStart() {
        return coldStart;
    }

    /** How long its threads were on a CPU so far, in ticks of the system (10 ms); zero where the system does not tell. */
    public Duration cpuTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
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
        close(END_LIMIT);
    }

    /**
     * Ends the JVM by SIGTERM.
     *
     * @param limit how long it gets to do what it does at its end, for example to write an AOT cache
     */
    public void close(Duration limit) throws IOException {
        // By its handle: ending it as a process would close its output, on which a JVM that still has work to do dies.
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
