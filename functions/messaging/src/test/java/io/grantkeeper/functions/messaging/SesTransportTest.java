package io.grantkeeper.functions.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantkeeper.alerts.ChannelException;
import io.grantkeeper.alerts.mail.Mail;
import io.grantkeeper.aws.AwsClients;
import io.grantkeeper.aws.local.RecordedService;
import io.grantkeeper.aws.local.RecordedService.Answer;
import io.grantkeeper.identity.json.ModelJson;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import tools.jackson.databind.JsonNode;

/** Mail against a double that checks each request's signature and answers in the service's wire form. */
@DisplayName("Amazon SES, over the wire")
class SesTransportTest {
    private static final String JSON = "application/json";
    private static final Mail MAIL =
            new Mail("Otter.ai can now read your mail", "Nína, is this yours?", "<p>Nína, is this yours?</p>");

    private final List<JsonNode> asked = new ArrayList<>();

    private String send(Function<JsonNode, Answer> answers) throws ChannelException {
        try (RecordedService service = new RecordedService(request -> {
                    assertThat(request.service()).isEqualTo("ses");
                    assertThat(request.method() + " " + request.path()).isEqualTo("POST /v2/email/outbound-emails");
                    JsonNode body = ModelJson.mapper().readTree(request.text());
                    asked.add(body);
                    return answers.apply(body);
                });
                AwsClients clients = new AwsClients(service.environment("GRANTKEEPER_SES_ENDPOINT"));
                SesV2Client ses = clients.client(SesV2Client.builder(), "GRANTKEEPER_SES_ENDPOINT")) {
            return new SesTransport(() -> ses, "grantkeeper@larkfield.example")
                    .send("nina@larkfield.example", "ask-1@larkfield.example", MAIL);
        }
    }

    private ChannelException refused(int status, String code) {
        return catchThrowableOfType(
                ChannelException.class,
                () -> send(_ -> new Answer(
                        status, JSON, "{\"__type\":\"%s\",\"message\":\"told by the service\"}".formatted(code))));
    }

    @Test
    void takesAMessageWithBothOfItsTexts() throws ChannelException {
        assertThat(send(_ -> new Answer(200, JSON, "{\"MessageId\":\"0102018f\"}")))
                .isEqualTo("0102018f");
        JsonNode mail = asked.getFirst();
        assertThat(mail.path("FromEmailAddress").asString()).isEqualTo("grantkeeper@larkfield.example");
        assertThat(mail.at("/Destination/ToAddresses/0").asString()).isEqualTo("nina@larkfield.example");
        JsonNode simple = mail.at("/Content/Simple");
        assertThat(simple.at("/Subject/Data").asString()).isEqualTo(MAIL.subject());
        assertThat(simple.at("/Body/Text/Data").asString()).isEqualTo(MAIL.text());
        assertThat(simple.at("/Body/Html/Data").asString()).isEqualTo(MAIL.html());
        assertThat(simple.at("/Body/Text/Charset").asString()).isEqualTo("UTF-8");
    }

    /** SES gives messages ids of its own: by ours mail programs show a repeat beside the first. */
    @Test
    void isGivenOurIdAsAReference() throws ChannelException {
        send(_ -> new Answer(200, JSON, "{\"MessageId\":\"0102018f\"}"));
        assertThat(asked.getFirst().at("/Content/Simple/Headers").toString())
                .contains("References", "<ask-1@larkfield.example>", "Auto-Submitted", "auto-generated");
    }

    @Test
    void isCalledAgainWhileItIsBusy() throws ChannelException {
        AtomicInteger calls = new AtomicInteger();
        assertThat(send(_ -> calls.incrementAndGet() < 3
                        ? new Answer(429, JSON, "{\"__type\":\"TooManyRequestsException\",\"message\":\"slow down\"}")
                        : new Answer(200, JSON, "{\"MessageId\":\"0102018f\"}")))
                .isEqualTo("0102018f");
        assertThat(calls).hasValue(3);
    }

    @Test
    void whatItWillNeverTakeIsNotSentAgain() {
        assertThat(refused(400, "MessageRejected"))
                .satisfies(e -> assertThat(e.isPermanent()).isTrue())
                .hasMessage(
                        "Amazon SES refused the message with MessageRejected; check that the sender grantkeeper@larkfield.example is verified and out of the sandbox");
    }

    @Test
    void aRoleThatMayNotSendIsToldOfAndTriedAgainOnceItIsMended() {
        assertThat(refused(403, "AccessDeniedException"))
                .satisfies(e -> assertThat(e.isPermanent()).isFalse())
                .hasMessageStartingWith("Amazon SES does not let this function send as grantkeeper@larkfield.example");
    }
}
