package io.grantkeeper.infra.stacks;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import io.github.cdklabs.cdknag.RegexAppliesTo;
import java.util.List;
import software.constructs.IConstruct;

/** What cdk-nag finds and we keep, each with its reason. */
final class Suppressions {
    private Suppressions() {}

    static void on(IConstruct part, String rule, String reason) {
        NagSuppressions.addResourceSuppressions(
                part,
                List.of(NagPackSuppression.builder().id(rule).reason(reason).build()),
                true);
    }

    /** @param finding what the rule found, exactly: anything else that it finds there is told */
    static void on(IConstruct part, String rule, String reason, List<String> finding) {
        NagSuppressions.addResourceSuppressions(
                part,
                List.of(NagPackSuppression.builder()
                        .id(rule)
                        .reason(reason)
                        .appliesTo(finding)
                        .build()),
                true);
    }

    /** @param finding a pattern of what the rule found */
    static void onMatching(IConstruct part, String rule, String reason, String finding) {
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
