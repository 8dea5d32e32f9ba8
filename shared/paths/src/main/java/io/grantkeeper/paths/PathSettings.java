package io.grantkeeper.paths;

import java.util.List;

/**
 * What an operator adds to the stored facts.
 *
 * @param zones goals of paths besides tier zero
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

    /** Returns whether a zone or a trust names an identity, so that its facts count even if it has no grants. */
    boolean names(String identity) {
        return zones.stream().anyMatch(zone -> zone.names(identity))
                || trusts.stream()
                        .anyMatch(trust ->
                                trust.from().equals(identity) || trust.to().equals(identity));
    }
}
