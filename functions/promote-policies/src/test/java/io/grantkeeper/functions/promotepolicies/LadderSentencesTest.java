package io.grantkeeper.functions.promotepolicies;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.functions.testkit.CapturingAlertChannel;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.ladder.PromotionEvidence;
import io.grantkeeper.policy.ladder.PromotionProposal;
import io.grantkeeper.policy.ladder.Proportion;
import io.grantkeeper.policy.store.StoredPolicy;
import io.grantkeeper.property.testkit.SentenceReview;
import io.grantkeeper.property.testkit.SentenceTemplates;
import io.grantkeeper.store.testkit.ModelSamples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Tests that every sentence about a promotion or demotion states only facts that are stored with the proposal or the
 * policy.
 */
class LadderSentencesTest {
    private static final TenantId TENANT = new TenantId("acme");

    private record Demotion(StoredPolicy policy, PolicyStage to, String reason) {}

    private static List<String> proposed(PromotionProposal proposal) {
        List<String> texts = new ArrayList<>();
        new SecurityTeamPolicyStageNotifier(CapturingAlertChannel.notices(texts)).proposed(TENANT, proposal);
        return texts;
    }

    private static List<String> demoted(Demotion demotion) {
        List<String> texts = new ArrayList<>();
        new SecurityTeamPolicyStageNotifier(CapturingAlertChannel.notices(texts))
                .demoted(TENANT, demotion.policy(), demotion.to(), demotion.reason());
        return texts;
    }

    @Test
    void stateOnlyFactsOfProposalOrPolicy() {
        PolicyVersion version = PolicyVersion.ofText("no mail");
        PromotionEvidence evidence = new PromotionEvidence(
                "no-mail",
                version,
                PolicyStage.TRAINING,
                ModelSamples.NOON,
                ModelSamples.minute(60),
                new Proportion(3, 12_450),
                40,
                2,
                new Proportion(1, 7),
                2,
                1,
                List.of());
        PromotionProposal proposal = new PromotionProposal(
                "no-mail",
                PolicyStage.RECOMMENDATION,
                evidence,
                4,
                ModelSamples.NOON,
                PromotionProposal.State.OPEN,
                Optional.empty(),
                Optional.empty(),
                "",
                0);
        StoredPolicy policy =
                new StoredPolicy("no-mail", "text", version, PolicyStage.ENFORCEMENT, ModelSamples.NOON, 0);
        SentenceReview sentences = new SentenceReview(
                        SentenceTemplates.in(Path.of("src/main/java/io/grantkeeper/functions/promotepolicies")))
                .scene("a proposal", proposal, LadderSentencesTest::proposed)
                .scene(
                        "a demotion",
                        new Demotion(policy, PolicyStage.RECOMMENDATION, "people allowed what it blocked"),
                        LadderSentencesTest::demoted);

        assertThat(sentences.problems()).isEmpty();
    }
}
