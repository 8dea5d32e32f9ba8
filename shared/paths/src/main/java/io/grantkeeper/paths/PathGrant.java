package io.grantkeeper.paths;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The properties of a grant that the access graph needs.
 *
 * @param key the key of the grant, which is unique within its identity
 * @param person the id of the person on whose behalf the identity acts; empty if it acts for the whole tenant
 * @param reach the resources that the grant covers; empty if it covers all
 * @param active whether the grant can be used: not suspended, requested, revoked or expired
 * @param reachKnown whether the reach is known; if not, access to a resource is conditional on the grant covering it
 * @param since when the grant was first observed
 */
public record PathGrant(
        String key,
        List<String> permissions,
        Optional<String> person,
        Optional<Set<String>> reach,
        boolean active,
        boolean reachKnown,
        Optional<Instant> since) {
    public PathGrant {
        permissions = List.copyOf(permissions);
        reach = reach.map(Set::copyOf);
    }

    /** Returns the same grant with other permissions. */
    PathGrant withPermissions(List<String> others) {
        return new PathGrant(key, others, person, reach, active, reachKnown, since);
    }

    /** Creates a grant with a known reach and an unknown age. */
    public PathGrant(
            String key,
            List<String> permissions,
            Optional<String> person,
            Optional<Set<String>> reach,
            boolean active) {
        this(key, permissions, person, reach, active, true, Optional.empty());
    }
}
