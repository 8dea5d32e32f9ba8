package io.grantkeeper.functions.enforce;

import io.grantkeeper.enforcement.EnforcePolicies;
import io.grantkeeper.enforcement.EnforcementReport;
import io.grantkeeper.enforcement.TendEnforcement;
import io.grantkeeper.functions.runtime.RemainingTime;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.enforcement.Breach;
import io.grantkeeper.policy.enforcement.BreachStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Does what a request asks for; a request that cannot be met is an error that says what would mend it. */
final class EnforceFunction implements Function<EnforceRequest, EnforceResult> {
    /** Enough for one identity's calls at its provider. */
    private static final Duration RESERVE = Duration.ofSeconds(30);

    private final EnforcePolicies policies;
    private final TendEnforcement tend;
    private final BreachStore breaches;
    private final RemainingTime time;

    EnforceFunction(EnforcePolicies policies, TendEnforcement tend, BreachStore breaches, RemainingTime time) {
        this.policies = policies;
        this.tend = tend;
        this.breaches = breaches;
        this.time = time;
    }

    @Override
    public EnforceResult apply(EnforceRequest event) {
        EnforceRequest request = event.checked();
        TenantId tenant = request.tenant();
        return switch (request.wanted()) {
            case RUN -> {
                EnforcementReport report = policies.run(
                        tenant,
                        request.actsADay().orElse(EnforcePolicies.ACTS_A_DAY),
                        () -> time.left().compareTo(RESERVE) > 0);
                yield new EnforceResult(breaches.enforcementSwitch(tenant), Optional.of(report), List.of());
            }
            case STATUS -> status(tenant);
            case STOP ->
                new EnforceResult(tend.stop(tenant, request.who(), request.why()), Optional.empty(), List.of());
            case RESUME ->
                new EnforceResult(tend.resume(tenant, request.who(), request.why()), Optional.empty(), List.of());
            case EXCEPT -> {
                Breach exempt =
                        tend.exempt(tenant, request.breachId(), request.who(), request.end(), request.why());
                yield new EnforceResult(breaches.enforcementSwitch(tenant), Optional.empty(), List.of(exempt));
            }
        };
    }

    private EnforceResult status(TenantId tenant) {
        return new EnforceResult(
                breaches.enforcementSwitch(tenant),
                Optional.empty(),
                breaches.all(tenant).stream().filter(Breach::isOpen).toList());
    }
}
