package io.grantkeeper.functions.climbladder;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.AlertSend;
import io.grantkeeper.owners.alerts.AlertChannel;
import io.grantkeeper.owners.alerts.AlertMessage;
import io.grantkeeper.owners.alerts.AlertRecipient;
import io.grantkeeper.owners.alerts.AlertSettings;
import io.grantkeeper.owners.alerts.NoticeSender;
import io.grantkeeper.policy.LadderStage;
import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.ladder.LadderEvidence;
import io.grantkeeper.policy.ladder.PromotionProposal;
import io.grantkeeper.policy.ladder.Proportion;
import io.grantkeeper.policy.store.StoredPolicy;
import io.grantkeeper.property.testkit.SentenceReview;
import io.grantkeeper.property.testkit.SentenceTemplates;
import io.grantkeeper.store.testkit.InMemoryAlertSendStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.ManualClock;
import io.grantkeeper.store.testkit.ModelSamples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every sentence about a promotion or demotion states only facts of the proposal or policy. */
class LadderSentencesTest {
    private static final TenantId TENANT = new TenantId("acme");

    private record Demotion(StoredPolicy policy, LadderStage to, String reason) {}

    private static SecurityTeamLadderNotifier notifier(List<String> texts) {
        AlertChannel channel = new AlertChannel() {
            @Override
            public String name() {
                return "capture";
            }

            @Override
            public Optional<String> addressOf(AlertRecipient recipient) {
                return Optional.of("team");
            }

            @Override
            public String render(AlertMessage message) {
                texts.addAll(List.of(message.title(), message.subject(), message.why()));
                return "";
            }

            @Override
            public String deliver(AlertSend send, boolean mayHaveBeenSent) {
                return "receipt";
            }
        };
        return new SecurityTeamLadderNotifier(new NoticeSender(
                new InMemoryAlertSendStore(new InMemoryFindingStore()),
                List.of(channel),
                new AlertSettings(
                        Severity.LOW,
                        new AlertRecipient("Security", "security@acme.example", List.of()),
                        Duration.ofMinutes(1),
                        5),
                new ManualClock(ModelSamples.NOON)));
    }

    private static List<String> proposed(PromotionProposal proposal) {
        List<String> texts = new ArrayList<>();
        notifier(texts).proposed(TENANT, proposal);
        return texts;
    }

    private static List<String> demoted(Demotion demotion) {
        List<String> texts = new ArrayList<>();
        notifier(texts).demoted(TENANT, demotion.policy(), demotion.to(), demotion.reason());
        return texts;
    }

    @Test
    void stateOnlyFactsOfTheirRows() {
        PolicyVersion version = PolicyVersion.ofText("no mail");
        LadderEvidence evidence = new LadderEvidence(
                "no-mail",
                version,
                LadderStage.TRAINING,
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
                LadderStage.RECOMMENDATION,
                evidence,
                4,
                ModelSamples.NOON,
                PromotionProposal.State.OPEN,
                Optional.empty(),
                Optional.empty(),
                "",
                0);
        StoredPolicy policy =
                new StoredPolicy("no-mail", "text", version, LadderStage.ENFORCEMENT, ModelSamples.NOON, 0);
        SentenceReview sentences = new SentenceReview(
                        SentenceTemplates.in(Path.of("src/main/java/io/grantkeeper/functions/climbladder")))
                .scene("a proposal", proposal, LadderSentencesTest::proposed)
                .scene(
                        "a demotion",
                        new Demotion(policy, LadderStage.RECOMMENDATION, "people allowed what it blocked"),
                        LadderSentencesTest::demoted);

        assertThat(sentences.problems()).isEmpty();
    }
}
