package io.grantkeeper.policy.decision;

import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.Stage;
import java.util.List;
import java.util.Locale;

/**
 * What one policy says of a request, whatever its stage makes of it.
 *
 * @param policy its name
 * @param stage at which it stands
 * @param guardrail whether it holds at every stage, and no approval lifts it
 * @param reason one sentence in plain words: "an AI note-taker may not read mail"
 * @param obligations what the caller must do if it goes ahead, by code
 */
public record Judgement(
        String policy,
        PolicyVersion version,
        Stage stage,
        boolean guardrail,
        Effect effect,
        String reason,
        List<String> obligations) {
    /** What a rule wants of an action that it covers. */
    public enum Effect {
        ALLOW,
        /** Somebody has to approve it first. */
        ASK,
        FORBID;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Judgement {
        obligations = List.copyOf(obligations);
    }
}
