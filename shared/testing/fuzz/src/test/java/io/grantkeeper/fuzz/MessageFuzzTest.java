package io.grantkeeper.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.grantkeeper.functions.runtime.EventCodec;
import io.grantkeeper.functions.work.WorkMessageCodec;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.owners.answers.AnswerTicket;
import io.grantkeeper.owners.answers.TicketSigner;
import io.grantkeeper.owners.answers.slack.SlackButtonClick;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Fuzzes events from AWS, messages from queues, and answers from owners. */
@Timeout(300)
class MessageFuzzTest {
    private static final TicketSigner TICKETS =
            new TicketSigner(() -> List.of(Secret.of("a test key, which protects nothing at all")));

    static Stream<Arguments> httpEventSeeds() {
        return Seeds.files("events/samples/decide", ".json");
    }

    @MethodSource("httpEventSeeds")
    @FuzzTest
    void httpEvent(byte[] input) throws IOException {
        requireReadOrExplained(APIGatewayV2HTTPEvent.class, input);
    }

    static Stream<Arguments> queueEventSeeds() {
        return Seeds.files("events/samples/sync-access", ".json");
    }

    @MethodSource("queueEventSeeds")
    @FuzzTest
    void queueEvent(byte[] input) throws IOException {
        requireReadOrExplained(SQSEvent.class, input);
    }

    static Stream<Arguments> tableEventSeeds() {
        return Seeds.files("events/samples/detect-changes", ".json");
    }

    @MethodSource("tableEventSeeds")
    @FuzzTest
    void tableEvent(byte[] input) throws IOException {
        requireReadOrExplained(DynamodbEvent.class, input);
    }

    static Stream<Arguments> busEventSeeds() {
        return Seeds.files("events/samples/receive-bus-event", ".json");
    }

    @MethodSource("busEventSeeds")
    @FuzzTest
    void busEvent(byte[] input) throws IOException {
        requireReadOrExplained(ScheduledEvent.class, input);
    }

    private static void requireReadOrExplained(Class<?> type, byte[] input) throws IOException {
        try {
            EventCodec.of(type).read(new ByteArrayInputStream(input));
        } catch (IllegalArgumentException e) {
            ErrorChecks.requireExplanation(e.getMessage());
        }
    }

    static Stream<Arguments> syncWorkSeeds() {
        return Seeds.of("""
                {"tenant":"larkfield","connection":"github-larkfield","partition":{"stream":"installations","id":"all","parameters":{}},"baseline":true,"attempt":0,"notBefore":"2025-02-04T06:00:00Z","reason":"planned sweep"}""");
    }

    @MethodSource("syncWorkSeeds")
    @FuzzTest
    void syncWork(byte[] input) {
        requireParsedOrExplained(WorkMessageCodec::syncWork, input);
    }

    static Stream<Arguments> alertWorkSeeds() {
        return Seeds.of("""
                {"tenant":"larkfield","identity":"github-larkfield/oauth-client/1","notBefore":"2025-02-04T06:00:00Z"}""");
    }

    @MethodSource("alertWorkSeeds")
    @FuzzTest
    void alertWork(byte[] input) {
        requireParsedOrExplained(WorkMessageCodec::alertWork, input);
    }

    static Stream<Arguments> answerWorkSeeds() {
        return Seeds.of("""
                {"tenant":"larkfield","question":"q1"}""");
    }

    @MethodSource("answerWorkSeeds")
    @FuzzTest
    void answerWork(byte[] input) {
        requireParsedOrExplained(WorkMessageCodec::answerWork, input);
    }

    private static void requireParsedOrExplained(Function<String, ?> parse, byte[] input) {
        try {
            var _ = parse.apply(new String(input, UTF_8));
        } catch (IllegalArgumentException e) {
            ErrorChecks.requireExplanation(e.getMessage());
        }
    }

    private static String ticket() {
        return TICKETS.sign(new AnswerTicket(
                new TenantId("acme"),
                AnswerTicket.Purpose.QUESTION,
                "4f1e",
                Optional.empty(),
                AnswerTicket.recipient("dana@acme.example"),
                "00ff",
                Optional.of(OwnerAnswer.REVOKE),
                FuzzedSession.NOW.plusSeconds(60)));
    }

    static Stream<Arguments> answerTicketSeeds() {
        return Seeds.of(ticket());
    }

    @MethodSource("answerTicketSeeds")
    @FuzzTest
    void answerTicket(byte[] input) {
        TICKETS.read(new String(input, UTF_8), FuzzedSession.NOW);
    }

    static Stream<Arguments> slackButtonSeeds() {
        return Seeds.of(
                "payload=%7B%22type%22%3A%22block_actions%22%2C%22user%22%3A%7B%22id%22%3A%22U1%22%7D%2C%22response_url%22%3A%22https%3A%2F%2Fhooks.slack.com%2F1%22%2C%22actions%22%3A%5B%7B%22type%22%3A%22button%22%2C%22action_id%22%3A%22answer%3Akeep%22%2C%22value%22%3A%22a.b%22%7D%5D%7D");
    }

    @MethodSource("slackButtonSeeds")
    @FuzzTest
    void slackButton(byte[] input) {
        try {
            SlackButtonClick.read(input);
        } catch (IllegalArgumentException e) {
            ErrorChecks.requireExplanation(e.getMessage());
        }
    }
}
