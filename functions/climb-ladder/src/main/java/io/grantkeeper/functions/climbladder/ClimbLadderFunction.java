package io.grantkeeper.functions.climbladder;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.ladder.ClimbLadder;
import io.grantkeeper.policy.ladder.GovernPolicies;
import io.grantkeeper.policy.ladder.LadderPosition;
import io.grantkeeper.policy.store.PolicyStore;
import java.util.List;
import java.util.function.Function;

/** Does what a request asks for; a request that cannot be met is an error that says what would mend it. */
final class ClimbLadderFunction implements Function<ClimbLadderRequest, ClimbLadderResult> {
    private final ClimbLadder ladder;
    private final GovernPolicies govern;
    private final PolicyStore policies;

    ClimbLadderFunction(ClimbLadder ladder, GovernPolicies govern, PolicyStore policies) {
        this.ladder = ladder;
        this.govern = govern;
        this.policies = policies;
    }

    @Override
    public ClimbLadderResult apply(ClimbLadderRequest event) {
        ClimbLadderRequest request = event.checked();
        TenantId tenant = request.tenant();
        return new ClimbLadderResult(
                switch (request.wanted()) {
                    case REVIEW ->
                        ladder.review(tenant).stream().map(LadderPosition::of).toList();
                    case LIST ->
                        policies.all(tenant).stream().map(LadderPosition::of).toList();
                    case APPLY ->
                        govern.apply(tenant, request.texts(), request.who()).stream()
                                .map(LadderPosition::of)
                                .toList();
                    case APPROVE ->
                        List.of(LadderPosition.of(ladder.approve(tenant, request.policyName(), request.who())));
                    case DECLINE -> {
                        ladder.decline(tenant, request.policyName(), request.who(), request.why());
                        yield now(tenant, request.policyName());
                    }
                    case DEMOTE ->
                        List.of(LadderPosition.of(ladder.demote(
                                tenant, request.policyName(), request.lower(), request.who(), request.why())));
                    case REMOVE -> {
                        ladder.remove(tenant, request.policyName(), request.who(), request.why());
                        yield List.of();
                    }
                });
    }

    private List<LadderPosition> now(TenantId tenant, String policy) {
        return policies.policy(tenant, policy).stream().map(LadderPosition::of).toList();
    }
}
