package io.grantkeeper.rightsizing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;

/** Tests properties of the solver on instances that are small enough to solve by brute force. */
class MinimumCoverTest {
    /**
     * A problem to solve.
     *
     * @param costs the cost of each permission
     * @param requirements for each requirement, the sets of permissions, any one of which is sufficient
     */
    record Instance(List<Long> costs, List<List<List<Integer>>> requirements) {
        PermissionCover solve(int limit) {
            return solve(requirements, limit);
        }

        PermissionCover solve(List<List<List<Integer>>> some, int limit) {
            return new MinimumCover(costArray(), limit)
                    .solve(some.stream()
                            .map(ways -> ways.stream()
                                    .map(way -> way.stream().mapToInt(i -> i).toArray())
                                    .toList())
                            .toList());
        }

        private long[] costArray() {
            return costs.stream().mapToLong(cost -> cost).toArray();
        }
    }

    @Provide
    Arbitrary<Instance> instances() {
        return Combinators.combine(Arbitraries.integers().between(1, 9), Arbitraries.of(1, 3))
                .flatAs(MinimumCoverTest::instances);
    }

    /**
     * Generates instances.
     *
     * @param together the maximum number of permissions in one set of a requirement
     */
    private static Arbitrary<Instance> instances(int permissions, int together) {
        Arbitrary<Integer> permission =
                Arbitraries.integers().between(0, permissions - 1).withDistribution(RandomDistribution.uniform());
        Arbitrary<List<List<Integer>>> ways = permission
                .list()
                .ofMinSize(1)
                .ofMaxSize(together)
                .map(way -> way.stream().distinct().sorted().toList())
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
        return Combinators.combine(
                        Arbitraries.longs().between(1, 4).list().ofSize(permissions),
                        ways.list().ofMinSize(1).ofMaxSize(9))
                .as(Instance::new);
    }

    private static boolean admits(List<List<List<Integer>>> requirements, boolean[] chosen) {
        return requirements.stream()
                .allMatch(ways -> ways.stream().anyMatch(way -> way.stream().allMatch(p -> chosen[p])));
    }

    private static long cost(List<Long> costs, boolean[] chosen) {
        long sum = 0;
        for (int i = 0; i < chosen.length; i++) {
            sum += chosen[i] ? costs.get(i) : 0;
        }
        return sum;
    }

    private static long cheapest(Instance instance) {
        long best = Long.MAX_VALUE;
        int permissions = instance.costs().size();
        for (int bits = 0; bits < 1 << permissions; bits++) {
            boolean[] chosen = new boolean[permissions];
            for (int i = 0; i < permissions; i++) {
                chosen[i] = (bits >> i & 1) == 1;
            }
            if (admits(instance.requirements(), chosen)) {
                best = Math.min(best, cost(instance.costs(), chosen));
            }
        }
        return best;
    }

    @Property(seed = "1", tries = 4_000)
    void findsCoverOfMinimumCost(@ForAll("instances") Instance instance) {
        PermissionCover cover = instance.solve(1_000_000);
        assertThat(admits(instance.requirements(), cover.chosen())).isTrue();
        assertThat(cover.exact()).isTrue();
        assertThat(cost(instance.costs(), cover.chosen()))
                .isEqualTo(cheapest(instance))
                .isEqualTo(cover.lowerBound());
    }

    @Property(seed = "2", tries = 4_000)
    void ignoresOrderAndRepetitionOfRequirements(@ForAll("instances") Instance instance, @ForAll Random order) {
        List<List<List<Integer>>> shuffled = new ArrayList<>(instance.requirements());
        shuffled.add(shuffled.getFirst());
        Collections.shuffle(shuffled, order);
        assertThat(instance.solve(shuffled, 1_000_000).chosen())
                .isEqualTo(instance.solve(1_000_000).chosen());
    }

    @Property(seed = "3", tries = 4_000)
    void returnsCorrectLowerBoundIfSearchStopsEarly(@ForAll("instances") Instance instance) {
        PermissionCover cover = instance.solve(1);
        assertThat(admits(instance.requirements(), cover.chosen())).isTrue();
        assertThat(cover.lowerBound()).isLessThanOrEqualTo(cheapest(instance));
    }
}
