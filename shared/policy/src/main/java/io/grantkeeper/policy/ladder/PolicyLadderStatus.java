package io.grantkeeper.policy.ladder;

import io.grantkeeper.policy.store.StoredPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The position of a policy on the trust ladder, for people and programs.
 *
 * @param version the version of the policy's text
 * @param stage the code of the current stage
 * @param since when the policy reached the stage
 * @param next what follows from the evidence, for example {@code can be promoted to enforcement}, {@code stays} or
 *     {@code is demoted to training}; empty if the evidence was not evaluated
 * @param missing what prevents a promotion, or the reason for a demotion
 * @param evidence the evidence; empty if it was not collected
 */
public record PolicyLadderStatus(
        String policy,
        String version,
        String stage,
        Instant since,
        Optional<String> next,
        List<String> missing,
        Optional<PromotionEvidence> evidence) {
    public PolicyLadderStatus {
        missing = List.copyOf(missing);
    }

    public static PolicyLadderStatus of(StoredPolicy policy) {
        return new PolicyLadderStatus(
                policy.name(),
                policy.version().value(),
                policy.stage().code(),
                policy.since(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    public static PolicyLadderStatus of(PromotePolicies.Assessment weighed) {
        StoredPolicy policy = weighed.policy();
        String next =
                switch (weighed.verdict()) {
                    case PromotionVerdict.Promote(var to) -> "can be promoted to " + to.code();
                    case PromotionVerdict.Demote(var to, var _) -> "is demoted to " + to.code();
                    case PromotionVerdict.Stay _ -> "stays";
                };
        List<String> missing =
                switch (weighed.verdict()) {
                    case PromotionVerdict.Promote _ -> List.of();
                    case PromotionVerdict.Demote(var _, String reason) -> List.of(reason);
                    case PromotionVerdict.Stay(List<String> lacking) -> lacking;
                };
        return new PolicyLadderStatus(
                policy.name(),
                policy.version().value(),
                policy.stage().code(),
                policy.since(),
                Optional.of(next),
                missing,
                Optional.of(weighed.evidence()));
    }
}
