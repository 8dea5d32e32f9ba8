package io.grantkeeper.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command-line options of {@code scripts/invoke}.
 *
 * @param function for example {@code plan-sweep}
 * @param sample the event's file
 * @param processes the number of times that the function is started in a new process
 * @param repeats the number of additional events that each process handles after its first one: the same event again,
 *     or a similar new one each time
 * @param json whether to print the report as JSON
 * @param log whether to print the function's output
 */
record InvokeOptions(String function, Path sample, int processes, int repeats, boolean json, boolean log) {
    /**
     * Parses the arguments.
     *
     * @param root the project's folder
     * @throws IllegalArgumentException if an argument is invalid; the message lists the valid ones
     */
    static InvokeOptions of(List<String> arguments, Path root) throws IOException {
        List<String> names = new ArrayList<>();
        int processes = 1;
        int repeats = 0;
        boolean json = false;
        boolean log = false;
        for (var left = arguments.iterator(); left.hasNext(); ) {
            String argument = left.next();
            switch (argument) {
                case "--json" -> json = true;
                case "--log" -> log = true;
                case "--cold" -> processes = number(argument, left.hasNext() ? left.next() : "");
                case "--repeat" -> repeats = number(argument, left.hasNext() ? left.next() : "");
                default -> {
                    if (argument.startsWith("-")) {
                        throw new IllegalArgumentException(
                                "unknown option %s; the options are --json, --log, --cold N and --repeat N"
                                        .formatted(argument));
                    }
                    names.add(argument);
                }
            }
        }
        if (names.isEmpty() || names.size() > 2) {
            throw new IllegalArgumentException("pass a function and at most one sample");
        }
        Path samples = root.resolve("events/samples");
        Path folder = samples.resolve(names.getFirst());
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "unknown function %s; the functions are %s".formatted(names.getFirst(), list(samples)));
        }
        Path sample = sample(names.size() == 2 ? names.get(1) : "happy", folder);
        return new InvokeOptions(names.getFirst(), sample, processes, repeats, json, log);
    }

    /** Finds a sample by name, such as {@code happy}, or by path. */
    private static Path sample(String name, Path folder) throws IOException {
        for (Path path : List.of(folder.resolve(name + ".json"), folder.resolve(name), Path.of(name))) {
            if (Files.isRegularFile(path)) {
                return path;
            }
        }
        throw new IllegalArgumentException("unknown sample %s; the samples are %s".formatted(name, list(folder)));
    }

    private static int number(String option, String text) {
        if (!text.matches("[1-9][0-9]{0,2}")) {
            throw new IllegalArgumentException("%s takes a number from 1 to 999".formatted(option));
        }
        return Integer.parseInt(text);
    }

    /**
     * Returns whether the sample is a happy path. Only a happy-path sample requires a new event for each repetition.
     */
    boolean isHappy() {
        return sample.getFileName().toString().startsWith("happy");
    }

    private static String list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().collect(Collectors.joining(", "));
        }
    }
}
