package io.grantkeeper.harness.coldstart;

import java.util.ArrayList;
import java.util.List;

/**
 * The command-line options of {@code scripts/bench cold-start}.
 *
 * @param functions the functions to measure, by name; empty for all
 * @param java additional JVM options
 * @param runs the number of times that each candidate is started
 * @param packagings the packagings to measure
 * @param json whether to print the report as JSON
 */
record ColdStartOptions(
        List<String> functions, List<String> java, int runs, List<ColdStartPackaging> packagings, boolean json) {
    private static final int RUNS = 15;

    /**
     * Parses the arguments.
     *
     * @throws IllegalArgumentException if an argument is invalid; the message lists the valid ones
     */
    static ColdStartOptions of(List<String> arguments) {
        List<String> functions = new ArrayList<>();
        List<String> java = new ArrayList<>();
        int runs = RUNS;
        List<ColdStartPackaging> packagings = new ArrayList<>();
        boolean json = false;
        for (var left = arguments.iterator(); left.hasNext(); ) {
            String argument = left.next();
            switch (argument) {
                case "--function" -> functions.add(left.hasNext() ? left.next() : "");
                case "--java" -> java.add(left.hasNext() ? left.next() : "");
                case "--runs" -> runs = number(left.hasNext() ? left.next() : "");
                case "--packaging" -> packagings.add(ColdStartPackaging.of(left.hasNext() ? left.next() : ""));
                case "--json" -> json = true;
                default ->
                    throw new IllegalArgumentException(
                            "unknown option %s; the options are --function NAME, --runs N, --packaging NAME, --java OPTION and --json"
                                    .formatted(argument));
            }
        }
        return new ColdStartOptions(
                List.copyOf(functions),
                List.copyOf(java),
                runs,
                packagings.isEmpty() ? List.of(ColdStartPackaging.values()) : List.copyOf(packagings),
                json);
    }

    private static int number(String text) {
        if (!text.matches("[1-9][0-9]{0,2}")) {
            throw new IllegalArgumentException("--runs takes a number from 1 to 999, not '%s'".formatted(text));
        }
        return Integer.parseInt(text);
    }
}
