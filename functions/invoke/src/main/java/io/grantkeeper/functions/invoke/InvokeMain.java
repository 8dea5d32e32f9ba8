package io.grantkeeper.functions.invoke;

import io.grantkeeper.functions.emulator.InitialisationFailedException;
import io.grantkeeper.functions.emulator.LambdaFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** {@code scripts/invoke}: hands a sample event to a function's bundle and tells what it answers, and how fast. */
public final class InvokeMain {
    static final String ENTRY = "io.grantkeeper.functions.runtime.FunctionEntry";
    /** As Lambda's Java runtime starts a function of 1,024 MB. */
    private static final List<String> JVM = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx870m");

    private InvokeMain() {}

    /**
     * Runs it; the exit code is 0 where every event was answered, 1 where one was not, 2 where the arguments are wrong.
     *
     * @param arguments the project's folder, the bundle, then what {@link Options} takes
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) throws IOException, InterruptedException {
        Options options;
        try {
            options = Options.of(arguments.subList(2, arguments.size()), Path.of(arguments.getFirst()));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 2;
        }
        try {
            Report report = new Report(options, runs(options, Path.of(arguments.get(1))));
            System.out.println(options.json() ? report.json() : report.text());
            return report.isAnswered() ? 0 : 1;
        } catch (InitialisationFailedException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }

    private static List<Run> runs(Options options, Path bundle) throws IOException, InterruptedException {
        byte[] event = Files.readAllBytes(options.sample());
        // A duplicate is an event that comes twice.
        boolean twice = options.sample().getFileName().toString().startsWith("duplicate");
        int times = 1 + options.repeats() + (twice ? 1 : 0);
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < options.processes(); i++) {
            // Anew for each, or later ones would meet an event that was handled already.
            try (Surroundings surroundings = new Surroundings(Clock.systemUTC().instant())) {
                IntFunction<byte[]> events =
                        options.isHappy() ? Anew.events(options.function(), event, surroundings.table()) : _ -> event;
                runs.add(Run.of(settings(options, bundle, surroundings), events, times));
            }
        }
        return runs;
    }

    private static LambdaFunction.Settings settings(Options options, Path bundle, Surroundings surroundings) {
        Map<String, String> environment = new HashMap<>(surroundings.environment());
        environment.put("GRANTKEEPER_FUNCTION", options.function());
        return new LambdaFunction.Settings(options.function(), bundle, ENTRY, environment, JVM);
    }
}
