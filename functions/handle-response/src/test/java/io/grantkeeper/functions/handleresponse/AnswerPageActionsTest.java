package io.grantkeeper.functions.handleresponse;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.functions.applyanswer.ApplyAnswerConfiguration;
import io.grantkeeper.functions.testkit.SqsTestEvents;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.question.RecipientRole;
import io.grantkeeper.identity.work.AnswerWork;
import io.grantkeeper.owners.answers.AnswerExecutor;
import io.grantkeeper.owners.answers.RevocationPreview;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanRegistry;

@DisplayName("Answer pages while apply-on-request fails")
class AnswerPageActionsTest extends HandleResponseFixture {
    @Override
    AnswerExecutor executor(BeanRegistry.SupplierContext ports) {
        return new AnswerExecutor() {
            @Override
            public RevocationPreview preview(TenantId tenant, String question, OwnerAnswer answer) {
                throw new IllegalStateException("no response");
            }

            @Override
            public List<String> carryOut(TenantId tenant, String question, OwnerAnswer answer) {
                throw new IllegalStateException("no response");
            }
        };
    }

    private void deliverAnswerWork() {
        for (AnswerWork work : queue.receive(10)) {
            var answer = functions.function(new ApplyAnswerConfiguration()).apply(SqsTestEvents.of(work));
            assertThat(answer.getBatchItemFailures()).isEmpty();
        }
    }

    @Test
    void showsPageWithNoticeIfPreviewIsUnavailable() {
        for (OwnerAnswer answer : List.of(OwnerAnswer.REVOKE, OwnerAnswer.DENY_REQUEST)) {
            APIGatewayV2HTTPResponse page = get("/answers/" + ticket(answer));
            assertThat(page.getStatusCode()).isEqualTo(200);
            assertThat(page.getBody())
                    .contains("cannot show right now", "read all mail", "<button type=\"submit\"")
                    .doesNotContain("no response");
        }
        assertThat(queue.size()).as("opening the page queues nothing").isZero();
    }

    @Test
    void explainsKeepAnswerWithoutInvokingApplyOnRequestFunction() {
        assertThat(get("/answers/" + ticket(OwnerAnswer.KEEP)).getBody())
                .contains("It keeps its access")
                .doesNotContain("cannot show");
    }

    @Test
    void recordsAnswerAndQueuesIt() {
        assertThat(post("/answers/" + ticket(OwnerAnswer.KEEP), "").getBody())
                .contains("Your answer is recorded", "Your answer is being carried out");
        assertThat(conclusion().flatMap(QuestionOutcome::by)).contains(EMAIL);
        assertThat(conclusion().flatMap(QuestionOutcome::settledAt)).isEmpty();
        deliverAnswerWork();
        assertThat(conclusion().flatMap(QuestionOutcome::settledAt)).isPresent();
        assertThat(findings.openByIdentity(TENANT, NOTES)).isEmpty();
    }

    @Test
    void queuesQuestionForNextPersonAfterNotMineAnswer() {
        assertThat(post("/answers/" + ticket(OwnerAnswer.NOT_MINE), "to=").getBody())
                .contains("Grantkeeper is asking someone else", "Security");
        assertThat(questions.find(TENANT, "q").orElseThrow().current().as()).isEqualTo(RecipientRole.SECURITY_TEAM);
        assertThat(queue.receive(10)).containsExactly(new AnswerWork(TENANT, "q", Optional.empty()));
    }

    @Test
    void asksForConfirmationAndRecordsReviewAnswers() {
        startReviewForDana();
        String path = "/reviews/" + links.review(TENANT, "agents-1", EMAIL, clock.instant());
        Matcher shown = Pattern.compile("name=\"t-4e\" value=\"([^\"]+)\"")
                .matcher(get(path).getBody());
        assertThat(shown.find()).isTrue();
        String form = "t-4e=" + shown.group(1) + "&a-4e=revoke";
        assertThat(post(path, form).getBody())
                .contains("Please check before anything is revoked", "cannot show right now");
        assertThat(post(path, form + "&confirmed=yes").getBody())
                .contains("recorded as &quot;revoke&quot;", "It is being carried out");
        assertThat(queue.size()).isEqualTo(1);
    }
}
