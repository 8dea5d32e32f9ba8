package io.grantkeeper.functions.decide;

import io.grantkeeper.authzen.Caller;
import io.grantkeeper.authzen.DecisionPoint;
import io.grantkeeper.authzen.Seal;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.policy.store.ApprovalStore;
import io.grantkeeper.policy.store.DecisionReads;
import java.time.Clock;
import java.util.Optional;

/** Decides for one tenant. */
final class PolicyDecisionPoint implements DecisionPoint {
    private final TenantId tenant;
    private final PreparedPolicies policies;
    private final Parts parts;

    /** What every decision needs. */
    record Parts(
            SubjectDirectory subjects,
            DecisionReads reads,
            AccessStore access,
            ApprovalStore approvals,
            DecisionRecorder recorder,
            AtTheDoor door,
            GraveDenials denials,
            Seal seal,
            Clock clock) {}

    PolicyDecisionPoint(TenantId tenant, PreparedPolicies policies, Parts parts) {
        this.tenant = tenant;
        this.policies = policies;
        this.parts = parts;
    }

    @Override
    public Session open(Caller caller, Optional<String> requestId) {
        return new Deliberation(
                tenant, new Footing(tenant, policies, parts.subjects(), parts.reads()), parts, requestId);
    }
}
