package io.grantkeeper.evidence.history;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Draws a sample that nobody chose: the items whose hash with a seed is smallest. The same seed and items give the same
 * sample, in whatever order they come; and who knows the seed can draw it again.
 */
public final class Sampling {
    /** Up to this many all are taken; then steps that auditors use for attributes. */
    private static final int ALL = 25;

    private static final int MOST = 60;

    private final String seed;
    private final PriorityQueue<Drawn> smallest =
            new PriorityQueue<>(Comparator.comparing(Drawn::hash).reversed());
    private long population;

    private record Drawn(String hash, Item item) {}

    public Sampling(String seed) {
        this.seed = seed;
    }

    /** A sample of what is at hand. */
    public static Sample of(String seed, Collection<Item> items) {
        Sampling sampling = new Sampling(seed);
        items.forEach(sampling::add);
        return sampling.sample();
    }

    public void add(Item item) {
        population++;
        smallest.add(new Drawn(hash(item), item));
        if (smallest.size() > MOST) {
            smallest.remove();
        }
    }

    /** How many are drawn from a population: all of 25, 25 of 250, 40 of 2,500, 60 of more. */
    static int sizeOf(long population) {
        if (population <= 250) {
            return (int) Math.min(population, ALL);
        }
        return population <= 2_500 ? 40 : MOST;
    }

    public Sample sample() {
        List<Item> drawn = smallest.stream()
                .sorted(Comparator.comparing(Drawn::hash))
                .limit(sizeOf(population))
                .map(Drawn::item)
                .sorted(Comparator.<Item>comparingLong(item -> item.told().index())
                        .thenComparing(Item::subject))
                .toList();
        return new Sample(population, drawn);
    }

    private String hash(Item item) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((seed + "\n" + item.subject() + "\n" + item.told().id()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
