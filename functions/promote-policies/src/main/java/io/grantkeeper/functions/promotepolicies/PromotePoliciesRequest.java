package io.grantkeeper.functions.promotepolicies;

import io.grantkeeper.functions.runtime.ActionRequest;
import io.grantkeeper.functions.runtime.EventMemberReader;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.intent.PolicySet.Source;
import java.util.List;
import java.util.Optional;

/**
 * A request to {@code promote-policies}. The schedule sends {@code {"tenant": "acme"}}, which reviews all policies; a
 * request with an {@code action} comes from a person.
 *
 * @param action {@code review}, {@code list}, {@code apply}, {@code approve}, {@code decline}, {@code demote} or {@code
 *     remove}; {@code review} if omitted
 * @param policy the policy's name, for all actions except {@code review}, {@code list} and {@code apply}
 * @param by the requester, an email address or a role; required for {@code apply}, {@code approve}, {@code decline},
 *     {@code demote} and {@code remove}
 * @param reason the requester's reason, for {@code decline}, {@code demote} and {@code remove}
 * @param stage the stage to demote the policy to, for {@code demote}
 * @param documents the policy documents to put into force, for {@code apply}
 */
public record PromotePoliciesRequest(
        TenantId tenant,
        Optional<String> action,
        Optional<String> policy,
        Optional<String> by,
        Optional<String> reason,
        Optional<String> stage,
        Optional<List<Source>> documents)
        implements ActionRequest<PromotePoliciesRequest.Action> {
    /** The actions that a request can name. If a request names no action, the first one applies. */
    enum Action {
        REVIEW,
        LIST,
        APPLY,
        APPROVE,
        DECLINE,
        DEMOTE,
        REMOVE
    }

    /** Returns the request that the schedule sends. */
    public static PromotePoliciesRequest review(TenantId tenant) {
        return new PromotePoliciesRequest(
                tenant,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Returns this request if it names a tenant.
     *
     * @throws IllegalArgumentException if {@code tenant} is missing
     */
    PromotePoliciesRequest validated() {
        EventMemberReader.requireTenant(tenant);
        return this;
    }

    @Override
    public List<Action> actions() {
        return List.of(Action.values());
    }

    String policyName() {
        return require("policy", policy);
    }

    PolicyStage targetStage() {
        return PolicyStage.ofCode(require("stage", stage));
    }

    List<Source> requiredDocuments() {
        return documents
                .filter(list -> !list.isEmpty())
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "'documents' is missing from the event; it must look like [{\"name\": \"mail.yaml\", \"text\": \"policy: …\"}]"));
    }
}
