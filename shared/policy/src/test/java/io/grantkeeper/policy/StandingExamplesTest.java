package io.grantkeeper.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.policy.engine.IndexedEngine;
import io.grantkeeper.policy.intent.Policy;
import io.grantkeeper.policy.intent.PolicyCase;
import io.grantkeeper.policy.intent.PolicySet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The policies of {@code docs/policies} decide as the cases beside them say. */
class StandingExamplesTest {
    private final PolicySet set = PolicySet.read(Documents.standing(false)).orThrow();

    @Test
    void thereAreSevenAndEachHasCases() {
        assertThat(set.policies())
                .extracting(Policy::name)
                .containsExactly(
                        "every-agent-has-an-owner",
                        "leavers-grants-end",
                        "mail-sending-needs-approval",
                        "no-agent-administers-identities",
                        "no-credential-older-than-90-days",
                        "note-takers-read-calendars-only",
                        "production-secrets-never");
        assertThat(Documents.standing(true))
                .extracting(source -> source.name().replace(".cases.yaml", ""))
                .containsExactlyElementsOf(
                        set.policies().stream().map(Policy::name).toList());
    }

    @TestFactory
    Stream<DynamicTest> eachDecidesAsItsCasesSay() {
        return Documents.standing(true).stream().flatMap(source -> {
            Policy policy = set.policy(source.name().replace(".cases.yaml", "")).orElseThrow();
            IndexedEngine engine = IndexedEngine.of(PolicySet.of(List.of(policy), set.settings()));
            PolicyCase.Reading reading = PolicyCase.read(source);
            assertThat(reading.mistakes()).isEmpty();
            return reading.cases().stream()
                    .map(each -> DynamicTest.dynamicTest(
                            policy.name() + ": " + each.name(),
                            () -> assertThat(each.differs(engine)).isEmpty()));
        });
    }
}
