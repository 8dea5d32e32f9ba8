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
 * Performs the requested action on enforcement, for example stops or resumes it. A request that cannot be fulfilled
 * fails with a message that says how to correct the request.
 */
final class EnforceFunction implements Function<EnforceRequest, EnforceResult> {
    /** The time to reserve for the provider calls about one more identity; with less time left, the run ends. */
    private static final Duration RESERVE = Duration.ofSeconds(30);

    private final EnforcePolicies policies;
    private final ControlEnforcement tend;
    private final ViolationStore breaches;
    private final RemainingTime time;

    EnforceFunction(EnforcePolicies policies, ControlEnforcement tend, ViolationStore breaches, RemainingTime time) {
        this.policies = policies;
        this.tend = tend;
        this.breaches = breaches;
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
                        request.actsADay().orElse(EnforcePolicies.ACTS_A_DAY),
                        () -> time.left().compareTo(RESERVE) > 0);
                yield new EnforceResult(breaches.enforcementSwitch(tenant), Optional.of(report), List.of());
            }
            case STATUS -> status(tenant);
            case STOP ->
                new EnforceResult(
                        tend.stop(tenant, request.requester(), request.requiredReason()), Optional.empty(), List.of());
            case RESUME ->
                new EnforceResult(
                        tend.resume(tenant, request.requester(), request.requiredReason()),
                        Optional.empty(),
                        List.of());
            case EXCEPT -> {
                PolicyViolation exempt = tend.exempt(
                        tenant,
                        request.violationId(),
                        request.requester(),
                        request.exceptionEnd(),
                        request.requiredReason());
                yield new EnforceResult(breaches.enforcementSwitch(tenant), Optional.empty(), List.of(exempt));
            }
        };
    }

    private EnforceResult status(TenantId tenant) {
        return new EnforceResult(
                breaches.enforcementSwitch(tenant),
                Optional.empty(),
                breaches.all(tenant).stream().filter(PolicyViolation::isOpen).toList());
    }
}
