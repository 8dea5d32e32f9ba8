package io.grantkeeper.functions.handleresponse;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.functions.applyanswer.ApplyAnswerConfiguration;
import io.grantkeeper.functions.testkit.SqsTestEvents;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.work.AnswerWork;
import io.grantkeeper.store.testkit.ModelSamples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An answer whose provider allows one call per minute")
class RateLimitedAnswerTest extends HandleResponseFixture {
    private final List<String> revoked = new ArrayList<>();
    private int room;

    @BeforeEach
    void grantThreeTimes() {
        provider.revoker(new Revoker() {
            @Override
            public RevocationPlan plan(ProviderSession session, RevocationTarget target) {
                return new RevocationPlan.Automatic(
                        List.of("DELETE /" + key(target)), List.of("It can no longer read mail."), false);
            }

            @Override
            public void revoke(ProviderSession session, RevocationTarget target) throws ConnectorException {
                if (room-- <= 0) {
                    throw new ConnectorException(new RateLimited(Duration.ofMinutes(1), "removals"));
                }
                revoked.add(key(target));
            }
        });
        access.apply(
                TENANT,
                ModelSamples.batch(
                        ModelSamples.NOON,
                        ModelSamples.granted("notes", ModelSamples.ERIN, "mail.read"),
                        ModelSamples.granted("notes", new PersonId(ModelSamples.ACME, "lee"), "files.read")));
        ask("three", Optional.empty());
        clock.advance(Duration.ofMinutes(1));
    }

    private static String key(RevocationTarget target) {
        return switch (target) {
            case RevocationTarget.GrantTarget(var _, var grant) -> grant.key();
            case RevocationTarget.CredentialTarget(var _, var credential) -> credential.key();
        };
    }

    private void recordRevokeAnswer() {
        OwnerQuestion question = questions.find(TENANT, "three").orElseThrow();
        QuestionOutcome end = QuestionOutcome.answered(
                OwnerAnswer.REVOKE, EMAIL, "slack", clock.instant(), Optional.empty(), state());
        questions.save(TENANT, question.concluded(end, Optional.of(clock.instant())));
    }

    private OwnerQuestion question() {
        return questions.find(TENANT, "three").orElseThrow();
    }

    /** Delivers the visible messages of the queue and returns their number. */
    private int deliver() {
        List<AnswerWork> work = queue.receive(10);
        for (AnswerWork one : work) {
            var answer = functions.function(new ApplyAnswerConfiguration()).apply(SqsTestEvents.of(one));
            assertThat(answer.getBatchItemFailures())
                    .as("a rate limit is not a failure")
                    .isEmpty();
        }
        return work.size();
    }

    @Test
    void retriesWithinRateLimitAndReportsOnlyFirstAndLastResult() throws IOException {
        List<String> replies = new ArrayList<>();
        HttpServer slack = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        slack.createContext("/", exchange -> {
            replies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        slack.start();
        try {
            recordRevokeAnswer();
            String reply =
                    "http://127.0.0.1:%d/reply".formatted(slack.getAddress().getPort());
            queue.send(new AnswerWork(TENANT, "three", Optional.of(reply)), Duration.ZERO);
            int passes = 0;
            while (question().isUnsettled()) {
                room = 1;
                assertThat(deliver())
                        .as("one message, no matter how often it returns")
                        .isEqualTo(1);
                assertThat(deliver()).as("not before the rate limit allows it").isZero();
                clock.advance(Duration.ofMinutes(1));
                assertThat(++passes).isLessThan(5);
            }
        } finally {
            slack.stop(0);
        }
        assertThat(revoked).hasSize(3).doesNotHaveDuplicates();
        assertThat(queue.size()).isZero();
        assertThat(replies).hasSize(2);
        assertThat(replies.getFirst()).contains("Revoked: 1 of its grants and credentials.", "try again automatically");
        assertThat(replies.getLast())
                .contains("Revoked: 3 of its grants and credentials.")
                .doesNotContain("tried again");
    }

    @Test
    void showsPartialResultOnPage() {
        room = 1;
        String ticket =
                links.question(TENANT, "three", EMAIL, state(), Optional.of(OwnerAnswer.REVOKE), clock.instant());
        assertThat(post("/answers/" + ticket, "").getBody())
                .contains(
                        "Your answer is recorded",
                        "Revoked: 1 of its grants and credentials.",
                        "try again automatically");
        clock.advance(Duration.ofMinutes(1));
        room = 9;
        assertThat(deliver()).isEqualTo(1);
        assertThat(question().isUnsettled()).isFalse();
        assertThat(revoked).hasSize(3);
    }
}
