package io.grantkeeper.functions.handleresponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.sun.net.httpserver.HttpServer;
import io.grantkeeper.identity.finding.AccessRequestFindings;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.question.RecipientRole;
import io.grantkeeper.owners.answers.AnswerTicket;
import io.grantkeeper.owners.answers.slack.SlackRequestSignature;
import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.approval.AnswerAccessRequests;
import io.grantkeeper.policy.approval.UnanswerableRequestException;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.store.AccessApproval;
import io.grantkeeper.policy.store.AccessApproval.State;
import io.grantkeeper.policy.store.ApprovalRequester;
import io.grantkeeper.policy.store.StoredPolicy;
import io.grantkeeper.store.testkit.ModelSamples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The Notes app asks to send mail. The question "r" went to Lee first and then to the app's owner, Dana. */
@DisplayName("An owner's answer to an access request")
class AccessRequestTest extends HandleResponseFixture {
    private static final String LEE = "lee@acme.example";
    private static final String REQUEST = "request-1";
    private static final String POLICY = """
            policy: mail-needs-approval
            intent: An agent asks before it sends mail.
            rules:
              - ask: send mail
            """;

    @BeforeEach
    void notesRequestsToSendMail() {
        policy(POLICY, 0);
        approvals.save(
                TENANT,
                new AccessApproval(
                        REQUEST,
                        "sha256:binding",
                        PolicySet.ofStored(policies.all(TENANT)).version(),
                        "notes asks to send mail inbox",
                        NOTES.toString(),
                        Optional.of("gateway"),
                        Optional.of(new ApprovalRequester("notes", Optional.empty(), List.of("gateway", "notes"))),
                        clock.instant(),
                        clock.instant().plus(Duration.ofHours(4)),
                        Duration.ofMinutes(90),
                        List.of("mail-needs-approval")));
        findings.open(TENANT, finding(), Optional.empty());
        QuestionRecipient lee = QuestionRecipient.planned("Lee", LEE, RecipientRole.OWNER, List.of(), ModelSamples.NOON)
                .withChannel("slack", "U2")
                .notified(ModelSamples.NOON)
                .passed(ModelSamples.NOON);
        QuestionRecipient dana = QuestionRecipient.planned(
                        "Dana", EMAIL, RecipientRole.OWNER, List.of(), ModelSamples.NOON)
                .withChannel("slack", "U1")
                .notified(ModelSamples.NOON);
        questions.open(
                TENANT,
                OwnerQuestion.about(
                                "r",
                                NOTES,
                                List.of(AccessRequestFindings.key(REQUEST)),
                                Optional.empty(),
                                state(),
                                lee,
                                ModelSamples.NOON)
                        .withAsked(dana));
    }

    @Test
    void refusesToAllowRequestStoredByEarlierVersion() {
        AccessApproval stored = approvals.approval(TENANT, REQUEST).orElseThrow();
        approvals.save(
                TENANT,
                new AccessApproval(
                        stored.id(),
                        stored.binding(),
                        stored.version(),
                        stored.sentence(),
                        stored.subject(),
                        stored.requestedBy(),
                        Optional.empty(),
                        stored.requestedAt(),
                        stored.requestExpires(),
                        stored.holdsFor(),
                        stored.state(),
                        stored.decidedBy(),
                        stored.decidedAt(),
                        stored.validFrom(),
                        stored.validUntil(),
                        stored.policies(),
                        stored.revision()));
        AnswerAccessRequests answers = new AnswerAccessRequests(approvals, policies, findings, clock);
        assertThatThrownBy(() -> answers.approve(TENANT, REQUEST, EMAIL, Optional.empty(), Optional.empty()))
                .isInstanceOf(UnanswerableRequestException.class)
                .hasMessageContaining("the caller must request access again");
        assertThat(answers.deny(TENANT, REQUEST, EMAIL).state()).isEqualTo(State.DENIED);
    }

    private static Finding finding() {
        return ModelSamples.accessRequest(NOTES, AccessRequestFindings.key(REQUEST), "notes asks to send mail inbox");
    }

    private void policy(String text, long revision) {
        policies.save(
                TENANT,
                StoredPolicy.of("mail-needs-approval", text, PolicyStage.ENFORCEMENT, ModelSamples.NOON)
                        .withRevision(revision));
    }

    private String ticket(AnswerTicket.Purpose purpose, String email) {
        return links.request(TENANT, purpose, "r", REQUEST, email, clock.instant());
    }

    private String page(AnswerTicket.Purpose purpose) {
        return "/answers/" + ticket(purpose, EMAIL);
    }

    private AccessApproval request() {
        return approvals.approval(TENANT, REQUEST).orElseThrow();
    }

    private boolean hasOpenFinding() {
        return findings.openByIdentity(TENANT, NOTES).stream()
                .anyMatch(open -> open.key().equals(AccessRequestFindings.key(REQUEST)));
    }

    @Nested
    @DisplayName("by a link in an email")
    class ByLink {
        @Test
        void answersGetWithConfirmationPageAndChangesNothing() {
            APIGatewayV2HTTPResponse page = get(page(AnswerTicket.Purpose.ALLOW));
            assertThat(page.getStatusCode()).isEqualTo(200);
            assertThat(page.getBody())
                    .contains("Allow this?", "notes asks to send mail inbox", "for 90 minutes", "Yes, allow it")
                    .contains("You are answering as Dana");
            assertThat(get(page(AnswerTicket.Purpose.REFUSE)).getBody()).contains("Refuse this?", "Yes, refuse it");
            assertThat(request().state()).isEqualTo(State.PENDING);
            assertThat(hasOpenFinding()).isTrue();
        }

        @Test
        void allowsRequestForRequestedDuration() {
            APIGatewayV2HTTPResponse page = post(page(AnswerTicket.Purpose.ALLOW), "");
            assertThat(page.getStatusCode()).isEqualTo(200);
            assertThat(page.getBody()).contains("Allowed", "allowed until");
            assertThat(request().state()).isEqualTo(State.APPROVED);
            assertThat(request().decidedBy()).contains(EMAIL);
            assertThat(request().validUntil()).contains(clock.instant().plus(Duration.ofMinutes(90)));
            assertThat(hasOpenFinding())
                    .as("the finding is closed by the answer")
                    .isFalse();
        }

        @Test
        void deniesRequestWhenOwnerRefuses() {
            assertThat(post(page(AnswerTicket.Purpose.REFUSE), "").getBody()).contains("Refused");
            assertThat(request().state()).isEqualTo(State.DENIED);
            assertThat(hasOpenFinding()).isFalse();
        }

        @Test
        void recordsRepeatedAnswerOnce() {
            post(page(AnswerTicket.Purpose.ALLOW), "");
            AccessApproval before = request();
            clock.advance(Duration.ofMinutes(1));
            assertThat(post(page(AnswerTicket.Purpose.ALLOW), "").getBody()).contains("Allowed");
            assertThat(get(page(AnswerTicket.Purpose.ALLOW)).getBody()).contains("Allowed");
            assertThat(request()).isEqualTo(before);
            APIGatewayV2HTTPResponse other = post(page(AnswerTicket.Purpose.REFUSE), "");
            assertThat(other.getStatusCode()).isEqualTo(409);
            assertThat(other.getBody())
                    .contains("Nothing was changed", "is already approved; it can be answered only once");
            assertThat(request()).isEqualTo(before);
        }

        @Test
        void ignoresAnswerFromPersonWhoIsNotCurrentlyAsked() {
            for (String email : List.of(LEE, "erin@acme.example")) {
                APIGatewayV2HTTPResponse page = post("/answers/" + ticket(AnswerTicket.Purpose.ALLOW, email), "");
                assertThat(page.getStatusCode()).isEqualTo(409);
                assertThat(page.getBody()).contains("Nothing was changed");
            }
            assertThat(post("/answers/" + ticket(AnswerTicket.Purpose.ALLOW, LEE), "")
                            .getBody())
                    .contains("You passed this question on");
            assertThat(request().state()).isEqualTo(State.PENDING);
        }

        @Test
        void ignoresAnswerToDifferentRequest() {
            String foreign = links.request(TENANT, AnswerTicket.Purpose.ALLOW, "q", REQUEST, EMAIL, clock.instant());
            assertThat(post("/answers/" + foreign, "").getStatusCode()).isEqualTo(409);
            assertThat(request().state()).isEqualTo(State.PENDING);
        }

        @Test
        void rejectsApprovalAfterPolicyChangeAndExplainsWhy() {
            policy(POLICY + "controls: [\"SOC2:CC6.3\"]\n", 1);
            APIGatewayV2HTTPResponse page = post(page(AnswerTicket.Purpose.ALLOW), "");
            assertThat(page.getStatusCode()).isEqualTo(409);
            assertThat(page.getBody()).contains("The policies have changed since the request");
            assertThat(request().state()).isEqualTo(State.PENDING);
            assertThat(post(page(AnswerTicket.Purpose.REFUSE), "").getBody()).contains("Refused");
        }

        @Test
        void rejectsAnswerToExpiredRequestAndExplainsWhy() {
            clock.advance(Duration.ofHours(4));
            for (APIGatewayV2HTTPResponse page :
                    List.of(get(page(AnswerTicket.Purpose.ALLOW)), post(page(AnswerTicket.Purpose.ALLOW), ""))) {
                assertThat(page.getStatusCode()).isEqualTo(409);
                assertThat(page.getBody()).contains("is already expired");
            }
            assertThat(request().state()).isEqualTo(State.PENDING);
        }
    }

    @Nested
    @DisplayName("by a button in Slack")
    class BySlack {
        private final List<String> replies = new CopyOnWriteArrayList<>();
        private HttpServer slack;

        @BeforeEach
        void startReplyServer() throws IOException {
            slack = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            slack.createContext("/", exchange -> {
                replies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            slack.start();
        }

        @AfterEach
        void stopReplyServer() {
            slack.stop(0);
        }

        private void click(String user, AnswerTicket.Purpose purpose) {
            String json = """
                    {"type": "block_actions", "user": {"id": "%s"}, "response_url": "http://127.0.0.1:%d/x",
                     "actions": [{"action_id": "answer:allow", "value": "%s"}]}
                    """.formatted(user, slack.getAddress().getPort(), ticket(purpose, EMAIL));
            byte[] body =
                    ("payload=" + URLEncoder.encode(json, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
            String at = String.valueOf(clock.instant().getEpochSecond());
            assertThat(call(
                                    "POST",
                                    "/slack/actions",
                                    Map.of(
                                            "X-Slack-Request-Timestamp",
                                            at,
                                            "X-Slack-Signature",
                                            SlackRequestSignature.sign(SIGNING, at, body)),
                                    body)
                            .getStatusCode())
                    .isEqualTo(200);
        }

        @Test
        void allowsRequestAndReplacesSlackMessage() {
            click("U1", AnswerTicket.Purpose.ALLOW);
            assertThat(request().state()).isEqualTo(State.APPROVED);
            assertThat(replies.getLast()).contains("allowed until", "\"replace_original\":true");
        }

        @Test
        void repliesPrivatelyToPersonWhoWasNotAsked() {
            click("U2", AnswerTicket.Purpose.ALLOW);
            assertThat(request().state()).isEqualTo(State.PENDING);
            assertThat(replies.getLast()).contains("this question was sent to someone else", "ephemeral");
        }

        @Test
        void repliesPrivatelyIfClickContradictsEarlierAnswer() {
            click("U1", AnswerTicket.Purpose.REFUSE);
            clock.advance(Duration.ofSeconds(1));
            click("U1", AnswerTicket.Purpose.ALLOW);
            assertThat(request().state()).isEqualTo(State.DENIED);
            assertThat(replies.getLast()).contains("is already denied", "ephemeral");
        }
    }
}
