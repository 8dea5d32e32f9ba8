package io.grantkeeper.functions.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantkeeper.aws.core.AwsClients;
import io.grantkeeper.aws.local.RecordingAwsService;
import io.grantkeeper.aws.local.RecordingAwsService.Answer;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.owners.alerts.ChannelException;
import io.grantkeeper.owners.alerts.mail.MailMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import tools.jackson.databind.JsonNode;

/** Runs against a test double that verifies each request's signature and responds in the wire format of SES. */
@DisplayName("Amazon SES, over the wire")
class SesMailTransportTest {
    private static final String JSON = "application/json";
    private static final MailMessage MAIL =
            new MailMessage("Otter.ai can now read your mail", "Nína, is this yours?", "<p>Nína, is this yours?</p>");

    private final List<JsonNode> asked = new ArrayList<>();

    private String send(Function<JsonNode, Answer> answers) throws ChannelException {
        try (RecordingAwsService service = new RecordingAwsService(request -> {
                    assertThat(request.service()).isEqualTo("ses");
                    assertThat(request.method() + " " + request.path()).isEqualTo("POST /v2/email/outbound-emails");
                    JsonNode body = ModelJson.mapper().readTree(request.text());
                    asked.add(body);
                    return answers.apply(body);
                });
                AwsClients clients = new AwsClients(service.environment("GRANTKEEPER_SES_ENDPOINT"));
                SesV2Client ses = clients.client(SesV2Client.builder(), "GRANTKEEPER_SES_ENDPOINT")) {
            return new SesMailTransport(() -> ses, "grantkeeper@larkfield.example")
                    .send("nina@larkfield.example", "ask-1@larkfield.example", MAIL);
        }
    }

    private ChannelException refused(int status, String code) {
        return catchThrowableOfType(
                ChannelException.class,
                () -> send(_ -> new Answer(
                        status, JSON, "{\"__type\":\"%s\",\"message\":\"text from the service\"}".formatted(code))));
    }

    @Test
    void sendsMessageWithTextAndHtml() throws ChannelException {
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

    /** SES assigns its own message IDs, so mail clients use Grantkeeper's ID to group a duplicate with the original. */
    @Test
    void sendsMessageIdInReferencesHeader() throws ChannelException {
        send(_ -> new Answer(200, JSON, "{\"MessageId\":\"0102018f\"}"));
        assertThat(asked.getFirst().at("/Content/Simple/Headers").toString())
                .contains("References", "<ask-1@larkfield.example>", "Auto-Submitted", "auto-generated");
    }

    @Test
    void retriesWhenThrottled() throws ChannelException {
        AtomicInteger calls = new AtomicInteger();
        assertThat(send(_ -> calls.incrementAndGet() < 3
                        ? new Answer(429, JSON, "{\"__type\":\"TooManyRequestsException\",\"message\":\"slow down\"}")
                        : new Answer(200, JSON, "{\"MessageId\":\"0102018f\"}")))
                .isEqualTo("0102018f");
        assertThat(calls).hasValue(3);
    }

    @Test
    void doesNotRetryRejectedMessage() {
        assertThat(refused(400, "MessageRejected"))
                .satisfies(e -> assertThat(e.isPermanent()).isTrue())
                .hasMessage(
                        "Amazon SES rejected the message with MessageRejected; check that the sender grantkeeper@larkfield.example is verified and that the account is out of the SES sandbox");
    }

    @Test
    void reportsMissingPermissionAndRetriesLater() {
        assertThat(refused(403, "AccessDeniedException"))
                .satisfies(e -> assertThat(e.isPermanent()).isFalse())
                .hasMessageStartingWith("Amazon SES denies sending as grantkeeper@larkfield.example");
    }

    @Test
    void reportsMissingRegionOrCredentialsImmediately() {
        try (SesV2Client withoutCredentials = SesV2Client.builder()
                .region(Region.EU_CENTRAL_1)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(() -> {
                    throw SdkClientException.create("no credentials");
                })
                .build()) {
            Supplier<SesV2Client> withoutRegion = () -> {
                throw SdkClientException.create("no region");
            };
            for (Supplier<SesV2Client> clients : List.of(withoutRegion, () -> withoutCredentials)) {
                ChannelException reported = catchThrowableOfType(
                        ChannelException.class,
                        () -> new SesMailTransport(clients, "a@b.example")
                                .send("nina@larkfield.example", "ask-1@larkfield.example", MAIL));
                assertThat(reported.isPermanent()).as("not retried for minutes").isTrue();
                assertThat(reported).hasMessageContainingAll("'alerts.smtp'", "AWS region and credentials");
            }
        }
    }
}
