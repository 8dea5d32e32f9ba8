package io.grantkeeper.testing.activity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes simulations, or scores a detector with them. */
public final class ActivityGeneratorMain {
    private static final String USAGE = """
            usage: generate --seeds FIRST[-LAST] --out DIR
                   score --seeds FIRST[-LAST] --in DIR -- COMMAND [ARGUMENT…]
            An argument {places} of COMMAND becomes the file of places. COMMAND reads rows and writes one line for each.
            """;

    private static final Pattern SEEDS = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

    private ActivityGeneratorMain() {}

    /**
     * Runs a command.
     *
     * @throws IOException if a file cannot be read or written
     * @throws InterruptedException if the detector is interrupted
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(arguments));
        int split = words.indexOf("--");
        List<String> command = split < 0 ? List.of() : List.copyOf(words.subList(split + 1, words.size()));
        List<String> options = split < 0 ? words : words.subList(0, split);
        String seeds = option(options, "--seeds");
        String folder = option(options, options.contains("--out") ? "--out" : "--in");
        if (options.isEmpty() || seeds.isEmpty() || folder.isEmpty()) {
            System.err.print(USAGE);
            System.exit(2);
        }
        Matcher range = SEEDS.matcher(seeds);
        if (!range.matches()) {
            System.err.println("--seeds: expected a number or a range such as 1-25");
            System.exit(2);
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2) == null ? first : Long.parseLong(range.group(2));
        switch (options.getFirst()) {
            case "generate" -> {
                for (long seed = first; seed <= last; seed++) {
                    ActivityFiles.write(ActivitySimulation.of(seed), Path.of(folder), seed);
                }
            }
            case "score" -> score(Path.of(folder), first, last, command);
            default -> {
                System.err.print(USAGE);
                System.exit(2);
            }
        }
    }

    private static void score(Path folder, long first, long last, List<String> command)
            throws IOException, InterruptedException {
        if (command.isEmpty()) {
            System.err.println("Name the detector's command after --");
            System.exit(2);
        }
        DetectorScore score = new DetectorScore();
        for (long seed = first; seed <= last; seed++) {
            if (!Files.exists(ActivityFiles.rows(folder, seed))) {
                System.err.println("Seed " + seed + " is not in " + folder + "; generate it first");
                System.exit(2);
            }
            score.add(DetectorRun.of(folder, seed, command));
        }
        System.out.print(score.report());
    }

    private static String option(List<String> options, String name) {
        int at = options.indexOf(name);
        return at < 0 || at + 1 >= options.size() ? "" : options.get(at + 1);
    }
}
