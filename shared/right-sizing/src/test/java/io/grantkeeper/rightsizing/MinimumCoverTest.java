package io.grantkeeper.rightsizing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Tests properties of the solver on random problems from a fixed seed. The problems are small enough to be solved by
 * brute force.
 */
class MinimumCoverTest {
    private static final int INSTANCES = 4_000;

    @SuppressWarnings("ArrayRecordComponent") // nothing compares the array
    private record Instance(long[] costs, List<List<int[]>> requirements) {}

    private static Instance random(Random random, boolean together) {
        int permissions = 1 + random.nextInt(9);
        long[] costs = new long[permissions];
        Arrays.setAll(costs, i -> 1 + random.nextInt(4));
        List<List<int[]>> requirements = new ArrayList<>();
        for (int n = random.nextInt(9); n >= 0; n--) {
            List<int[]> ways = new ArrayList<>();
            for (int w = random.nextInt(4); w >= 0; w--) {
                int size = together ? 1 + random.nextInt(3) : 1;
                ways.add(random.ints(size, 0, permissions).distinct().sorted().toArray());
            }
            requirements.add(ways);
        }
        return new Instance(costs, requirements);
    }

    private static boolean admits(List<List<int[]>> requirements, boolean[] chosen) {
        return requirements.stream()
                .allMatch(ways ->
                        ways.stream().anyMatch(way -> Arrays.stream(way).allMatch(p -> chosen[p])));
    }

    private static long cost(long[] costs, boolean[] chosen) {
        long sum = 0;
        for (int i = 0; i < costs.length; i++) {
            sum += chosen[i] ? costs[i] : 0;
        }
        return sum;
    }

    private static long cheapest(Instance instance) {
        long best = Long.MAX_VALUE;
        for (int bits = 0; bits < 1 << instance.costs().length; bits++) {
            boolean[] chosen = new boolean[instance.costs().length];
            for (int i = 0; i < chosen.length; i++) {
                chosen[i] = (bits >> i & 1) == 1;
            }
            if (admits(instance.requirements(), chosen)) {
                best = Math.min(best, cost(instance.costs(), chosen));
            }
        }
        return best;
    }

    @Test
    @DisplayName("meets every requirement with a set of minimum cost")
    void findsCoverOfMinimumCost() {
        Random random = new Random(1);
        for (int i = 0; i < INSTANCES; i++) {
            Instance instance = random(random, i % 2 == 0);
            PermissionCover cover = new MinimumCover(instance.costs(), 1_000_000).solve(instance.requirements());
            assertThat(admits(instance.requirements(), cover.chosen())).isTrue();
            assertThat(cover.exact()).isTrue();
            assertThat(cost(instance.costs(), cover.chosen()))
                    .as("instance %d", i)
                    .isEqualTo(cheapest(instance))
                    .isEqualTo(cover.lowerBound());
        }
    }

    @Test
    @DisplayName("ignores order and repetition of requirements")
    void ignoresOrderAndRepetitionOfRequirements() {
        Random random = new Random(2);
        for (int i = 0; i < INSTANCES; i++) {
            Instance instance = random(random, i % 2 == 0);
            List<List<int[]>> shuffled = new ArrayList<>(instance.requirements());
            shuffled.add(shuffled.getFirst());
            Collections.shuffle(shuffled, random);
            assertThat(new MinimumCover(instance.costs(), 1_000_000)
                            .solve(shuffled)
                            .chosen())
                    .isEqualTo(new MinimumCover(instance.costs(), 1_000_000)
                            .solve(instance.requirements())
                            .chosen());
        }
    }

    @Test
    @DisplayName("a search that stops early meets every requirement, and its lower bound is correct")
    void returnsCorrectLowerBoundIfSearchStopsEarly() {
        Random random = new Random(3);
        for (int i = 0; i < INSTANCES; i++) {
            Instance instance = random(random, i % 2 == 0);
            PermissionCover cover = new MinimumCover(instance.costs(), 1).solve(instance.requirements());
            assertThat(admits(instance.requirements(), cover.chosen())).isTrue();
            assertThat(cover.lowerBound()).isLessThanOrEqualTo(cheapest(instance));
        }
    }
}
