package io.grantkeeper.owners.answers;

import static io.grantkeeper.owners.answers.AnswersFixture.NOTES;
import static io.grantkeeper.owners.answers.AnswersFixture.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.approval.ApprovalConditions;
import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalState;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.approval.ApprovedGrant;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.owners.answers.SubmitAnswer.Submission;
import io.grantkeeper.store.testkit.ModelSamples;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An approval by answer")
class ApprovalByAnswerTest {
    private static final ApprovalSubject SUBJECT = new ApprovalSubject.OneIdentity(NOTES);

    private final AnswersFixture here = new AnswersFixture();

    private void answer(OwnerAnswer answer) {
        var _ = here.give.submit(
                TENANT,
                "q",
                person -> person.email().equals("dana@acme.example"),
                Submission.of(answer, here.question("q").state(), "email"));
    }

    private Optional<ApprovalOfRecord> approval() {
        return here.approvals.find(TENANT, SUBJECT);
    }

    private Finding drift(String key) {
        Finding sample = ModelSamples.finding(NOTES, key, Severity.HIGH);
        return new Finding(
                key,
                NOTES,
                FindingType.DRIFTED,
                sample.severity(),
                FindingStatus.OPEN,
                "can send mail as you, but was approved only to read mail",
                List.of("read mail"),
                List.of("send mail as you"),
                List.of(),
                sample.advice(),
                sample.cause(),
                List.of(),
                sample.foundAt(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void keepAnswerApprovesAccessThatPersonWasShownUntilKeepPeriodEnds() {
        here.ask("q", Optional.empty());
        answer(OwnerAnswer.KEEP);
        here.settle.settle(TENANT, "q");
        ApprovalOfRecord recorded = approval().orElseThrow();
        assertThat(recorded.current().state()).isEqualTo(ApprovalState.APPROVED);
        assertThat(recorded.current().by()).isEqualTo("dana@acme.example");
        assertThat(recorded.current().source()).isEqualTo(ApprovalDecision.Source.ANSWER);
        assertThat(recorded.current().until()).contains(here.clock.instant().plus(Duration.ofDays(90)));
        assertThat(recorded.current().evidence()).contains(here.state());
        assertThat(recorded.scope().orElseThrow().grants())
                .flatExtracting(ApprovedGrant::scopes)
                .containsExactly("mail.read", "mail.send");
        assertThat(recorded.scope().orElseThrow().people()).containsExactly(ModelSamples.DANA);
        assertThat(recorded.scope().orElseThrow().abilities()).containsExactly("read all mail");
    }

    @Test
    void recordsReviewAsSource() {
        here.ask("q", Optional.of("all-agents-2026-03-01"));
        answer(OwnerAnswer.KEEP);
        here.settle.settle(TENANT, "q");
        assertThat(approval().orElseThrow().current().source()).isEqualTo(ApprovalDecision.Source.REVIEW);
    }

    @Test
    void recordsNothingForOtherAnswersOrWithoutAnswer() {
        here.ask("q", Optional.empty());
        here.settle.settle(TENANT, "q");
        assertThat(approval()).as("silence approves nothing").isEmpty();
        answer(OwnerAnswer.REVOKE);
        here.settle.settle(TENANT, "q");
        assertThat(approval()).isEmpty();
    }

    @Test
    void doesNotApproveAccessThatWasAddedAfterAnswer() {
        here.ask("q", Optional.empty());
        answer(OwnerAnswer.KEEP);
        here.expandAccess();
        here.settle.settle(TENANT, "q");
        assertThat(approval()).isEmpty();
        assertThat(here.question("q").conclusion().orElseThrow().results())
                .contains("Its access has changed since the answer, so the approval of record was not updated.");
    }

    @Test
    void approvesRemainderIfAccessWasOnlyRemovedAfterAnswer() {
        here.addSecondGrant();
        here.ask("q", Optional.empty());
        answer(OwnerAnswer.KEEP);
        here.revoked.add("user/" + ModelSamples.ERIN.externalId());
        here.runListing();
        here.settle.settle(TENANT, "q");
        assertThat(approval().orElseThrow().scope().orElseThrow().people()).containsExactly(ModelSamples.DANA);
    }

    @Test
    void closesDriftThatNewApprovalCovers() {
        here.findings.open(TENANT, drift("drifted/access/1"), Optional.empty());
        here.ask("q", Optional.empty());
        answer(OwnerAnswer.KEEP);
        here.settle.settle(TENANT, "q");
        assertThat(here.findings.openByIdentity(TENANT, NOTES)).isEmpty();
        assertThat(here.access
                        .outline(TENANT, NOTES)
                        .flatMap(IdentityRecord::summary)
                        .flatMap(IdentitySummary::approval)
                        .orElseThrow()
                        .state())
                .isEqualTo(ApprovalState.APPROVED);
    }

    @Test
    void doesNotOverrideRefusal() {
        here.findings.open(TENANT, drift("drifted/refused/1"), Optional.empty());
        here.ask("q", Optional.empty());
        ApprovalOfRecord refused = here.approvals.save(
                TENANT,
                ApprovalOfRecord.first(SUBJECT, ModelSamples.NOON)
                        .decided(
                                ApprovalDecision.of(
                                        ApprovalState.REFUSED,
                                        "erin",
                                        ApprovalDecision.Source.COMMAND_LINE,
                                        ModelSamples.NOON,
                                        "not for customer data"),
                                Optional.empty(),
                                ApprovalConditions.none()));
        answer(OwnerAnswer.KEEP);
        here.settle.settle(TENANT, "q");
        assertThat(approval()).contains(refused);
        assertThat(here.findings.openByIdentity(TENANT, NOTES)).isNotEmpty();
        assertThat(here.question("q").conclusion().orElseThrow().results())
                .containsExactly(
                        "It was refused on 1 March 2026, and your answer does not change that. Ask your security team if it needs its access.");
    }

    @Test
    void settlesRepeatedAnswerOnce() {
        here.ask("q", Optional.empty());
        answer(OwnerAnswer.KEEP);
        here.settle.settle(TENANT, "q");
        here.settle.settle(TENANT, "q");
        assertThat(approval().orElseThrow().version()).isEqualTo(1);
        assertThat(approval().orElseThrow().earlier()).isEmpty();
    }
}
