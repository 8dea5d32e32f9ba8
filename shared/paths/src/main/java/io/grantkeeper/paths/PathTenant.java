package io.grantkeeper.paths;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The facts about one tenant from which its access graph is derived.
 *
 * @param trusts the trusts, through which control of one node gives control of another; for example, control of a
 *     repository gives control of a cloud role that its workflows can assume
 * @param protections the branch protection of repositories; a repository without a rule is not protected
 * @param zones the zones that the operator has defined
 * @param assignmentsKnown the ids of the identity providers' apps of which everyone who is assigned to them was read;
 *     anyone may be assigned to another app
 */
public record PathTenant(
        String tenant,
        List<PathIdentity> identities,
        List<PathPerson> people,
        List<PathTrust> trusts,
        List<BranchProtection> protections,
        List<PathZone> zones,
        Set<String> assignmentsKnown) {
    /** Creates facts without zones. */
    public PathTenant(
            String tenant,
            List<PathIdentity> identities,
            List<PathPerson> people,
            List<PathTrust> trusts,
            List<BranchProtection> protections) {
        this(tenant, identities, people, trusts, protections, List.of(), Set.of());
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
        assignmentsKnown = Set.copyOf(assignmentsKnown);
    }

    /** Returns the same facts with other zones. */
    public PathTenant withZones(List<PathZone> others) {
        return new PathTenant(tenant, identities, people, trusts, protections, others, assignmentsKnown);
    }

    /** Returns the same facts, supplemented with an operator's settings. */
    public PathTenant with(PathSettings settings) {
        List<PathTrust> all = new ArrayList<>(trusts);
        all.addAll(settings.trusts());
        return new PathTenant(tenant, identities, people, all, protections, settings.zones(), assignmentsKnown);
    }

    /** Returns the same facts with other identities. */
    public PathTenant withIdentities(List<PathIdentity> others) {
        return new PathTenant(tenant, others, people, trusts, protections, zones, assignmentsKnown);
    }
}
