package io.grantkeeper.paths;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a graph in BloodHound's OpenGraph format. Accounts of one person become one node. Source:
 * https://bloodhound.specterops.io/opengraph/schema
 */
public final class BloodHoundOpenGraph {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PREFIX = "GK_";

    private BloodHoundOpenGraph() {}

    /** Returns the graph as a JSON document. */
    public static String of(TenantGraph graph) {
        ObjectNode document = JSON.createObjectNode();
        document.putObject("metadata").put("source_kind", "Grantkeeper");
        ObjectNode content = document.putObject("graph");
        ArrayNode nodes = content.putArray("nodes");
        Map<AccessNode, ObjectNode> written = new HashMap<>();
        for (int node = 0; node < graph.graph().nodes(); node++) {
            AccessNode one = graph.node(node);
            ObjectNode row = written.computeIfAbsent(one, k -> {
                ObjectNode added = nodes.addObject().put("id", id(k));
                added.putArray("kinds").add(PREFIX + kind(k.kind()));
                added.putObject("properties").put("name", k.name());
                return added;
            });
            graph.tierZeroReason(node)
                    .ifPresent(reason -> ((ObjectNode) row.get("properties"))
                            .put("tier_zero", true)
                            .put("tier_zero_reason", reason));
        }
        ArrayNode edges = content.putArray("edges");
        for (int edge = 0; edge < graph.graph().edges(); edge++) {
            AccessNode from = graph.node(graph.graph().from(edge));
            AccessNode to = graph.node(graph.graph().to(edge));
            if (!from.equals(to)) {
                ObjectNode row = edges.addObject().put("kind", PREFIX + "Controls");
                row.putObject("start").put("match_by", "id").put("value", id(from));
                row.putObject("end").put("match_by", "id").put("value", id(to));
                ObjectNode properties = facts(row.putObject("properties"), graph.fact(edge));
                properties.put("revocable", graph.graph().grant(edge) != AccessGraph.NO_GRANT);
                if (graph.graph().grant(edge) != AccessGraph.NO_GRANT) {
                    properties.put("grant", graph.grant(graph.graph().grant(edge)));
                }
            }
        }
        // Nothing that depends on a condition is traversable, so it has a kind of its own.
        for (ConditionalEdge edge : graph.possible()) {
            AccessNode from = graph.node(edge.from());
            AccessNode to = graph.node(edge.to());
            if (!from.equals(to)) {
                ObjectNode row = edges.addObject().put("kind", PREFIX + "CouldControl");
                row.putObject("start").put("match_by", "id").put("value", id(from));
                row.putObject("end").put("match_by", "id").put("value", id(to));
                ObjectNode properties = facts(row.putObject("properties"), edge.fact());
                properties.put(
                        "condition",
                        edge.fact()
                                .condition()
                                .orElse("")
                                .replace("{from}", from.name())
                                .replace("{to}", to.name()));
                if (edge.grant() != AccessGraph.NO_GRANT) {
                    properties.put("grant", graph.grant(edge.grant()));
                }
            }
        }
        return document.toString();
    }

    private static ObjectNode facts(ObjectNode properties, EdgeReason fact) {
        if (!fact.by().isEmpty()) {
            properties.put("by", fact.by());
        }
        properties.put("evidence", fact.evidence().name().toLowerCase(Locale.ROOT));
        properties.put("certain", fact.condition().isEmpty());
        fact.since().ifPresent(since -> properties.put("since", since.toString()));
        return properties;
    }

    private static String id(AccessNode node) {
        return PREFIX + kind(node.kind()) + ":" + node.name();
    }

    private static String kind(AccessNode.Kind kind) {
        return switch (kind) {
            case IDENTITY -> "Identity";
            case PERSON -> "Person";
            case PLACE -> "Place";
            case CREDENTIAL -> "Credential";
            case JUNCTION -> "Group";
        };
    }
}
