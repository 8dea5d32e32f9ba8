package io.grantkeeper.paths;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A report on who reaches a zone, by which paths, and which revocations would close them.
 *
 * @param zone the zone: {@code tier-zero} or an identity's id
 * @param members the identities in the zone, with the reason
 * @param exposed the number of identities outside the zone that reach it
 * @param identities the number of usable identities outside the zone
 * @param paths the shortest path of each exposed identity, shortest first
 * @param chokePoints the nodes that the paths of all other identities into the zone pass through
 * @param possiblyExposed the number of further identities that could reach the zone under conditions that the facts
 *     leave open
 * @param possibleEdges the number of steps that depend on a condition that the facts leave open
 * @param possiblePaths the paths of possibly exposed identities with the fewest conditions
 * @param cut the grants to revoke first, each with the number of identities that still reach the zone afterward
 * @param exposedPeople the number of people outside the zone who reach it
 * @param people the number of people who have a usable account
 * @param peoplePaths the shortest paths of exposed people, shortest first
 * @param notCollected what the stored facts do not contain
 */
public record PathReport(
        String zone,
        Map<String, String> members,
        int exposed,
        int identities,
        List<ExposedPath> paths,
        List<String> chokePoints,
        int possiblyExposed,
        int possibleEdges,
        List<ExposedPath> possiblePaths,
        List<CutGrant> cut,
        int exposedPeople,
        int people,
        List<ExposedPath> peoplePaths,
        List<String> notCollected) {
    private static final int CUT = 5;
    private static final int CANDIDATES = 20;

    /** The maximum number of people's paths in a report. */
    private static final int PEOPLE = 20;

    /** The maximum number of conditional paths in a report. */
    private static final int POSSIBLE = 20;

    /** The shortest path of one identity. */
    public record ExposedPath(String identity, List<PathStep> steps) {}

    /**
     * A grant to revoke, and the number of identities that still reach the zone without it and all grants before it.
     */
    public record CutGrant(String grant, int reachingAfter) {}

    public PathReport {
        members = Collections.unmodifiableMap(new TreeMap<>(members));
        paths = List.copyOf(paths);
        possiblePaths = List.copyOf(possiblePaths);
        chokePoints = List.copyOf(chokePoints);
        cut = List.copyOf(cut);
        peoplePaths = List.copyOf(peoplePaths);
        notCollected = List.copyOf(notCollected);
    }

    /**
     * Creates a report about a graph.
     *
     * @param only the identity whose path to show; empty for all identities
     */
    public static PathReport of(TenantGraph graph, String zone, Optional<String> only, List<String> notCollected) {
        BitSet goals = graph.tierZero();
        ZonePaths paths = ZonePaths.into(graph.graph(), goals);
        Map<String, String> members = new LinkedHashMap<>();
        graph.identities()
                .forEach((id, node) -> graph.tierZeroReason(node).ifPresent(reason -> members.put(id, reason)));
        Map<String, Integer> reaching = graph.reaching(paths);
        List<Map.Entry<String, Integer>> shown = new ArrayList<>(reaching.entrySet());
        shown.removeIf(entry -> only.isPresent() && !only.get().equals(entry.getKey()));
        shown.sort(Map.Entry.<String, Integer>comparingByValue(
                        (a, b) -> Long.compare(paths.distance(a), paths.distance(b)))
                .thenComparing(Map.Entry.comparingByKey()));
        BitSet sources = new BitSet();
        reaching.values().forEach(sources::set);
        List<CutGrant> cut = new GrantCuts(graph.graph(), goals, sources)
                .greedy(CUT, CANDIDATES).stream()
                        .map(one -> new CutGrant(graph.grant(one.grant()), one.reachingAfter()))
                        .toList();
        Map<String, Integer> people = graph.peopleReaching(paths);
        TenantGraph possible = graph.withPossibleEdges();
        ZonePaths possiblePaths = ZonePaths.into(possible.graph(), goals);
        Map<String, Integer> possiblyReaching = possible.reaching(possiblePaths);
        possiblyReaching.keySet().removeAll(reaching.keySet());
        return new PathReport(
                zone,
                members,
                reaching.size(),
                graph.identities().size() - members.size(),
                shown.stream()
                        .map(entry -> new ExposedPath(entry.getKey(), graph.steps(paths, entry.getValue())))
                        .toList(),
                graph.chokePoints(paths),
                possiblyReaching.size(),
                graph.possibleEdges(),
                possiblyReaching.entrySet().stream()
                        .filter(entry -> only.isEmpty() || only.get().equals(entry.getKey()))
                        .sorted(Map.Entry.<String, Integer>comparingByValue(
                                        (a, b) -> Long.compare(possiblePaths.distance(a), possiblePaths.distance(b)))
                                .thenComparing(Map.Entry.comparingByKey()))
                        .limit(POSSIBLE)
                        .map(entry -> new ExposedPath(entry.getKey(), possible.steps(possiblePaths, entry.getValue())))
                        .toList(),
                cut,
                people.size(),
                graph.people(),
                only.isPresent() ? List.of() : peoplePaths(graph, paths, people),
                notCollected);
    }

    private static List<ExposedPath> peoplePaths(TenantGraph graph, ZonePaths paths, Map<String, Integer> people) {
        return people.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(
                                (a, b) -> Long.compare(paths.distance(a), paths.distance(b)))
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(PEOPLE)
                .map(entry -> new ExposedPath(entry.getKey(), graph.steps(paths, entry.getValue())))
                .toList();
    }
}
