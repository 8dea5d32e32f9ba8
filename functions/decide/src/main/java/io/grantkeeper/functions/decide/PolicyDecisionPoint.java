package io.grantkeeper.functions.decide;

import io.grantkeeper.authzen.Caller;
import io.grantkeeper.authzen.DecisionPoint;
import io.grantkeeper.authzen.Seal;
import io.grantkeeper.functions.observe.Logs;
import io.grantkeeper.functions.runtime.Failures;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.policy.store.ApprovalStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Optional;

/** Decides for one tenant. */
final class PolicyDecisionPoint implements DecisionPoint {
    private final Logger log = Logs.of(PolicyDecisionPoint.class);
    private final TenantId tenant;
    private final PreparedPolicies policies;
    private final Parts parts;

    /** What every decision needs. */
    record Parts(
            SubjectDirectory subjects,
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

    /** Where the policies cannot be read, everything is denied, and recorded as such. */
    @Override
    public Session open(Caller caller, Optional<String> requestId) {
        Optional<PreparedPolicies.Prepared> prepared;
        try {
            prepared = Optional.of(policies.inForce());
        } catch (RuntimeException e) {
            log.log(Level.ERROR, "the policies cannot be read: {0}", Failures.describe(e));
            prepared = Optional.empty();
        }
        return new Deliberation(tenant, prepared, parts, requestId);
    }
}
