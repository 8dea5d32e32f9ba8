package io.grantkeeper.paths;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** Compares the algorithms with brute force on small graphs, and checks the properties that users rely on. */
class AccessGraphPropertiesTest {
    private static final int NODES = 9;
    private static final int GRANTS = 6;

    record Edge(int from, int to, int cost, int grant) {}

    record Sketch(List<Edge> edges, int zoneSize) {
        AccessGraph graph() {
            AccessGraph.Builder graph = new AccessGraph.Builder();
            for (int i = 0; i < NODES; i++) {
                graph.addNode();
            }
            edges.forEach(edge -> graph.addEdge(edge.from, edge.to, edge.cost, edge.grant));
            return graph.build();
        }

        BitSet zone() {
            BitSet zone = new BitSet();
            zone.set(0, zoneSize);
            return zone;
        }

        BitSet sources() {
            BitSet sources = new BitSet();
            sources.set(zoneSize, NODES);
            return sources;
        }

        /** Returns whether a node reaches the zone. The search is independent of the code under test. */
        boolean reaches(int start, int withoutNode, Set<Integer> withoutGrants) {
            if (start == withoutNode) {
                return false;
            }
            Set<Integer> seen = new HashSet<>(Set.of(start));
            boolean grown = true;
            while (grown) {
                grown = false;
                for (Edge edge : edges) {
                    if (seen.contains(edge.from)
                            && edge.from >= zoneSize
                            && edge.to != withoutNode
                            && !withoutGrants.contains(edge.grant)) {
                        grown |= seen.add(edge.to);
                    }
                }
            }
            return seen.stream().anyMatch(node -> node < zoneSize);
        }

        int countReaching(int withoutNode, Set<Integer> withoutGrants) {
            int count = 0;
            for (int node = zoneSize; node < NODES; node++) {
                count += reaches(node, withoutNode, withoutGrants) ? 1 : 0;
            }
            return count;
        }
    }

    @Provide
    Arbitrary<Sketch> sketches() {
        Arbitrary<Edge> edge = Combinators.combine(
                        Arbitraries.integers().between(0, NODES - 1),
                        Arbitraries.integers().between(0, NODES - 1),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(-1, GRANTS - 1))
                .as(Edge::new);
        return Combinators.combine(
                        edge.list().ofMinSize(1).ofMaxSize(18),
                        Arbitraries.integers().between(1, 2))
                .as(Sketch::new);
    }

    @Property(seed = "20", tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void dominatorsMatchBruteForce(@ForAll("sketches") Sketch sketch) {
        int[] stopped = DominatorTree.toward(sketch.graph(), sketch.zone()).countStopped(sketch.sources());
        int all = sketch.countReaching(-1, Set.of());
        boolean found = false;
        for (int node = 0; node < NODES; node++) {
            int itself = node >= sketch.zoneSize() && sketch.reaches(node, -1, Set.of()) ? 1 : 0;
            int expected = all - itself - sketch.countReaching(node, Set.of());
            assertThat(stopped[node]).as("node " + node).isEqualTo(expected);
            found |= node >= sketch.zoneSize() && expected > 0;
        }
        Statistics.label("choke point")
                .collect(found)
                .coverage(coverage -> coverage.check(true).percentage(p -> p > 20));
    }

    @Property(seed = "21", tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void exactCutMatchesBruteForce(@ForAll("sketches") Sketch sketch) {
        GrantCuts cuts = new GrantCuts(sketch.graph(), sketch.zone(), sketch.sources());
        Set<Integer> allGrants = new HashSet<>();
        for (int grant = 0; grant < GRANTS; grant++) {
            allGrants.add(grant);
        }
        int fewest = sketch.countReaching(-1, allGrants);
        int size = Integer.MAX_VALUE;
        for (int subset = 0; subset < 1 << GRANTS; subset++) {
            Set<Integer> revoked = new HashSet<>();
            for (int grant = 0; grant < GRANTS; grant++) {
                if ((subset & 1 << grant) != 0) {
                    revoked.add(grant);
                }
            }
            if (sketch.countReaching(-1, revoked) == fewest) {
                size = Math.min(size, revoked.size());
            }
        }
        Set<Integer> exact = cuts.exact(GRANTS);
        assertThat(exact).hasSize(size);
        assertThat(cuts.countReaching(exact)).isEqualTo(fewest);
        Statistics.label("cut")
                .collect(size > 0)
                .coverage(coverage -> coverage.check(true).percentage(p -> p > 20));
    }

    @Property(seed = "22", tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void greedyCutCountsSourcesLeftAfterEachRevocation(@ForAll("sketches") Sketch sketch) {
        GrantCuts cuts = new GrantCuts(sketch.graph(), sketch.zone(), sketch.sources());
        Set<Integer> revoked = new HashSet<>();
        int before = sketch.countReaching(-1, revoked);
        for (GrantCuts.Cut cut : cuts.greedy(GRANTS, GRANTS)) {
            assertThat(revoked.add(cut.grant())).isTrue();
            assertThat(cut.reachingAfter())
                    .isEqualTo(sketch.countReaching(-1, revoked))
                    .isLessThanOrEqualTo(before);
            before = cut.reachingAfter();
        }
    }

    @Property(seed = "23", tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void whatIfMatchesRecomputation(@ForAll("sketches") Sketch sketch) {
        for (int grant = 0; grant < GRANTS; grant++) {
            int revoked = grant;
            ZonePaths whatIf = ZonePaths.into(
                    sketch.graph(),
                    sketch.zone(),
                    node -> true,
                    edge -> sketch.graph().grant(edge) != revoked);
            Sketch smaller = new Sketch(
                    sketch.edges().stream()
                            .filter(edge -> edge.grant() != revoked)
                            .toList(),
                    sketch.zoneSize());
            ZonePaths recomputed = ZonePaths.into(smaller.graph(), smaller.zone());
            for (int node = 0; node < NODES; node++) {
                assertThat(whatIf.reaches(node)).isEqualTo(recomputed.reaches(node));
                if (whatIf.reaches(node)) {
                    assertThat(whatIf.distance(node)).isEqualTo(recomputed.distance(node));
                }
            }
        }
    }

    @Property(seed = "24", tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void pathsAreConnectedAndAddedEdgeNeverRemovesPath(@ForAll("sketches") Sketch sketch) {
        AccessGraph graph = sketch.graph();
        ZonePaths paths = ZonePaths.into(graph, sketch.zone());
        List<Edge> fewer = new ArrayList<>(sketch.edges());
        fewer.removeLast();
        ZonePaths before = ZonePaths.into(new Sketch(fewer, sketch.zoneSize()).graph(), sketch.zone());
        for (int node = 0; node < NODES; node++) {
            assertThat(paths.reaches(node)).isEqualTo(sketch.reaches(node, -1, Set.of()) || node < sketch.zoneSize());
            assertThat(!before.reaches(node) || paths.reaches(node)).isTrue();
            long cost = 0;
            int at = node;
            for (int edge : paths.path(node)) {
                assertThat(graph.from(edge)).isEqualTo(at);
                cost += graph.cost(edge);
                at = graph.to(edge);
            }
            if (paths.reaches(node)) {
                assertThat(at).isLessThan(sketch.zoneSize());
                assertThat(paths.distance(node)).isEqualTo(cost);
                assertThat(!before.reaches(node) || before.distance(node) >= cost)
                        .isTrue();
            }
        }
    }

    @Property(seed = "25", tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void incrementalChangesMatchFullComputation(@ForAll("sketches") Sketch sketch, @ForAll("sketches") Sketch changes) {
        IncrementalZoneDistances changing = new IncrementalZoneDistances(sketch.graph(), sketch.zone());
        boolean[] revoked = new boolean[GRANTS];
        for (Edge change : changes.edges()) {
            int grant = Math.max(0, change.grant());
            revoked[grant] = !revoked[grant];
            if (revoked[grant]) {
                changing.revoke(grant);
            } else {
                changing.restore(grant);
            }
            Sketch now = new Sketch(
                    sketch.edges().stream()
                            .filter(edge -> edge.grant() < 0 || !revoked[edge.grant()])
                            .toList(),
                    sketch.zoneSize());
            ZonePaths full = ZonePaths.into(now.graph(), now.zone());
            for (int node = 0; node < NODES; node++) {
                assertThat(changing.reaches(node)).isEqualTo(full.reaches(node));
                if (full.reaches(node)) {
                    assertThat(changing.distance(node)).isEqualTo(full.distance(node));
                }
            }
        }
    }

    @Property(seed = "26", tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void blastRadiusMatchesBruteForce(@ForAll("sketches") Sketch sketch) {
        for (int start = 0; start < NODES; start++) {
            Set<Integer> seen = new HashSet<>(Set.of(start));
            boolean grown = true;
            while (grown) {
                grown = false;
                for (Edge edge : sketch.edges()) {
                    grown |= seen.contains(edge.from()) && seen.add(edge.to());
                }
            }
            seen.remove(start);
            assertThat(BlastRadius.of(sketch.graph(), start).stream().boxed())
                    .containsExactlyInAnyOrderElementsOf(seen);
        }
    }
}
