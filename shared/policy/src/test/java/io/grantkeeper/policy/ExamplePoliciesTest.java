package io.grantkeeper.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.policy.engine.IndexedDecisionEngine;
import io.grantkeeper.policy.intent.PolicyDocument;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.intent.PolicyTestCase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Tests that the example policies in {@code docs/policies} lead to the decisions that their test cases expect. */
class ExamplePoliciesTest {
    private final PolicySet set =
            PolicySet.read(PolicyDocuments.examples(false)).orThrow();

    @Test
    void containsSevenPoliciesWithTestCases() {
        assertThat(set.policies())
                .extracting(PolicyDocument::name)
                .containsExactly(
                        "every-agent-has-an-owner",
                        "leavers-grants-end",
                        "mail-sending-needs-approval",
                        "no-agent-administers-identities",
                        "no-credential-older-than-90-days",
                        "note-takers-read-calendars-only",
                        "production-secrets-never");
        assertThat(PolicyDocuments.examples(true))
                .extracting(source -> source.name().replace(".cases.yaml", ""))
                .containsExactlyElementsOf(
                        set.policies().stream().map(PolicyDocument::name).toList());
    }

    @TestFactory
    Stream<DynamicTest> reachesDecisionThatEachTestCaseExpects() {
        return PolicyDocuments.examples(true).stream().flatMap(source -> {
            PolicyDocument policy =
                    set.policy(source.name().replace(".cases.yaml", "")).orElseThrow();
            IndexedDecisionEngine engine = IndexedDecisionEngine.of(PolicySet.of(List.of(policy), set.settings()));
            PolicyTestCase.Reading reading = PolicyTestCase.read(source);
            assertThat(reading.mistakes()).isEmpty();
            return reading.cases().stream()
                    .map(each -> DynamicTest.dynamicTest(
                            policy.name() + ": " + each.name(),
                            () -> assertThat(each.difference(engine)).isEmpty()));
        });
    }
}
