package io.grantkeeper.functions.decide;

import io.grantkeeper.functions.decide.CompiledPolicyCache.Prepared;
import io.grantkeeper.functions.decide.SubjectResolver.ResolvedSubject;
import io.grantkeeper.functions.observability.FunctionLoggers;
import io.grantkeeper.functions.runtime.ExceptionSummary;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.decision.RequestActor;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.store.DecisionDataReader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The inputs for the decisions of one call: one set of policies, and the facts about each actor. Each of these is read
 * only once. If the actor of the first decision is an agent named by its ID, the agent and the revision of the policies
 * are read in one request. If this combined read fails, the agent and the revision are read separately, because a
 * policy's fail mode applies only if the agent cannot be read, not if the policies cannot be read.
 */
final class DecisionInputs {
    private final Logger log = FunctionLoggers.of(DecisionInputs.class);
    private final TenantId tenant;
    private final CompiledPolicyCache policies;
    private final SubjectResolver subjects;
    private final DecisionDataReader reads;
    private final Map<String, ResolvedSubject> facts = new HashMap<>();
    private Optional<Prepared> prepared = Optional.empty();
    private boolean isLaid;

    DecisionInputs(TenantId tenant, CompiledPolicyCache policies, SubjectResolver subjects, DecisionDataReader reads) {
        this.tenant = tenant;
        this.policies = policies;
        this.subjects = subjects;
        this.reads = reads;
    }

    /** Returns the policies for all decisions of the call; empty if they cannot be read. */
    Optional<Prepared> policiesFor(RequestActor actor) {
        if (!isLaid) {
            isLaid = true;
            prepared = readTogether(actor).or(this::readPolicies);
        }
        return prepared;
    }

    private Optional<Prepared> readTogether(RequestActor actor) {
        Optional<IdentityId> id = actor.isPerson() ? Optional.empty() : SubjectResolver.identityId(actor.name());
        if (id.isEmpty() || policies.latest().asksForCredentials()) {
            return Optional.empty();
        }
        try {
            DecisionDataReader.Start start = reads.start(tenant, id.get());
            Prepared set = policies.atRevision(start.revision());
            if (!set.asksForCredentials()) {
                facts.put(actor.name(), subjects.lookUp(actor.name(), start.outline()));
            }
            return Optional.of(set);
        } catch (RuntimeException e) {
            log.log(
                    Level.WARNING,
                    "policies and agent could not be read in one request: {0}",
                    ExceptionSummary.describe(e));
            return Optional.empty();
        }
    }

    private Optional<Prepared> readPolicies() {
        try {
            return Optional.of(policies.inForce());
        } catch (RuntimeException e) {
            log.log(Level.ERROR, "policies could not be read: {0}", ExceptionSummary.describe(e));
            return Optional.empty();
        }
    }

    ResolvedSubject subject(RequestActor actor, Prepared set) {
        if (actor.isPerson()) {
            return ResolvedSubject.without(new SubjectFacts.NotAnIdentity());
        }
        return facts.computeIfAbsent(actor.name(), name -> subjects.lookUp(name, set.asksForCredentials()));
    }
}
