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
 * The tenant and the settings of the decision point.
 *
 * @param approved the IDs, product IDs or client IDs on the list of approved identities that detection uses
 */
public record DecideDependencies(TenantId tenant, DecideConfig config, List<String> approved) {
    public DecideDependencies {
        approved = List.copyOf(approved);
    }

    public static DecideDependencies of(ConnectionsConfig config) {
        return new DecideDependencies(
                config.tenant(),
                config.decisions().map(DecideConfig::parse).orElseGet(DecideConfig::standard),
                approved(config.detection()));
    }

    /**
     * Returns the approved identities from the configuration member {@code detection}. Returns none if the JSON is
     * invalid, because detection itself reports the error.
     */
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
