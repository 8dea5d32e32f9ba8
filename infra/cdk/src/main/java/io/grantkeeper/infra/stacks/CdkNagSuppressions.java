package io.grantkeeper.infra.stacks;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import io.github.cdklabs.cdknag.RegexAppliesTo;
import java.util.List;
import software.constructs.IConstruct;

/** The cdk-nag findings that are accepted, each with its reason. */
final class CdkNagSuppressions {
    private CdkNagSuppressions() {}

    static void accept(IConstruct part, String rule, String reason) {
        NagSuppressions.addResourceSuppressions(
                part,
                List.of(NagPackSuppression.builder().id(rule).reason(reason).build()),
                true);
    }

    /**
     * Accepts one finding on a construct.
     *
     * @param finding the exact finding; any other finding of the rule on the construct is still reported
     */
    static void accept(IConstruct part, String rule, String reason, List<String> finding) {
        NagSuppressions.addResourceSuppressions(
                part,
                List.of(NagPackSuppression.builder()
                        .id(rule)
                        .reason(reason)
                        .appliesTo(finding)
                        .build()),
                true);
    }

    /**
     * Accepts findings on a construct by pattern.
     *
     * @param finding a pattern that the findings match
     */
    static void acceptMatching(IConstruct part, String rule, String reason, String finding) {
        NagSuppressions.addResourceSuppressions(
                part,
                List.of(NagPackSuppression.builder()
                        .id(rule)
                        .reason(reason)
                        .appliesTo(
                                List.of(RegexAppliesTo.builder().regex(finding).build()))
                        .build()),
                true);
    }
}
