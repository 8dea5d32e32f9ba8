package io.grantkeeper.functions.handleresponse;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.functions.settleanswer.SettleAnswerConfiguration;
import io.grantkeeper.functions.testkit.Messages;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.question.Answer;
import io.grantkeeper.identity.question.Conclusion;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.identity.work.AnswerWork;
import io.grantkeeper.store.testkit.Samples;
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

@DisplayName("An answer whose provider takes one call a minute")
class LimitedAnswerTest extends HearingFixture {
    private final List<String> revoked = new ArrayList<>();
    private int room;

    @BeforeEach
    void danaRevokesThreeGrants() {
        provider.revoker(new Revoker() {
            @Override
            public RevocationPlan plan(ProviderSession session, RevocationTarget target) {
                return new RevocationPlan.Possible(
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
                Samples.batch(
                        Samples.NOON,
                        Samples.granted("notes", Samples.ERIN, "mail.read"),
                        Samples.granted("notes", new PersonId(Samples.ACME, "lee"), "files.read")));
        ask("three", Optional.empty());
        clock.step(Duration.ofMinutes(1));
    }

    private static String key(RevocationTarget target) {
        return switch (target) {
            case RevocationTarget.OfGrant(var _, var grant) -> grant.key();
            case RevocationTarget.OfCredential(var _, var credential) -> credential.key();
        };
    }

    private void answer() {
        Question question = questions.find(TENANT, "three").orElseThrow();
        Conclusion end = Conclusion.answered(Answer.REVOKE, EMAIL, "slack", clock.instant(), Optional.empty(), state());
        questions.save(TENANT, question.concluded(end, Optional.of(clock.instant())));
    }

    private Question question() {
        return questions.find(TENANT, "three").orElseThrow();
    }

    /** Hands over what is visible in the queue. */
    private int deliver() {
        List<AnswerWork> work = queue.receive(10);
        for (AnswerWork one : work) {
            var answer = functions.function(new SettleAnswerConfiguration()).apply(Messages.of(one));
            assertThat(answer.getBatchItemFailures())
                    .as("a limit is no failure")
                    .isEmpty();
        }
        return work.size();
    }

    @Test
    void comesBackByItselfWhenThereIsRoomAndTellsTheBeginningAndTheEnd() throws IOException {
        List<String> replies = new ArrayList<>();
        HttpServer slack = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        slack.createContext("/", exchange -> {
            replies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        slack.start();
        try {
            answer();
            String reply =
                    "http://127.0.0.1:%d/reply".formatted(slack.getAddress().getPort());
            queue.send(new AnswerWork(TENANT, "three", Optional.of(reply)), Duration.ZERO);
            int passes = 0;
            while (question().isUnsettled()) {
                room = 1;
                assertThat(deliver())
                        .as("one message, however often it comes back")
                        .isEqualTo(1);
                assertThat(deliver()).as("not before there is room").isZero();
                clock.step(Duration.ofMinutes(1));
                assertThat(++passes).isLessThan(5);
            }
        } finally {
            slack.stop(0);
        }
        assertThat(revoked).hasSize(3).doesNotHaveDuplicates();
        assertThat(queue.size()).isZero();
        assertThat(replies).hasSize(2);
        assertThat(replies.getFirst()).contains("Taken away: 1 of what it held.", "tried again by itself");
        assertThat(replies.getLast()).contains("Taken away: 3 of what it held.").doesNotContain("tried again");
    }

    @Test
    void isShownOnThePageAsFarAsItGot() {
        room = 1;
        String ticket = links.question(TENANT, "three", EMAIL, state(), Optional.of(Answer.REVOKE), clock.instant());
        assertThat(post("/answers/" + ticket, "").getBody())
                .contains("Your answer is recorded", "Taken away: 1 of what it held.", "tried again by itself");
        clock.step(Duration.ofMinutes(1));
        room = 9;
        assertThat(deliver()).isEqualTo(1);
        assertThat(question().isUnsettled()).isFalse();
        assertThat(revoked).hasSize(3);
    }
}
