package io.grantkeeper.benchmarks.paths;

import io.grantkeeper.paths.AccessGraph;
import io.grantkeeper.paths.DominatorTree;
import io.grantkeeper.paths.GrantCuts;
import io.grantkeeper.paths.IncrementalZoneDistances;
import io.grantkeeper.paths.ZonePaths;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jgrapht.Graph;
import org.jgrapht.alg.shortestpath.DijkstraShortestPath;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.EdgeReversedGraph;
import org.jgrapht.graph.SimpleDirectedWeightedGraph;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures Grantkeeper's path algorithms and JGraphT on the same graph of 100,000 nodes and 1,000,000 edges, on one
 * core with a heap of 512 MB. The first tenth of the nodes are hubs, such as roles and places; every eighth edge leads
 * to one of them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1, time = 5)
@Measurement(iterations = 3, time = 5)
@Fork(
        value = 1,
        jvmArgs = {"-Xmx512m", "-XX:ActiveProcessorCount=1", "-XX:+UseSerialGC"})
public class PathsBenchmark {
    static final int NODES = 100_000;
    static final int EDGES = 1_000_000;
    private static final int ZONE = 20;
    private static final int GRANTS = 60_000;

    private final int[] from = new int[EDGES];
    private final int[] to = new int[EDGES];
    private final BitSet zone = new BitSet();
    private final BitSet sources = new BitSet();

    private int grant;

    @Setup(Level.Trial)
    public void draw() {
        SplittableRandom random = new SplittableRandom(20);
        for (int edge = 0; edge < EDGES; edge++) {
            from[edge] = random.nextInt(ZONE, NODES);
            to[edge] = edge % 8 == 0 ? random.nextInt(NODES / 10) : random.nextInt(NODES);
        }
        zone.set(0, ZONE);
        sources.set(ZONE, NODES);
    }

    private AccessGraph graph() {
        AccessGraph.Builder graph = new AccessGraph.Builder();
        for (int node = 0; node < NODES; node++) {
            graph.addNode();
        }
        for (int edge = 0; edge < EDGES; edge++) {
            graph.addEdge(from[edge], to[edge], 1, from[edge] % GRANTS);
        }
        return graph.build();
    }

    /** Builds the graph and computes all shortest paths, all choke points and the first grant to revoke. */
    @Benchmark
    public Object everything() {
        AccessGraph graph = graph();
        ZonePaths paths = ZonePaths.into(graph, zone);
        int[] stopped = DominatorTree.toward(graph, zone).countStopped(sources);
        List<GrantCuts.Cut> cut = new GrantCuts(graph, zone, sources).greedy(1, 3);
        return List.of(paths, stopped, cut);
    }

    /** Builds the graph and computes all shortest paths. */
    @Benchmark
    public Object shortestPaths() {
        return ZonePaths.into(graph(), zone);
    }

    /** Builds the graph in JGraphT and computes all shortest paths from a virtual node that precedes the zone. */
    @Benchmark
    public Object shortestPathsJgrapht() {
        Graph<Integer, DefaultWeightedEdge> graph = new SimpleDirectedWeightedGraph<>(DefaultWeightedEdge.class);
        for (int node = 0; node <= NODES; node++) {
            graph.addVertex(node);
        }
        for (int edge = 0; edge < EDGES; edge++) {
            if (from[edge] != to[edge]) {
                graph.addEdge(from[edge], to[edge]);
            }
        }
        for (int node = 0; node < ZONE; node++) {
            graph.addEdge(node, NODES);
        }
        return new DijkstraShortestPath<>(new EdgeReversedGraph<>(graph)).getPaths(NODES);
    }

    /** A graph that the benchmark changes. It is built only once. */
    @State(Scope.Benchmark)
    public static class Changing {
        private @Nullable IncrementalZoneDistances paths;

        @Setup(Level.Trial)
        public void build(PathsBenchmark benchmark) {
            paths = new IncrementalZoneDistances(benchmark.graph(), benchmark.zone);
        }
    }

    /** Revokes one grant and restores it. Updates all distances after each of the two changes. */
    @Benchmark
    public Object oneGrantRevokedAndRestored(Changing changing) {
        IncrementalZoneDistances paths = Objects.requireNonNull(changing.paths);
        grant = (grant + 7_919) % GRANTS;
        return List.of(paths.revoke(grant), paths.restore(grant));
    }
}
