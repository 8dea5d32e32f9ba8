package io.grantkeeper.functions.invoke;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was asked for.
 *
 * @param function for example {@code plan-sweep}
 * @param sample the event's file
 * @param processes how many times the function is started anew
 * @param repeats how many times each process is handed the event, or one like it that is new, after its first time
 * @param json whether the report is for machines
 * @param log whether what the function printed is told
 */
record Options(String function, Path sample, int processes, int repeats, boolean json, boolean log) {
    /**
     * Reads arguments.
     *
     * @param root the project's folder
     * @throws IllegalArgumentException saying what to give instead
     */
    static Options of(List<String> arguments, Path root) throws IOException {
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
                                "%s is no option; there are --json, --log, --cold N and --repeat N"
                                        .formatted(argument));
                    }
                    names.add(argument);
                }
            }
        }
        if (names.isEmpty() || names.size() > 2) {
            throw new IllegalArgumentException("give a function and at most one sample");
        }
        Path samples = root.resolve("events/samples");
        Path folder = samples.resolve(names.getFirst());
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "%s is no function; there are %s".formatted(names.getFirst(), list(samples)));
        }
        Path sample = sample(names.size() == 2 ? names.get(1) : "happy", folder);
        return new Options(names.getFirst(), sample, processes, repeats, json, log);
    }

    /** A name such as {@code happy}, or any file. */
    private static Path sample(String name, Path folder) throws IOException {
        for (Path path : List.of(folder.resolve(name + ".json"), folder.resolve(name), Path.of(name))) {
            if (Files.isRegularFile(path)) {
                return path;
            }
        }
        throw new IllegalArgumentException("there is no sample %s; there are %s".formatted(name, list(folder)));
    }

    private static int number(String option, String text) {
        if (!text.matches("[1-9][0-9]{0,2}")) {
            throw new IllegalArgumentException("%s takes a number from 1 to 999".formatted(option));
        }
        return Integer.parseInt(text);
    }

    /** Whether what is sampled is that everything goes as it should: only then is each repetition to be new. */
    boolean isHappy() {
        return sample.getFileName().toString().startsWith("happy");
    }

    private static String list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().collect(Collectors.joining(", "));
        }
    }
}
