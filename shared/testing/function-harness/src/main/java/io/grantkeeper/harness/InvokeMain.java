package io.grantkeeper.harness;

import io.grantkeeper.harness.emulator.EmulatedFunction;
import io.grantkeeper.harness.emulator.InitFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Starts a function's bundle, sends it a sample event, and prints the response and timings; {@code scripts/invoke} runs
 * it.
 */
public final class InvokeMain {
    static final String ENTRY = "io.grantkeeper.functions.runtime.FunctionEntry";
    /** The options that Lambda's Java runtime uses for a function with 1,024 MB of memory. */
    private static final List<String> JVM = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx870m");

    private InvokeMain() {}

    /**
     * Runs the command. The exit code is 0 if every event was answered, 1 if any was not, and 2 if the arguments are
     * invalid.
     *
     * @param arguments the project's folder, the bundle, then the arguments that {@link InvokeOptions} parses
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) throws IOException, InterruptedException {
        InvokeOptions options;
        try {
            options = InvokeOptions.of(arguments.subList(2, arguments.size()), Path.of(arguments.getFirst()));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 2;
        }
        try {
            FunctionInvocationReport report =
                    new FunctionInvocationReport(options, runs(options, Path.of(arguments.get(1))));
            System.out.println(options.json() ? report.json() : report.text());
            return report.isAnswered() ? 0 : 1;
        } catch (InitFailedException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }

    private static List<FunctionProcess> runs(InvokeOptions options, Path bundle)
            throws IOException, InterruptedException {
        byte[] event = Files.readAllBytes(options.sample());
        // A duplicate is an event that is delivered twice.
        boolean twice = options.sample().getFileName().toString().startsWith("duplicate");
        int times = 1 + options.repeats() + (twice ? 1 : 0);
        List<FunctionProcess> runs = new ArrayList<>();
        for (int i = 0; i < options.processes(); i++) {
            // Each run gets its own table. Otherwise, later runs would receive events that were already handled.
            try (LocalEnvironment environment =
                    new LocalEnvironment(Clock.systemUTC().instant())) {
                IntFunction<byte[]> events = options.isHappy()
                        ? UniqueEventGenerator.events(options.function(), event, environment.table())
                        : _ -> event;
                runs.add(FunctionProcess.of(settings(options, bundle, environment), events, times));
            }
        }
        return runs;
    }

    private static EmulatedFunction.Settings settings(
            InvokeOptions options, Path bundle, LocalEnvironment surroundings) {
        Map<String, String> environment = new HashMap<>(surroundings.environment());
        environment.put("GRANTKEEPER_FUNCTION", options.function());
        return new EmulatedFunction.Settings(options.function(), bundle, ENTRY, environment, JVM);
    }
}
