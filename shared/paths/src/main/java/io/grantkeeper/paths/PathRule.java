package io.grantkeeper.paths;

import java.util.List;
import java.util.Set;

/**
 * What a permission or a role opens, with its source.
 *
 * @param permissions canonical names ({@link CanonicalNames}) of the permissions and roles
 * @param holderRoles the canonical roles one of which the acting person, or an Okta service app, must have; empty if
 *         none is needed
 * @param phrase what the permission allows, as words that follow "can"
 * @param source the address of the vendor's page
 */
public record PathRule(
        String provider,
        List<String> permissions,
        Set<String> holderRoles,
        PathEffect effect,
        Scope scope,
        String phrase,
        String source) {
    /** How the reach of a grant limits a rule. */
    public enum Scope {
        /** The permission applies to the whole tenant, whatever the reach. */
        TENANT,
        /** The permission applies to the resources in the reach. */
        REACH,
        /** The rule applies only if the reach is all resources. */
        ALL,
        /** The rule applies only if the reach includes the identity itself. */
        SELF
    }

    public PathRule {
        permissions = List.copyOf(permissions);
        holderRoles = Set.copyOf(holderRoles);
    }
}
