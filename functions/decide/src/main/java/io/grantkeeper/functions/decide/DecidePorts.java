package io.grantkeeper.functions.decide;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.JsonTrees;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What the decision point is told by the configuration.
 *
 * @param approved ids, product ids or client ids that stand on the record of approved identities: the list that detection
 *     goes by
 */
public record DecidePorts(TenantId tenant, DecideConfig config, List<String> approved) {
    public DecidePorts {
        approved = List.copyOf(approved);
    }

    public static DecidePorts of(ConnectionsConfig config) {
        return new DecidePorts(
                config.tenant(),
                config.decisions().map(DecideConfig::parse).orElseGet(DecideConfig::standard),
                approved(config.detection()));
    }

    /** What detection makes of a wrong list it says itself; nobody is approved by it. */
    private static List<String> approved(Optional<String> detection) {
        List<String> names = new ArrayList<>();
        try {
            JsonNode json = JsonTrees.read(detection.orElse("{}"));
            json.path("approved").forEach(name -> {
                if (name.isString()) {
                    names.add(name.stringValue());
                }
            });
        } catch (JacksonException _) {
            names.clear();
        }
        return names;
    }
}
