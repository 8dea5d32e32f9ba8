package io.grantkeeper.permissions;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How much there is to fear from a grant, and why.
 *
 * @param reasons in plain words, the weightiest first
 * @param breadth of all its permissions together; empty when unknown
 * @param escalation of all its permissions together; empty when unknown
 */
public record RiskAssessment(
        RiskTier tier, List<String> reasons, OptionalInt breadth, Optional<Escalation> escalation) {
    public RiskAssessment {
        reasons = List.copyOf(reasons);
    }
}
