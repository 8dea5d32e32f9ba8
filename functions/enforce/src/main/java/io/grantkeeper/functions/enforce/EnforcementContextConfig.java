package io.grantkeeper.functions.enforce;

import io.grantkeeper.enforcement.EnforcePolicies.Company;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.json.JsonTrees;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads the company's approved identities ({@code detection.approved}) and tags ({@code decisions.tags}) in the same
 * way as detection and the decision point.
 */
final class EnforcementContextConfig {
    private EnforcementContextConfig() {}

    static Company of(ConnectionsConfig config) {
        Map<String, List<String>> tags = new HashMap<>();
        member(config.decisions(), "decisions")
                .path("tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), strings(tag.getValue())));
        return EnforcementFactory.company(
                strings(member(config.detection(), "detection").path("approved")), tags);
    }

    private static JsonNode member(Optional<String> json, String name) {
        try {
            return JsonTrees.read(json.orElse("{}"));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the configuration's '%s' is not valid JSON".formatted(name), e);
        }
    }

    private static List<String> strings(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asString("")));
        return texts;
    }
}
