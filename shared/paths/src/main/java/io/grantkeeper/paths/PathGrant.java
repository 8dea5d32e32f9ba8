package io.grantkeeper.paths;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A grant as the access graph needs it.
 *
 * @param key names the grant within its identity
 * @param person the id of the person on whose behalf the identity acts; empty if it acts for the whole tenant
 * @param reach the resources that the grant covers; empty if it covers all
 * @param active whether the grant can be used: not suspended, requested, revoked or expired
 */
public record PathGrant(
        String key, List<String> permissions, Optional<String> person, Optional<Set<String>> reach, boolean active) {
    public PathGrant {
        permissions = List.copyOf(permissions);
        reach = reach.map(Set::copyOf);
    }
}
