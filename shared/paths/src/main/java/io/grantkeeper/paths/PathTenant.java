package io.grantkeeper.paths;

import java.util.List;

/**
 * The facts about one tenant from which its access graph is derived.
 *
 * @param trusts what becomes what: for example, a repository whose workflows can assume a cloud role
 */
public record PathTenant(
        String tenant, List<PathIdentity> identities, List<PathPerson> people, List<PathTrust> trusts) {
    public PathTenant {
        identities = List.copyOf(identities);
        people = List.copyOf(people);
        trusts = List.copyOf(trusts);
    }
}
