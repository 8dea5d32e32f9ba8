package io.grantkeeper.functions.enforce;

import io.grantkeeper.enforcement.ControlEnforcement;
import io.grantkeeper.enforcement.EnforcePolicies;
import io.grantkeeper.enforcement.EnforcementReport;
import io.grantkeeper.functions.runtime.RemainingTime;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.enforcement.PolicyViolation;
import io.grantkeeper.policy.enforcement.ViolationStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Performs the requested action, for example runs, stops or resumes enforcement. A request that cannot be fulfilled
 * fails with a message that says how to correct the request.
 */
final class EnforceFunction implements Function<EnforceRequest, EnforceResult> {
    /** The time to reserve for the provider calls about one more identity. If less time is left, the run ends. */
    private static final Duration RESERVE = Duration.ofSeconds(30);

    private final EnforcePolicies policies;
    private final ControlEnforcement enforcement;
    private final ViolationStore violations;
    private final RemainingTime time;

    EnforceFunction(
            EnforcePolicies policies, ControlEnforcement enforcement, ViolationStore violations, RemainingTime time) {
        this.policies = policies;
        this.enforcement = enforcement;
        this.violations = violations;
        this.time = time;
    }

    @Override
    public EnforceResult apply(EnforceRequest event) {
        EnforceRequest request = event.validated();
        TenantId tenant = request.tenant();
        return switch (request.requestedAction()) {
            case RUN -> {
                EnforcementReport report = policies.run(
                        tenant,
                        request.actsADay().orElse(EnforcePolicies.ACTIONS_PER_DAY),
                        () -> time.left().compareTo(RESERVE) > 0);
                yield new EnforceResult(violations.enforcementSwitch(tenant), Optional.of(report), List.of());
            }
            case STATUS -> status(tenant);
            case STOP ->
                new EnforceResult(
                        enforcement.stop(tenant, request.requester(), request.requiredReason()),
                        Optional.empty(),
                        List.of());
            case RESUME ->
                new EnforceResult(
                        enforcement.resume(tenant, request.requester(), request.requiredReason()),
                        Optional.empty(),
                        List.of());
            case EXCEPT -> {
                PolicyViolation exempt = enforcement.exempt(
                        tenant,
                        request.violationId(),
                        request.requester(),
                        request.exceptionEnd(),
                        request.requiredReason());
                yield new EnforceResult(violations.enforcementSwitch(tenant), Optional.empty(), List.of(exempt));
            }
        };
    }

    private EnforceResult status(TenantId tenant) {
        return new EnforceResult(
                violations.enforcementSwitch(tenant),
                Optional.empty(),
                violations.all(tenant).stream().filter(PolicyViolation::isOpen).toList());
    }
}
