package io.grantkeeper.harness.packaging;

import io.grantkeeper.harness.emulator.EmulatedFunction;
import io.grantkeeper.harness.emulator.FunctionCodeLocation;
import io.grantkeeper.harness.emulator.InvocationResult;
import io.grantkeeper.harness.emulator.RuntimeClientClasspath;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * The parts of a container image that belong to one function.
 *
 * @param folder the image's folder; the AOT cache is valid only at this path
 * @param jars the class path, in order
 * @param nativeClient the runtime client's native library for this machine
 */
public record ImageFolder(Path folder, List<Path> jars, Path nativeClient) {
    /**
     * The JVM options for the fastest start of a function that has one CPU. Compilation competes with the function for
     * CPU time, so only the C1 compiler runs, and it compiles a method only after twice as many calls as by default.
     * The serial collector starts no threads.
     */
    public static final List<String> JVM = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:CompileThresholdScaling=2",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-XX:MaxRAMPercentage=75");

    /** The JVM options of Lambda's managed Java runtime that affect startup. */
    private static final List<String> MANAGED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final String CACHE = "function.aot";
    private static final String NATIVE_PROPERTY =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";
    private static final int TRAINING = 3;
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
    private static final Duration CACHE_LIMIT = Duration.ofMinutes(3);

    public ImageFolder {
        jars = List.copyOf(jars);
    }

    /**
     * Copies a function's jars and the runtime client into a new folder.
     *
     * @param folder the folder to create, which must not exist yet
     * @param jars the function's jars; jars that the runtime client also includes are skipped
     */
    public static ImageFolder create(Path folder, List<Path> jars) throws IOException {
        Path lib = Files.createDirectories(folder.resolve("lib"));
        Map<String, Path> all = new LinkedHashMap<>();
        RuntimeClientClasspath.jars().forEach(jar -> all.put(name(jar), jar));
        jars.forEach(jar -> all.putIfAbsent(name(jar), jar));
        List<Path> copies = new ArrayList<>();
        for (var jar : all.entrySet()) {
            copies.add(Files.copy(jar.getValue(), lib.resolve(jar.getKey())));
        }
        Path nativeClient = RuntimeClientNatives.extract(copies.getFirst(), folder);
        return new ImageFolder(folder, copies, nativeClient);
    }

    private static String name(Path jar) {
        return jar.getFileName().toString();
    }

    /**
     * Trains the AOT cache: runs the function against an emulated Runtime API and saves what the JVM recorded. The
     * function first runs once without recording, so that its DynamoDB table already contains rows, as it does at
     * almost every start in production.
     *
     * @param settings how the function is run; its code is replaced and its JVM options are extended
     * @param events the events, by number; the first one fills the table and is then repeated, so that the cache
     *     contains the code for new events and for events that were handled before
     * @throws IOException if the function does not respond or no cache is written; the message contains the function's
     *     output
     */
    public void train(EmulatedFunction.Settings settings, IntFunction<byte[]> events)
            throws IOException, InterruptedException {
        String _ = run(uncached(settings), events, 1);
        List<String> options = options(settings);
        options.add("-XX:AOTCacheOutput=" + cache());
        String log = run(settings(forTraining(settings), options), events, TRAINING);
        if (!Files.isRegularFile(cache())) {
            throw new IOException("running %s wrote no AOT cache:%n%s".formatted(settings.name(), log));
        }
        Files.writeString(folder.resolve("java.options"), String.join("\n", argumentFile(settings)) + "\n");
    }

    /**
     * Starts the function, invokes it with the first {@code times} events, stops it, and returns its log.
     *
     * @throws IOException if the function does not respond to an event
     */
    private static String run(EmulatedFunction.Settings settings, IntFunction<byte[]> events, int times)
            throws IOException, InterruptedException {
        EmulatedFunction function = EmulatedFunction.start(settings);
        try {
            for (int i = 0; i < times; i++) {
                InvocationResult outcome = function.invoke(events.apply(i), ANSWER_LIMIT);
                if (!(outcome instanceof InvocationResult.Answered)) {
                    throw new IOException("%s did not respond in the training run for its AOT cache: %s%n%s"
                            .formatted(settings.name(), outcome, function.log()));
                }
            }
        } finally {
            function.close(CACHE_LIMIT);
        }
        return function.log();
    }

    /**
     * Returns settings that select the G1 collector for training. Only G1 can write objects to a cache, and classes
     * that are linked ahead of time need those objects. Any collector can read the cache.
     */
    private static EmulatedFunction.Settings forTraining(EmulatedFunction.Settings given) {
        Map<String, String> environment = new HashMap<>(given.environment());
        environment.put("JDK_AOT_VM_OPTIONS", "-XX:-UseSerialGC -XX:+UseG1GC");
        return new EmulatedFunction.Settings(
                given.name(), given.code(), given.handler(), environment, given.jvmOptions(), given.launcher());
    }

    /** Returns the settings for running the function with its AOT cache. */
    public EmulatedFunction.Settings cached(EmulatedFunction.Settings settings) {
        List<String> options = options(settings);
        // With "on", a cache that does not match is an error. With "auto", it would cause slow starts that nobody
        // notices.
        options.addAll(List.of("-XX:AOTCache=" + cache(), "-XX:AOTMode=on"));
        return settings(settings, options);
    }

    /**
     * Returns the settings for running the function as the managed runtime runs a zip file, with the managed runtime's
     * JVM options.
     */
    public EmulatedFunction.Settings managed(EmulatedFunction.Settings settings) {
        return settings(settings, options(MANAGED, settings));
    }

    private EmulatedFunction.Settings uncached(EmulatedFunction.Settings settings) {
        return settings(settings, options(settings));
    }

    public Path cache() {
        return folder.resolve(CACHE);
    }

    private List<String> options(EmulatedFunction.Settings settings) {
        return options(JVM, settings);
    }

    private List<String> options(List<String> jvm, EmulatedFunction.Settings settings) {
        List<String> options = new ArrayList<>(jvm);
        options.add("-D" + NATIVE_PROPERTY + "=" + nativeClient);
        options.addAll(settings.jvmOptions());
        return options;
    }

    /** Returns the arguments that the image's entry point passes to {@code java}. */
    private List<String> argumentFile(EmulatedFunction.Settings settings) {
        List<String> arguments = options(settings);
        arguments.add("-XX:AOTCache=" + cache());
        arguments.add("--enable-native-access=ALL-UNNAMED");
        arguments.add("-cp");
        arguments.add(jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        arguments.add(RuntimeClientClasspath.MAIN_CLASS);
        return arguments;
    }

    private EmulatedFunction.Settings settings(EmulatedFunction.Settings given, List<String> options) {
        return new EmulatedFunction.Settings(
                given.name(),
                new FunctionCodeLocation.Image(jars),
                given.handler(),
                given.environment(),
                options,
                given.launcher());
    }
}
