package io.grantkeeper.evidence.history;

import io.grantkeeper.identity.Sha256;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Draws an unbiased, reproducible sample: the items with the smallest hashes of seed and item. The same seed and items
 * give the same sample in any order, and anyone who knows the seed can draw it again.
 */
public final class SampleSelector {
    /**
     * The size up to which a population is checked completely. For larger populations, the sample size increases in
     * steps that auditors use for attribute sampling.
     */
    private static final int ALL = 25;

    private static final int MOST = 60;

    private final String seed;
    private final PriorityQueue<Drawn> smallest =
            new PriorityQueue<>(Comparator.comparing(Drawn::hash).reversed());
    private long population;

    private record Drawn(String hash, PopulationItem item) {}

    public SampleSelector(String seed) {
        this.seed = seed;
    }

    /** Draws a sample of items in memory. */
    public static AuditSample of(String seed, Collection<PopulationItem> items) {
        SampleSelector sampling = new SampleSelector(seed);
        items.forEach(sampling::add);
        return sampling.sample();
    }

    public void add(PopulationItem item) {
        population++;
        smallest.add(new Drawn(hash(item), item));
        if (smallest.size() > MOST) {
            smallest.remove();
        }
    }

    /**
     * Returns the sample size for a population: the whole population if it has up to 25 items, 25 if it has up to 250,
     * 40 if it has up to 2,500, and 60 if it has more.
     */
    static int sizeOf(long population) {
        if (population <= 250) {
            return (int) Math.min(population, ALL);
        }
        return population <= 2_500 ? 40 : MOST;
    }

    public AuditSample sample() {
        List<PopulationItem> drawn = smallest.stream()
                .sorted(Comparator.comparing(Drawn::hash))
                .limit(sizeOf(population))
                .map(Drawn::item)
                .sorted(Comparator.<PopulationItem>comparingLong(
                                item -> item.told().index())
                        .thenComparing(PopulationItem::subject))
                .toList();
        return new AuditSample(population, drawn);
    }

    private String hash(PopulationItem item) {
        return Sha256.shortHex(seed + "\n" + item.subject() + "\n" + item.told().id());
    }
}
