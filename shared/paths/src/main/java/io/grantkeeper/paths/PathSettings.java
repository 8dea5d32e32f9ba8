package io.grantkeeper.paths;

import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.identity.json.ModelJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The settings with which an operator supplements the stored facts.
 *
 * @param zones the zones besides tier zero
 * @param trusts trusts that no connector reads, such as the cloud role that a repository can assume
 */
public record PathSettings(List<PathZone> zones, List<PathTrust> trusts) {
    public PathSettings {
        zones = List.copyOf(zones);
        trusts = List.copyOf(trusts);
    }

    /** Returns settings that add nothing. */
    public static PathSettings none() {
        return new PathSettings(List.of(), List.of());
    }

    /**
     * Reads the settings from the configuration.
     *
     * @param detection the JSON of the member {@code detection}, of which only {@code zones} and {@code trusts} are read
     * @param decisions the JSON of the member {@code decisions}, of which only {@code tags} is read
     * @throws IllegalArgumentException if a zone or a trust is invalid; the message names the member and describes a
     *     valid value
     */
    public static PathSettings of(Optional<String> detection, Optional<String> decisions) {
        if (detection.isEmpty()) {
            return none();
        }
        JsonNode members = JsonTrees.read(detection.get());
        List<ZoneConfig> zones = new ArrayList<>();
        members.path("zones").forEach(zone -> zones.add(ModelJson.read(zone.toString(), ZoneConfig.class)));
        List<TrustConfig> trusts = new ArrayList<>();
        members.path("trusts").forEach(trust -> trusts.add(ModelJson.read(trust.toString(), TrustConfig.class)));
        return new PathSettings(
                ZoneConfig.toZones(zones, decisions.map(ZoneConfig::tags).orElse(Map.of())),
                TrustConfig.toTrusts(trusts));
    }

    /**
     * Returns whether a zone or a trust names an identity. The facts of such an identity are used even if it has no
     * grants.
     */
    boolean names(String identity) {
        return zones.stream().anyMatch(zone -> zone.names(identity))
                || trusts.stream()
                        .anyMatch(trust ->
                                trust.from().equals(identity) || trust.to().equals(identity));
    }
}
