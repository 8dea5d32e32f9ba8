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
 * What the configuration says of the company's identities: {@code detection.approved} and {@code decisions.tags}, as those
 * who detect and decide read them.
 */
final class CompanyConfig {
    private CompanyConfig() {}

    static Company of(ConnectionsConfig config) {
        Map<String, List<String>> tags = new HashMap<>();
        member(config.decisions(), "decisions")
                .path("tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), texts(tag.getValue())));
        return EnforceWiring.company(
                texts(member(config.detection(), "detection").path("approved")), tags);
    }

    private static JsonNode member(Optional<String> json, String name) {
        try {
            return JsonTrees.read(json.orElse("{}"));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the configuration's '%s' is no JSON".formatted(name), e);
        }
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asString("")));
        return texts;
    }
}
