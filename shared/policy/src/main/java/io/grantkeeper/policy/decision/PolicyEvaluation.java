package io.grantkeeper.policy.decision;

import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.PolicyVersion;
import java.util.List;
import java.util.Locale;

/**
 * The judgment of one policy on a request, regardless of whether the judgment takes effect at the policy's stage.
 *
 * @param policy the policy's name
 * @param stage the policy's stage
 * @param guardrail whether the policy applies at every stage and no approval overrides it
 * @param reason one sentence in plain words, for example "an AI note-taker may not read mail"
 * @param obligations the codes of what the caller must do if it performs the action
 */
public record PolicyEvaluation(
        String policy,
        PolicyVersion version,
        PolicyStage stage,
        boolean guardrail,
        Effect effect,
        String reason,
        List<String> obligations) {
    /** The effect of a rule on an action that it covers. */
    public enum Effect {
        ALLOW,
        /** Someone must approve the action first. */
        ASK,
        FORBID;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public PolicyEvaluation {
        obligations = List.copyOf(obligations);
    }
}
