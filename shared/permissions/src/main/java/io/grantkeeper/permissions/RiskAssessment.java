package io.grantkeeper.permissions;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The risk of a grant, with reasons.
 *
 * @param reasons the reasons in plain language, most important first
 * @param breadth the breadth of all permissions of the grant together; empty if unknown
 * @param escalation the escalation potential of all permissions of the grant together; empty if unknown
 */
public record RiskAssessment(
        RiskTier tier, List<String> reasons, OptionalInt breadth, Optional<EscalationPotential> escalation) {
    public RiskAssessment {
        reasons = List.copyOf(reasons);
    }
}
