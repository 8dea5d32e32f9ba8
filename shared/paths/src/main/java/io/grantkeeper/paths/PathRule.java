package io.grantkeeper.paths;

import java.util.List;
import java.util.Set;

/**
 * A rule, with its source, that states what a permission or role lets its holder control or access.
 *
 * @param permissions canonical names ({@link CanonicalPermissionNames}) of the permissions and roles
 * @param holderRoles canonical roles, of which the acting person or Okta service app must have at least one; empty if
 *     no role is needed
 * @param phrase what the permission allows, phrased to follow "can"
 * @param source the address of the vendor's page
 */
public record PathRule(
        String provider,
        List<String> permissions,
        Set<String> holderRoles,
        PathRuleEffect effect,
        Scope scope,
        String phrase,
        String source) {
    /** The effect of a grant's reach on a rule. */
    public enum Scope {
        /** The rule applies to the whole tenant, regardless of the reach. */
        TENANT,
        /** The rule applies to the resources in the reach. */
        REACH,
        /** The rule applies only if the reach includes all resources. */
        ALL,
        /** The rule applies only if the reach includes the identity itself. */
        SELF
    }

    public PathRule {
        permissions = List.copyOf(permissions);
        holderRoles = Set.copyOf(holderRoles);
    }
}
