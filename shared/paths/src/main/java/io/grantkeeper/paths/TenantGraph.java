package io.grantkeeper.paths;

import io.grantkeeper.identity.AccessEvidenceKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** A tenant's access graph, together with the nodes, grants and reasons that its numbers stand for. */
public final class TenantGraph {
    private static final int CONDITION = 100_000;

    private final List<AccessNode> nodes;
    private final List<EdgeReason> facts;
    private final AccessGraph graph;
    private final List<ConditionalEdge> possible;
    private final Map<Integer, String> tierZero;
    private final Map<String, Integer> identities;
    private final List<String> grants;
    private final Map<String, Map<Integer, String>> zones;
    private final BitSet zone = new BitSet();

    TenantGraph(
            List<AccessNode> nodes,
            List<EdgeReason> facts,
            AccessGraph graph,
            List<ConditionalEdge> possible,
            Map<Integer, String> tierZero,
            Map<String, Integer> identities,
            List<String> grants,
            Map<String, Map<Integer, String>> zones) {
        this.nodes = List.copyOf(nodes);
        this.facts = List.copyOf(facts);
        this.graph = graph;
        this.possible = List.copyOf(possible);
        this.tierZero = Map.copyOf(tierZero);
        this.identities = new LinkedHashMap<>(identities);
        this.grants = List.copyOf(grants);
        this.zones = Map.copyOf(zones);
        tierZero.keySet().forEach(zone::set);
    }

    /** Returns the name of a grant: its identity's id and its own key. */
    public static String grantName(String identity, String key) {
        return identity + "#" + key;
    }

    /**
     * Returns the graph extended by the edges that exist only under a condition. The numbers of these edges follow
     * those of the certain edges. No result derived from this graph is certain.
     */
    public TenantGraph withPossibleEdges() {
        if (possible.isEmpty()) {
            return this;
        }
        AccessGraph.Builder all = new AccessGraph.Builder();
        for (int node = 0; node < graph.nodes(); node++) {
            all.addNode();
        }
        for (int edge = 0; edge < graph.edges(); edge++) {
            all.addEdge(graph.from(edge), graph.to(edge), graph.cost(edge), graph.grant(edge));
        }
        List<EdgeReason> allFacts = new ArrayList<>(facts);
        for (ConditionalEdge edge : possible) {
            // A condition costs more than any certain step, so that a path depends on as few of them as possible.
            all.addEdge(edge.from(), edge.to(), edge.cost() + CONDITION, edge.grant());
            allFacts.add(edge.fact());
        }
        return new TenantGraph(nodes, allFacts, all.build(), List.of(), tierZero, identities, grants, zones);
    }

    /** Returns the number of edges that exist only under a condition. */
    public int possibleEdges() {
        return possible.size();
    }

    /** Returns the edges that exist only under a condition. */
    List<ConditionalEdge> possible() {
        return possible;
    }

    /** Returns the name of the grant with this number in the graph. */
    public String grant(int number) {
        return grants.get(number);
    }

    /**
     * Returns the same graph with a goal other than tier zero.
     *
     * @param goal a published zone, such as {@code github-published}, or an identity's id
     */
    public TenantGraph toward(String goal) {
        Map<Integer, String> members = zones.get(goal);
        Integer identity = identities.get(goal);
        if (members == null && identity == null) {
            throw new IllegalArgumentException(
                    "'%s' is neither a zone (tier-zero, %s) nor an identity that can be used now"
                            .formatted(goal, String.join(", ", new TreeSet<>(zones.keySet()))));
        }
        Map<Integer, String> goals = new LinkedHashMap<>();
        if (members != null) {
            members.forEach((node, reason) -> goals.put(node, "be used: it " + reason));
        } else {
            goals.put(identity, "be used");
        }
        return new TenantGraph(nodes, facts, graph, possible, goals, identities, grants, zones);
    }

    /** Returns the names of the zones besides tier zero. */
    public Set<String> zoneNames() {
        return new TreeSet<>(zones.keySet());
    }

    /** Returns the node of an identity; empty if there is no such identity or it cannot be used. */
    public Optional<Integer> identity(String id) {
        return Optional.ofNullable(identities.get(id));
    }

    /** Returns the ids of all identities that can be used, with their nodes. */
    public Map<String, Integer> identities() {
        return Collections.unmodifiableMap(identities);
    }

    EdgeReason fact(int edge) {
        return facts.get(edge);
    }

    public AccessGraph graph() {
        return graph;
    }

    public AccessNode node(int number) {
        return nodes.get(number);
    }

    /** Returns the nodes of tier zero. */
    public BitSet tierZero() {
        return (BitSet) zone.clone();
    }

    /** Returns why a node is in tier zero, phrased to follow "can"; empty if the node is not in tier zero. */
    public Optional<String> tierZeroReason(int node) {
        return Optional.ofNullable(tierZero.get(node));
    }

    /** Returns the ids of the identities in tier zero, in the order of the facts. */
    public List<String> tierZeroIdentities() {
        return identities.entrySet().stream()
                .filter(entry -> zone.get(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns the identities outside the zone that reach it, by id, in the order of the facts. */
    public Map<String, Integer> reaching(ZonePaths paths) {
        Map<String, Integer> reaching = new LinkedHashMap<>();
        identities.forEach((id, node) -> {
            if (!zone.get(node) && paths.reaches(node)) {
                reaching.put(id, node);
            }
        });
        return reaching;
    }

    /**
     * Returns the people outside the zone who reach it, by name, each with the account from which the path is shortest.
     * A person with an account in the zone is not outside it.
     */
    public Map<String, Integer> peopleReaching(ZonePaths paths) {
        Map<String, Integer> nearest = new TreeMap<>();
        Set<String> inside = new HashSet<>();
        for (int node = 0; node < nodes.size(); node++) {
            if (node(node).kind() == AccessNode.Kind.PERSON) {
                if (zone.get(node)) {
                    inside.add(node(node).name());
                } else if (paths.reaches(node)) {
                    nearest.merge(
                            node(node).name(),
                            node,
                            (one, other) -> paths.distance(other) < paths.distance(one) ? other : one);
                }
            }
        }
        nearest.keySet().removeAll(inside);
        return nearest;
    }

    /** Returns the number of people who have an account, and so can be the source of a path. */
    public int people() {
        return (int) nodes.stream()
                .filter(node -> node.kind() == AccessNode.Kind.PERSON)
                .map(AccessNode::name)
                .distinct()
                .count();
    }

    /** Describes the path from a node as steps between visible nodes. */
    public List<PathStep> steps(ZonePaths paths, int source) {
        return steps(paths, source, name -> name);
    }

    /**
     * Describes the path from a node as steps between visible nodes.
     *
     * @param names returns the name to display for the name of a node
     */
    public List<PathStep> steps(ZonePaths paths, int source, UnaryOperator<String> names) {
        List<PathStep> steps = new ArrayList<>();
        String from = node(source).name();
        OpenStep open = new OpenStep();
        int at = source;
        for (int edge : paths.path(source)) {
            open.add(facts.get(edge), graph.grant(edge) != AccessGraph.NO_GRANT);
            at = graph.to(edge);
            String to = node(at).name();
            if (node(at).isVisible() && !to.equals(from)) {
                steps.add(open.close(names.apply(from), names.apply(to)));
                from = to;
                open = new OpenStep();
            }
        }
        OpenStep rest = open;
        String ends = names.apply(from);
        if (rest.condition.isPresent()) {
            steps.add(rest.close(ends, node(at).name()));
            return steps;
        }
        if (!steps.isEmpty()) {
            PathStep last = steps.removeLast();
            String end = last.sentence() + " "
                    + fill(rest.text + " {to} can ", ends, ends)
                    + tierZero.getOrDefault(at, "do what it wants") + ".";
            steps.add(new PathStep(
                    last.from(),
                    last.to(),
                    last.by(),
                    end.replaceAll(" +", " "),
                    last.evidence(),
                    last.condition(),
                    last.since(),
                    last.revocable()));
        }
        return steps;
    }

    /** A step that is not complete yet because its last edge has not been added. */
    private static final class OpenStep {
        private final StringBuilder text = new StringBuilder();
        private String by = "";
        private AccessEvidenceKind evidence = AccessEvidenceKind.INVENTORY;
        private Optional<String> condition = Optional.empty();
        private Optional<Instant> since = Optional.empty();
        private boolean revocable;

        void add(EdgeReason fact, boolean ofGrant) {
            by = fact.by().isEmpty() ? by : fact.by();
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ') {
                text.append(' ');
            }
            text.append(fact.text());
            evidence = fact.evidence();
            condition = fact.condition().or(() -> condition);
            since = fact.since().or(() -> since);
            revocable |= ofGrant;
        }

        PathStep close(String from, String to) {
            return new PathStep(
                    from,
                    to,
                    by,
                    fill(text.toString(), from, to).strip(),
                    evidence,
                    condition.map(words -> fill(words, from, to)),
                    since,
                    revocable);
        }
    }

    private static String fill(String text, String from, String to) {
        StringBuilder filled = new StringBuilder();
        int at = 0;
        while (true) {
            int open = text.indexOf('{', at);
            if (open < 0) {
                return filled.append(text, at, text.length()).toString();
            }
            filled.append(text, at, open);
            if (text.startsWith("{from}", open)) {
                filled.append(from);
                at = open + "{from}".length();
            } else if (text.startsWith("{to}", open)) {
                filled.append(to);
                at = open + "{to}".length();
            } else {
                filled.append('{');
                at = open + 1;
            }
        }
    }

    /**
     * Returns the names of the choke points: the nodes that the paths of all other identities into the zone pass
     * through. Choke points can be places, credentials, people, and identities outside the zone. The names are in the
     * order in which one identity's shortest path visits the nodes. A node that blocks only its own path is not
     * included.
     */
    public List<String> chokePoints(ZonePaths paths) {
        Map<String, Integer> reaching = reaching(paths);
        if (reaching.isEmpty()) {
            return List.of();
        }
        // A choke point is on every path of every identity but itself. So it is on this one.
        int first = reaching.values().iterator().next();
        SequencedSet<AccessNode> candidates = new LinkedHashSet<>();
        candidates.add(node(first));
        for (int edge : paths.path(first)) {
            int to = graph.to(edge);
            if (node(to).isVisible() && !(node(to).kind() == AccessNode.Kind.IDENTITY && zone.get(to))) {
                candidates.add(node(to));
            }
        }
        return candidates.stream()
                .filter(candidate -> stopsOthers(reaching, candidate))
                .map(AccessNode::name)
                .toList();
    }

    private boolean stopsOthers(Map<String, Integer> reaching, AccessNode removed) {
        List<Integer> others = reaching.values().stream()
                .filter(node -> !node(node).equals(removed))
                .toList();
        if (others.isEmpty()) {
            return false;
        }
        ZonePaths without = ZonePaths.into(graph, zone, node -> !node(node).equals(removed), edge -> true);
        return others.stream().noneMatch(without::reaches);
    }
}
