package io.grantkeeper.functions.invoke.coldstart;

import java.util.ArrayList;
import java.util.List;

/**
 * What is measured.
 *
 * @param functions names; empty for all
 * @param java further options of the JVMs
 * @param runs how many times each contestant is started
 * @param uncached whether each function is started without its cache, too
 * @param json whether the report is for machines
 */
record ColdStartOptions(List<String> functions, List<String> java, int runs, boolean uncached, boolean json) {
    private static final int RUNS = 15;

    /**
     * Reads arguments.
     *
     * @throws IllegalArgumentException saying what to give instead
     */
    static ColdStartOptions of(List<String> arguments) {
        List<String> functions = new ArrayList<>();
        List<String> java = new ArrayList<>();
        int runs = RUNS;
        boolean uncached = true;
        boolean json = false;
        for (var left = arguments.iterator(); left.hasNext(); ) {
            String argument = left.next();
            switch (argument) {
                case "--function" -> functions.add(left.hasNext() ? left.next() : "");
                case "--java" -> java.add(left.hasNext() ? left.next() : "");
                case "--runs" -> runs = number(left.hasNext() ? left.next() : "");
                case "--cached-only" -> uncached = false;
                case "--json" -> json = true;
                default ->
                    throw new IllegalArgumentException(
                            "%s is no option; there are --function NAME, --runs N, --java OPTION, --cached-only and --json"
                                    .formatted(argument));
            }
        }
        return new ColdStartOptions(List.copyOf(functions), List.copyOf(java), runs, uncached, json);
    }

    private static int number(String text) {
        if (!text.matches("[1-9][0-9]{0,2}")) {
            throw new IllegalArgumentException("--runs takes a number from 1 to 999; it is '%s'".formatted(text));
        }
        return Integer.parseInt(text);
    }
}
