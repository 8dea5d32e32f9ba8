package io.grantkeeper.functions.invoke.image;

import io.grantkeeper.functions.emulator.Code;
import io.grantkeeper.functions.emulator.LambdaFunction;
import io.grantkeeper.functions.emulator.Outcome;
import io.grantkeeper.functions.emulator.RuntimeClient;
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
import java.util.stream.Collectors;

/**
 * What an image holds of a function.
 *
 * @param folder where it lies; the cache holds for this place only
 * @param jars the class path, in order
 * @param nativeClient the runtime client's native part, for this machine
 */
public record ImageFolder(Path folder, List<Path> jars, Path nativeClient) {
    /**
     * As one CPU of Lambda starts a function fastest. Whatever is compiled takes that CPU from the function: so only the
     * quick compiler, and only what has run twice as often as usual. The collector starts no threads.
     */
    public static final List<String> JVM = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:CompileThresholdScaling=2",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-XX:MaxRAMPercentage=75");

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
     * Copies a function's jars and the runtime client.
     *
     * @param folder must not exist yet
     * @param jars of the function; those that the runtime client brings are left out
     */
    public static ImageFolder lay(Path folder, List<Path> jars) throws IOException {
        Path lib = Files.createDirectories(folder.resolve("lib"));
        Map<String, Path> all = new LinkedHashMap<>();
        RuntimeClient.jars().forEach(jar -> all.put(name(jar), jar));
        jars.forEach(jar -> all.putIfAbsent(name(jar), jar));
        List<Path> copies = new ArrayList<>();
        for (var jar : all.entrySet()) {
            copies.add(Files.copy(jar.getValue(), lib.resolve(jar.getKey())));
        }
        Path nativeClient = NativeClient.takeOut(copies.getFirst(), folder);
        return new ImageFolder(folder, copies, nativeClient);
    }

    private static String name(Path jar) {
        return jar.getFileName().toString();
    }

    /**
     * Runs the function under the Runtime API and keeps what the JVM learned of it. It is run once before, for what that
     * leaves in the table: nearly every start finds there what an earlier one has written.
     *
     * @param settings how it is run; its code is replaced, its JVM options are added to
     * @param event handed over three times
     * @throws IOException with what the function printed, where it does not answer or no cache comes of it
     */
    public void train(LambdaFunction.Settings settings, byte[] event) throws IOException, InterruptedException {
        String _ = run(uncached(settings), event, 1);
        List<String> options = options(settings);
        options.add("-XX:AOTCacheOutput=" + cache());
        String log = run(settings(trained(settings), options), event, TRAINING);
        if (!Files.isRegularFile(cache())) {
            throw new IOException("no cache came of running %s:%n%s".formatted(settings.name(), log));
        }
        Files.writeString(folder.resolve("java.options"), String.join("\n", argumentFile(settings)) + "\n");
    }

    /** Its log. */
    private static String run(LambdaFunction.Settings settings, byte[] event, int times)
            throws IOException, InterruptedException {
        LambdaFunction function = LambdaFunction.start(settings);
        try {
            for (int i = 0; i < times; i++) {
                Outcome outcome = function.invoke(event, ANSWER_LIMIT);
                if (!(outcome instanceof Outcome.Answered)) {
                    throw new IOException("%s does not answer while its cache is made: %s%n%s"
                            .formatted(settings.name(), outcome, function.log()));
                }
            }
        } finally {
            function.close(CACHE_LIMIT);
        }
        return function.log();
    }

    /** Only G1 can write objects to a cache, and classes linked ahead of time need those; any collector can read it. */
    private static LambdaFunction.Settings trained(LambdaFunction.Settings given) {
        Map<String, String> environment = new HashMap<>(given.environment());
        environment.put("JDK_AOT_VM_OPTIONS", "-XX:-UseSerialGC -XX:+UseG1GC");
        return new LambdaFunction.Settings(
                given.name(), given.code(), given.handler(), environment, given.jvmOptions(), given.launcher());
    }

    /** How it is run with its cache. */
    public LambdaFunction.Settings cached(LambdaFunction.Settings settings) {
        List<String> options = options(settings);
        // With "on" a cache that does not fit is an error, and no slow start that nobody notices.
        options.addAll(List.of("-XX:AOTCache=" + cache(), "-XX:AOTMode=on"));
        return settings(settings, options);
    }

    /** How it is run without. */
    public LambdaFunction.Settings uncached(LambdaFunction.Settings settings) {
        return settings(settings, options(settings));
    }

    public Path cache() {
        return folder.resolve(CACHE);
    }

    private List<String> options(LambdaFunction.Settings settings) {
        List<String> options = new ArrayList<>(JVM);
        options.add("-D" + NATIVE_PROPERTY + "=" + nativeClient);
        options.addAll(settings.jvmOptions());
        return options;
    }

    /** What the image's entry point gives to java. */
    private List<String> argumentFile(LambdaFunction.Settings settings) {
        List<String> arguments = options(settings);
        arguments.add("-XX:AOTCache=" + cache());
        arguments.add("--enable-native-access=ALL-UNNAMED");
        arguments.add("-cp");
        arguments.add(jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        arguments.add(RuntimeClient.MAIN_CLASS);
        return arguments;
    }

    private LambdaFunction.Settings settings(LambdaFunction.Settings given, List<String> options) {
        return new LambdaFunction.Settings(
                given.name(), new Code.Image(jars), given.handler(), given.environment(), options, given.launcher());
    }
}
