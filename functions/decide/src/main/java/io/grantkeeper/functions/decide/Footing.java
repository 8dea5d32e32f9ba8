package io.grantkeeper.functions.decide;

import io.grantkeeper.functions.decide.PreparedPolicies.Prepared;
import io.grantkeeper.functions.observe.Logs;
import io.grantkeeper.functions.runtime.Failures;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.store.DecisionReads;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the decisions of one call stand on: one set of policies, and who acts, each read once. The first identity that is
 * asked about by its id is read together with the policies' revision. Where that fails, each is read for itself: what a
 * policy says of failures holds only where it is the agent that cannot be read, and not the policies.
 */
final class Footing {
    private final Logger log = Logs.of(Footing.class);
    private final TenantId tenant;
    private final PreparedPolicies policies;
    private final SubjectDirectory subjects;
    private final DecisionReads reads;
    private final Map<String, SubjectFacts> facts = new HashMap<>();
    private Optional<Prepared> prepared = Optional.empty();
    private boolean isLaid;

    Footing(TenantId tenant, PreparedPolicies policies, SubjectDirectory subjects, DecisionReads reads) {
        this.tenant = tenant;
        this.policies = policies;
        this.subjects = subjects;
        this.reads = reads;
    }

    /** The policies that all decisions of the call are made under; empty where they cannot be read. */
    Optional<Prepared> policiesFor(Actor actor) {
        if (!isLaid) {
            isLaid = true;
            prepared = together(actor).or(this::alone);
        }
        return prepared;
    }

    private Optional<Prepared> together(Actor actor) {
        Optional<IdentityId> id = actor.isPerson() ? Optional.empty() : SubjectDirectory.identityId(actor.name());
        if (id.isEmpty() || policies.latest().asksForCredentials()) {
            return Optional.empty();
        }
        try {
            DecisionReads.Start start = reads.start(tenant, id.get());
            Prepared set = policies.at(start.revision());
            if (!set.asksForCredentials()) {
                facts.put(actor.name(), subjects.called(actor.name(), start.outline()));
            }
            return Optional.of(set);
        } catch (RuntimeException e) {
            log.log(Level.WARNING, "policies and agent cannot be read together: {0}", Failures.describe(e));
            return Optional.empty();
        }
    }

    private Optional<Prepared> alone() {
        try {
            return Optional.of(policies.inForce());
        } catch (RuntimeException e) {
            log.log(Level.ERROR, "the policies cannot be read: {0}", Failures.describe(e));
            return Optional.empty();
        }
    }

    SubjectFacts subject(Actor actor, Prepared set) {
        if (actor.isPerson()) {
            return new SubjectFacts.NotAnIdentity();
        }
        return facts.computeIfAbsent(actor.name(), name -> subjects.called(name, set.asksForCredentials()));
    }
}
