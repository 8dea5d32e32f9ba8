package io.grantkeeper.functions.promotepolicies;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.ladder.ApplyPolicies;
import io.grantkeeper.policy.ladder.PolicyLadderStatus;
import io.grantkeeper.policy.ladder.PromotePolicies;
import io.grantkeeper.policy.store.PolicyStore;
import java.util.List;
import java.util.function.Function;

/**
 * Performs the requested action on the trust ladder. A request that cannot be fulfilled fails with a message that says
 * how to correct the request.
 */
final class PromotePoliciesFunction implements Function<PromotePoliciesRequest, PromotePoliciesResult> {
    private final PromotePolicies ladder;
    private final ApplyPolicies govern;
    private final PolicyStore policies;

    PromotePoliciesFunction(PromotePolicies ladder, ApplyPolicies govern, PolicyStore policies) {
        this.ladder = ladder;
        this.govern = govern;
        this.policies = policies;
    }

    @Override
    public PromotePoliciesResult apply(PromotePoliciesRequest event) {
        PromotePoliciesRequest request = event.validated();
        TenantId tenant = request.tenant();
        return new PromotePoliciesResult(
                switch (request.requestedAction()) {
                    case REVIEW ->
                        ladder.review(tenant).stream()
                                .map(PolicyLadderStatus::of)
                                .toList();
                    case LIST ->
                        policies.all(tenant).stream()
                                .map(PolicyLadderStatus::of)
                                .toList();
                    case APPLY ->
                        govern.apply(tenant, request.requiredDocuments(), request.requester()).stream()
                                .map(PolicyLadderStatus::of)
                                .toList();
                    case APPROVE ->
                        List.of(PolicyLadderStatus.of(
                                ladder.approve(tenant, request.policyName(), request.requester())));
                    case DECLINE -> {
                        ladder.decline(tenant, request.policyName(), request.requester(), request.requiredReason());
                        yield currentPosition(tenant, request.policyName());
                    }
                    case DEMOTE ->
                        List.of(PolicyLadderStatus.of(ladder.demote(
                                tenant,
                                request.policyName(),
                                request.targetStage(),
                                request.requester(),
                                request.requiredReason())));
                    case REMOVE -> {
                        ladder.remove(tenant, request.policyName(), request.requester(), request.requiredReason());
                        yield List.of();
                    }
                });
    }

    private List<PolicyLadderStatus> currentPosition(TenantId tenant, String policy) {
        return policies.policy(tenant, policy).stream()
                .map(PolicyLadderStatus::of)
                .toList();
    }
}
