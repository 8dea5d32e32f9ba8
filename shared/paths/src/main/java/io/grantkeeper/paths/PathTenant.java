package io.grantkeeper.paths;

import java.util.ArrayList;
import java.util.List;

/**
 * The facts about one tenant from which its access graph is derived.
 *
 * @param trusts the trusts, through which control of one node gives control of another; for example, control of a
 *     repository gives control of a cloud role that its workflows can assume
 * @param protections the branch protection of repositories; a repository without a rule is not protected
 * @param zones the zones that the operator has defined
 */
public record PathTenant(
        String tenant,
        List<PathIdentity> identities,
        List<PathPerson> people,
        List<PathTrust> trusts,
        List<BranchProtection> protections,
        List<PathZone> zones) {
    /** Creates facts without zones. */
    public PathTenant(
            String tenant,
            List<PathIdentity> identities,
            List<PathPerson> people,
            List<PathTrust> trusts,
            List<BranchProtection> protections) {
        this(tenant, identities, people, trusts, protections, List.of());
    }

    /** Creates facts without branch protection. */
    public PathTenant(String tenant, List<PathIdentity> identities, List<PathPerson> people, List<PathTrust> trusts) {
        this(tenant, identities, people, trusts, List.of());
    }

    public PathTenant {
        identities = List.copyOf(identities);
        people = List.copyOf(people);
        trusts = List.copyOf(trusts);
        protections = List.copyOf(protections);
        zones = List.copyOf(zones);
    }

    /** Returns the same facts with other zones. */
    public PathTenant withZones(List<PathZone> others) {
        return new PathTenant(tenant, identities, people, trusts, protections, others);
    }

    /** Returns the same facts, supplemented with an operator's settings. */
    public PathTenant with(PathSettings settings) {
        List<PathTrust> all = new ArrayList<>(trusts);
        all.addAll(settings.trusts());
        return new PathTenant(tenant, identities, people, all, protections, settings.zones());
    }

    /** Returns the same facts with other identities. */
    public PathTenant withIdentities(List<PathIdentity> others) {
        return new PathTenant(tenant, others, people, trusts, protections, zones);
    }
}
