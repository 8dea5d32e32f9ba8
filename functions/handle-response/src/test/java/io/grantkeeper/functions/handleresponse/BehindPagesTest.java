package io.grantkeeper.functions.handleresponse;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.answers.Settling;
import io.grantkeeper.functions.settleanswer.SettleAnswerConfiguration;
import io.grantkeeper.functions.testkit.Messages;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.Answer;
import io.grantkeeper.identity.question.AskedAs;
import io.grantkeeper.identity.question.Conclusion;
import io.grantkeeper.identity.work.AnswerWork;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanRegistry;

@DisplayName("A page whose other function does not answer")
class BehindPagesTest extends HearingFixture {
    @Override
    Settling settling(BeanRegistry.SupplierContext ports) {
        return new Settling() {
            @Override
            public List<String> preview(TenantId tenant, String question, Answer answer) {
                throw new IllegalStateException("nobody answers");
            }

            @Override
            public List<String> carryOut(TenantId tenant, String question, Answer answer) {
                throw new IllegalStateException("nobody answers");
            }
        };
    }

    private void carryOutFromTheQueue() {
        for (AnswerWork work : queue.receive(10)) {
            var answer = functions.function(new SettleAnswerConfiguration()).apply(Messages.of(work));
            assertThat(answer.getBatchItemFailures()).isEmpty();
        }
    }

    @Test
    void comesAndSaysThatWhatWouldBeTakenAwayCannotBeShown() {
        for (Answer answer : List.of(Answer.REVOKE, Answer.REDUCE)) {
            APIGatewayV2HTTPResponse page = get("/answers/" + ticket(answer));
            assertThat(page.getStatusCode()).isEqualTo(200);
            assertThat(page.getBody())
                    .contains("cannot be shown right now", "read all mail", "<button type=\"submit\"")
                    .doesNotContain("nobody answers");
        }
        assertThat(queue.size()).as("looking asks for nothing").isZero();
    }

    @Test
    void needsNoneToSayWhatKeepingDoes() {
        assertThat(get("/answers/" + ticket(Answer.KEEP)).getBody())
                .contains("It keeps what it holds")
                .doesNotContain("cannot be shown");
    }

    @Test
    void stillTakesTheAnswerWhichIsCarriedOutFromTheQueue() {
        assertThat(post("/answers/" + ticket(Answer.KEEP), "").getBody())
                .contains("Your answer is recorded", "It is being carried out");
        assertThat(conclusion().flatMap(Conclusion::by)).contains(EMAIL);
        assertThat(conclusion().flatMap(Conclusion::settledAt)).isEmpty();
        carryOutFromTheQueue();
        assertThat(conclusion().flatMap(Conclusion::settledAt)).isPresent();
        assertThat(findings.openOf(TENANT, NOTES)).isEmpty();
    }

    @Test
    void hasTheNextPersonAskedFromTheQueue() {
        assertThat(post("/answers/" + ticket(Answer.NOT_MINE), "to=").getBody())
                .contains("Somebody else is asked", "Security");
        assertThat(questions.find(TENANT, "q").orElseThrow().current().as()).isEqualTo(AskedAs.SECURITY_TEAM);
        assertThat(queue.receive(10)).containsExactly(new AnswerWork(TENANT, "q", Optional.empty()));
    }

    @Test
    void asksTwiceOnTheReviewsPageAndTakesTheAnswersThere() {
        aReviewAsksDana();
        String path = "/reviews/" + links.review(TENANT, "agents-1", EMAIL, clock.instant());
        Matcher shown = Pattern.compile("name=\"t-4e\" value=\"([^\"]+)\"")
                .matcher(get(path).getBody());
        assertThat(shown.find()).isTrue();
        String form = "t-4e=" + shown.group(1) + "&a-4e=revoke";
        assertThat(post(path, form).getBody()).contains("Before anything is taken away", "cannot be shown right now");
        assertThat(post(path, form + "&confirmed=yes").getBody())
                .contains("recorded as &quot;revoke&quot;", "It is being carried out");
        assertThat(queue.size()).isEqualTo(1);
    }
}
