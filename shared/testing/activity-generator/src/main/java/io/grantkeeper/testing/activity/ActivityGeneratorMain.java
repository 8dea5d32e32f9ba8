package io.grantkeeper.testing.activity;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes simulations, or uses them to score a detector. */
public final class ActivityGeneratorMain {
    private static final String USAGE = """
            usage: generate --seeds FIRST[-LAST] --out DIR
                   score --seeds FIRST[-LAST] --in DIR -- COMMAND [ARGUMENT…]
            An argument {places} of COMMAND becomes the file of places. COMMAND reads rows and writes one line for each.
            """;

    private static final Pattern SEEDS = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");
    private static final int INVALID = 2;
    private static final int FAILED = 1;

    private ActivityGeneratorMain() {}

    /**
     * Runs a command.
     *
     * @throws InterruptedException if the detector is interrupted
     */
    public static void main(String[] arguments) throws InterruptedException {
        int status = run(List.of(arguments), System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Runs a command and returns its exit status. */
    static int run(List<String> arguments, PrintStream out, PrintStream errors) throws InterruptedException {
        List<String> options = new ArrayList<>(arguments);
        int split = options.indexOf("--");
        List<String> command = split < 0 ? List.of() : List.copyOf(options.subList(split + 1, options.size()));
        if (split >= 0) {
            options = options.subList(0, split);
        }
        boolean generates = !options.isEmpty() && options.getFirst().equals("generate");
        boolean scores = !options.isEmpty() && options.getFirst().equals("score") && !command.isEmpty();
        String folder = option(options, generates ? "--out" : "--in");
        if ((!generates && !scores) || folder.isEmpty()) {
            errors.print(USAGE);
            return INVALID;
        }
        Matcher seeds = SEEDS.matcher(option(options, "--seeds"));
        if (!seeds.matches()) {
            errors.println("--seeds: expected a number or a range such as 1-25");
            return INVALID;
        }
        long first = Long.parseLong(seeds.group(1));
        long last = seeds.group(2) == null ? first : Long.parseLong(seeds.group(2));
        try {
            if (generates) {
                for (long seed = first; seed <= last; seed++) {
                    ActivityFiles.write(ActivitySimulation.of(seed), Path.of(folder), seed);
                }
                return 0;
            }
            return score(Path.of(folder), first, last, command, out, errors);
        } catch (IOException e) {
            errors.println(e.getMessage());
            return FAILED;
        }
    }

    private static int score(
            Path folder, long first, long last, List<String> command, PrintStream out, PrintStream errors)
            throws IOException, InterruptedException {
        DetectorScore score = new DetectorScore();
        for (long seed = first; seed <= last; seed++) {
            if (!Files.exists(ActivityFiles.rows(folder, seed))) {
                errors.println("Seed " + seed + " is not in " + folder + "; generate it first");
                return INVALID;
            }
            score.add(DetectorRun.of(folder, seed, command));
        }
        out.print(score.report());
        return 0;
    }

    private static String option(List<String> options, String name) {
        int at = options.indexOf(name);
        return at < 0 || at + 1 >= options.size() ? "" : options.get(at + 1);
    }
}
