package io.grantkeeper.functions.decide;

import io.grantkeeper.authzen.AuthZenCaller;
import io.grantkeeper.authzen.DecisionPoint;
import io.grantkeeper.authzen.TokenSealer;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.policy.store.ApprovalStore;
import io.grantkeeper.policy.store.DecisionDataReader;
import java.time.Clock;
import java.util.Optional;

/** The decision point of one tenant. */
final class PolicyDecisionPoint implements DecisionPoint {
    private final TenantId tenant;
    private final CompiledPolicyCache policies;
    private final Dependencies parts;

    /** The dependencies that all decisions use. */
    record Dependencies(
            SubjectResolver subjects,
            DecisionDataReader reads,
            AccessStore access,
            ApprovalStore approvals,
            ApprovedActionCheck approvedActions,
            DecisionRecorder recorder,
            UnknownAgentRegistrar door,
            GuardrailDenialRecorder denials,
            TokenSealer seal,
            Clock clock) {}

    PolicyDecisionPoint(TenantId tenant, CompiledPolicyCache policies, Dependencies parts) {
        this.tenant = tenant;
        this.policies = policies;
        this.parts = parts;
    }

    @Override
    public Session open(AuthZenCaller caller, Optional<String> requestId) {
        return new EvaluationSession(
                tenant,
                caller,
                new DecisionInputs(tenant, policies, parts.subjects(), parts.reads()),
                parts,
                requestId);
    }
}
