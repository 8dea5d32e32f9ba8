package io.grantkeeper.paths;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/**
 * Compares choke points, cuts and exposure of operator-defined zones with brute-force results. The tenants are small
 * and random.
 */
class TenantZonesPropertiesTest {
    private static final int IDENTITIES = 6;
    private static final int REPOSITORIES = 3;
    private static final String ZONE = "production";

    /**
     * A small random tenant.
     *
     * @param writes pairs of an identity and a repository to which it can write
     * @param secrets pairs of a repository and an identity; the repository stores a credential of the identity
     * @param trusts pairs of identities; control of the first gives control of the second
     * @param goal the members of the zone: identities and, with numbers above theirs, repositories
     */
    record Sketch(List<int[]> writes, List<int[]> secrets, List<int[]> trusts, Set<Integer> goal) {
        PathTenant tenant(Set<Integer> withoutWrites) {
            List<PathIdentity> identities = new ArrayList<>();
            for (int i = 0; i < IDENTITIES; i++) {
                List<PathGrant> grants = new ArrayList<>();
                List<PathCredential> credentials = new ArrayList<>();
                for (int w = 0; w < writes.size(); w++) {
                    if (writes.get(w)[0] == i && !withoutWrites.contains(w)) {
                        grants.add(new PathGrant(
                                "g" + w,
                                List.of("contents:write"),
                                Optional.empty(),
                                Optional.of(Set.of("r" + writes.get(w)[1])),
                                true));
                    }
                }
                for (int s = 0; s < secrets.size(); s++) {
                    if (secrets.get(s)[1] == i) {
                        credentials.add(
                                new PathCredential("key" + s, Optional.of("github:r" + secrets.get(s)[0]), true));
                    }
                }
                identities.add(new PathIdentity("i" + i, "github", "app", true, grants, List.of(), credentials));
            }
            List<PathTrust> all = trusts.stream()
                    .map(trust -> new PathTrust("i" + trust[0], "i" + trust[1], "oidc"))
                    .toList();
            return new PathTenant("acme", identities, List.of(), all)
                    .withZones(List.of(new PathZone(ZONE, members(), Set.of())));
        }

        Set<String> members() {
            Set<String> members = new HashSet<>();
            goal.forEach(one -> members.add(one < IDENTITIES ? "i" + one : "github:r" + (one - IDENTITIES)));
            return members;
        }

        /** Returns the identities outside the zone that reach it. The search uses only the sketch. */
        Set<String> reaching(String withoutNode, Set<Integer> withoutWrites) {
            Set<String> members = members();
            Set<String> found = new LinkedHashSet<>();
            for (int i = 0; i < IDENTITIES; i++) {
                Set<String> seen = new HashSet<>(Set.of("i" + i));
                boolean grown = true;
                while (grown) {
                    grown = false;
                    for (String[] edge : edges(withoutWrites)) {
                        if (seen.contains(edge[0])
                                && !members.contains(edge[0])
                                && !edge[0].equals(withoutNode)
                                && !edge[1].equals(withoutNode)) {
                            grown |= seen.add(edge[1]);
                        }
                    }
                }
                if (!members.contains("i" + i) && seen.stream().anyMatch(members::contains)) {
                    found.add("i" + i);
                }
            }
            return found;
        }

        private List<String[]> edges(Set<Integer> withoutWrites) {
            List<String[]> edges = new ArrayList<>();
            for (int w = 0; w < writes.size(); w++) {
                if (!withoutWrites.contains(w)) {
                    edges.add(new String[] {"i" + writes.get(w)[0], "github:r" + writes.get(w)[1]});
                }
            }
            for (int s = 0; s < secrets.size(); s++) {
                edges.add(new String[] {"github:r" + secrets.get(s)[0], "key" + s});
                edges.add(new String[] {"key" + s, "i" + secrets.get(s)[1]});
            }
            trusts.forEach(trust -> edges.add(new String[] {"i" + trust[0], "i" + trust[1]}));
            return edges;
        }

        List<String> nodes() {
            List<String> nodes = new ArrayList<>();
            for (int i = 0; i < IDENTITIES; i++) {
                nodes.add("i" + i);
            }
            for (int r = 0; r < REPOSITORIES; r++) {
                nodes.add("github:r" + r);
            }
            for (int s = 0; s < secrets.size(); s++) {
                nodes.add("key" + s);
            }
            return nodes;
        }
    }

    private static Arbitrary<List<int[]>> pairs(int from, int to, int most) {
        return Combinators.combine(
                        Arbitraries.integers().between(0, from - 1),
                        Arbitraries.integers().between(0, to - 1))
                .as((a, b) -> new int[] {a, b})
                .list()
                .ofMaxSize(most);
    }

    @Provide
    Arbitrary<Sketch> sketches() {
        return Combinators.combine(
                        pairs(IDENTITIES, REPOSITORIES, 6),
                        pairs(REPOSITORIES, IDENTITIES, 4),
                        pairs(IDENTITIES, IDENTITIES, 5),
                        Arbitraries.integers()
                                .between(0, IDENTITIES + REPOSITORIES - 1)
                                .set()
                                .ofMinSize(1)
                                .ofMaxSize(2))
                .as(Sketch::new);
    }

    private static TenantGraph graph(PathTenant tenant) {
        return TenantGraphBuilder.build(PathRules.standard(), tenant, problem -> {})
                .toward(ZONE);
    }

    @Property(seed = "31", tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void exposureAndChokePointsMatchBruteForce(@ForAll("sketches") Sketch sketch) {
        TenantGraph graph = graph(sketch.tenant(Set.of()));
        ZonePaths paths = ZonePaths.into(graph.graph(), graph.tierZero());
        Set<String> reaching = sketch.reaching("", Set.of());
        assertThat(graph.reaching(paths).keySet()).isEqualTo(reaching);

        Set<String> expected = new HashSet<>();
        for (String node : sketch.nodes()) {
            boolean goalIdentity = node.startsWith("i") && sketch.members().contains(node);
            Set<String> others = new HashSet<>(reaching);
            others.remove(node);
            Set<String> left = sketch.reaching(node, Set.of());
            left.remove(node);
            if (!goalIdentity && !others.isEmpty() && left.isEmpty()) {
                expected.add(node);
            }
        }
        assertThat(new HashSet<>(graph.chokePoints(paths))).isEqualTo(expected);
        Statistics.label("choke point")
                .collect(!expected.isEmpty())
                .coverage(coverage -> coverage.check(true).percentage(p -> p > 10));
    }

    @Property(seed = "32", tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void cutOfZoneMatchesBruteForce(@ForAll("sketches") Sketch sketch) {
        TenantGraph graph = graph(sketch.tenant(Set.of()));
        BitSet sources = new BitSet();
        graph.identities().values().forEach(sources::set);
        GrantCuts cuts = new GrantCuts(graph.graph(), graph.tierZero(), sources);
        int writes = sketch.writes().size();
        Set<Integer> all = new HashSet<>();
        for (int w = 0; w < writes; w++) {
            all.add(w);
        }
        int fewest = sketch.reaching("", all).size();
        int size = Integer.MAX_VALUE;
        for (int subset = 0; subset < 1 << writes; subset++) {
            Set<Integer> revoked = new HashSet<>();
            for (int w = 0; w < writes; w++) {
                if ((subset & 1 << w) != 0) {
                    revoked.add(w);
                }
            }
            if (sketch.reaching("", revoked).size() == fewest) {
                size = Math.min(size, revoked.size());
            }
        }
        Set<Integer> exact = cuts.exact(6);
        assertThat(exact).hasSize(size);
        assertThat(cuts.countReaching(exact)).isEqualTo(fewest);
    }

    @Property(seed = "33", tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void addingGrantNeverRemovesPath(@ForAll("sketches") Sketch sketch) {
        if (sketch.writes().isEmpty()) {
            return;
        }
        Set<Integer> withoutLast = Set.of(sketch.writes().size() - 1);
        Map<String, Set<String>> before = PathChanges.exposed(PathRules.standard(), sketch.tenant(withoutLast));
        Map<String, Set<String>> after = PathChanges.exposed(PathRules.standard(), sketch.tenant(Set.of()));
        assertThat(after.get(ZONE)).containsAll(before.get(ZONE));
        Set<String> opened = new HashSet<>();
        PathChanges.examine(PathRules.standard(), before, sketch.tenant(Set.of()), "")
                .openings()
                .forEach(opening -> opened.addAll(opening.sources()));
        Set<String> expected = new HashSet<>(sketch.reaching("", Set.of()));
        expected.removeAll(sketch.reaching("", withoutLast));
        assertThat(opened).isEqualTo(expected);
    }
}
