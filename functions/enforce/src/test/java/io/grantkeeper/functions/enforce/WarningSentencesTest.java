package io.grantkeeper.functions.enforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.functions.testkit.CapturingAlertChannel;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.enforcement.PolicyViolation;
import io.grantkeeper.property.testkit.SentenceReview;
import io.grantkeeper.property.testkit.SentenceTemplates;
import io.grantkeeper.store.testkit.ModelSamples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests that every sentence about a policy violation states only facts that are stored with the violation. */
class WarningSentencesTest {
    private static final TenantId TENANT = new TenantId("acme");

    private record Warning(PolicyViolation violation, String identity) {}

    private static List<String> warned(Warning warning) {
        List<String> texts = new ArrayList<>();
        var _ = new OwnerWarningSender(CapturingAlertChannel.notices(texts))
                .warn(TENANT, warning.violation(), warning.identity(), Optional.empty(), List.of());
        return texts;
    }

    private static List<String> unresolved(Warning warning) {
        List<String> texts = new ArrayList<>();
        new OwnerWarningSender(CapturingAlertChannel.notices(texts))
                .reportUnresolved(TENANT, warning.violation(), warning.identity());
        return texts;
    }

    private static PolicyViolation violation(boolean due) {
        return new PolicyViolation(
                "v-1",
                "no-mail",
                PolicyVersion.ofText("no mail"),
                ModelSamples.appId("notes"),
                RowKey.grant(ModelSamples.appId("notes"), "user/1"),
                "read all of your mail",
                "agents may not read mail",
                ModelSamples.NOON,
                PolicyViolation.State.SEEN,
                Optional.empty(),
                due ? Optional.of(ModelSamples.minute(60)) : Optional.empty(),
                List.of(),
                Optional.empty(),
                "the provider refused",
                Optional.empty(),
                Optional.empty(),
                0);
    }

    @Test
    void stateOnlyFactsOfViolation() {
        SentenceReview sentences = new SentenceReview(SentenceTemplates.in(Path.of("src/main/java")))
                .scene("a date", new Warning(violation(true), "Notes"), WarningSentencesTest::warned)
                .scene("a recommendation", new Warning(violation(false), "Notes"), WarningSentencesTest::warned)
                .scene("a failure", new Warning(violation(true), "Notes"), WarningSentencesTest::unresolved);

        assertThat(sentences.problems()).isEmpty();
    }
}
