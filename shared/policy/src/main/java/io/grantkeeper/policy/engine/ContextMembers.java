package io.grantkeeper.policy.engine;

import io.grantkeeper.policy.facts.DerivedTags;
import io.grantkeeper.policy.intent.PolicyCondition;
import io.grantkeeper.policy.intent.PolicyDocument;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.intent.RequestAttribute;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the context members that policy conditions read from a request. */
final class ContextMembers {
    private ContextMembers() {}

    static Set<String> of(PolicySet set) {
        return set.policies().stream()
                .flatMap(ContextMembers::conditions)
                .flatMap(ContextMembers::of)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<PolicyCondition> conditions(PolicyDocument policy) {
        return Stream.concat(
                policy.covers().stream(),
                policy.rules().stream().flatMap(rule -> Stream.concat(rule.when().stream(), rule.unless().stream())));
    }

    private static Stream<String> of(PolicyCondition condition) {
        return switch (condition) {
            case PolicyCondition.ReachIn _ -> Stream.of(RequestFacts.REACH);
            case PolicyCondition.FromNetwork _ -> Stream.of(RequestFacts.ADDRESS);
            case PolicyCondition.Flagged(var flag, boolean _) -> Stream.of(flag.contextMember());
            case PolicyCondition.Authenticated _ -> Stream.of(RequestFacts.METHODS, RequestFacts.AUTHENTICATED_AT);
            case PolicyCondition.Stated(var attribute, var comparison) -> Stream.concat(of(attribute), of(comparison));
            // whether an action is outside the approval of record depends on the network that it comes from
            case PolicyCondition.Tagged(var tags, boolean _) ->
                tags.contains(DerivedTags.OUTSIDE_APPROVAL) ? Stream.of(RequestFacts.ADDRESS) : Stream.of();
            case PolicyCondition.KindIn _,
                    PolicyCondition.Ai _,
                    PolicyCondition.FactIn _,
                    PolicyCondition.RiskIn _,
                    PolicyCondition.OnApprovedList _,
                    PolicyCondition.OwnerKnown _,
                    PolicyCondition.CredentialOlder _,
                    PolicyCondition.Within _,
                    PolicyCondition.Before _ -> Stream.of();
        };
    }

    private static Stream<String> of(PolicyCondition.Comparison comparison) {
        return switch (comparison) {
            case PolicyCondition.Comparison.SameAs(var other) -> of(other);
            case PolicyCondition.Comparison.OneOf _,
                    PolicyCondition.Comparison.NoneOf _,
                    PolicyCondition.Comparison.Is _,
                    PolicyCondition.Comparison.Between _ -> Stream.of();
        };
    }

    private static Stream<String> of(RequestAttribute attribute) {
        return switch (attribute.part()) {
            case CONTEXT -> Stream.of(attribute.name());
            case SUBJECT, ACTION, RESOURCE -> Stream.of();
        };
    }
}
