package io.grantkeeper.paths;

import java.util.List;

/**
 * The paths into one zone that a change opened.
 *
 * @param zone {@code tier-zero}, or the name of a zone that the operator has defined
 * @param sources the identities that could not reach the zone before; the one with the shortest path comes first
 * @param steps the shortest path of the first source, with display names
 * @param cut permissions whose revocation closes all of these paths, each phrased to follow "revoke"; empty if revoking
 *     grants cannot close them
 */
public record OpenedPaths(String zone, List<String> sources, List<PathStep> steps, List<String> cut) {
    public OpenedPaths {
        sources = List.copyOf(sources);
        steps = List.copyOf(steps);
        cut = List.copyOf(cut);
    }
}
