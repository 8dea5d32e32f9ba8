package io.grantkeeper.functions.handleresponse;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.sun.net.httpserver.HttpServer;
import io.grantkeeper.answers.Ticket;
import io.grantkeeper.answers.slack.SlackSignature;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.finding.AccessRequested;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.question.Asked;
import io.grantkeeper.identity.question.AskedAs;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.Stage;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.store.Approval;
import io.grantkeeper.policy.store.Approval.State;
import io.grantkeeper.policy.store.StoredPolicy;
import io.grantkeeper.store.testkit.Samples;
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

/** Notes asks to send mail; Dana, who answers for it, is told with a question "r", and Lee was asked before her. */
@DisplayName("An owner's word on a request for access")
class AccessRequestTest extends HearingFixture {
    private static final String LEE = "lee@acme.example";
    private static final String REQUEST = "request-1";
    private static final String POLICY = """
            policy: mail-needs-approval
            intent: An agent asks before it sends mail.
            rules:
              - ask: send mail
            """;

    @BeforeEach
    void notesAsksToSendMail() {
        policy(POLICY, 0);
        approvals.save(
                TENANT,
                new Approval(
                        REQUEST,
                        "sha256:binding",
                        PolicySet.ofStored(policies.all(TENANT)).version(),
                        "notes asks to send mail inbox",
                        NOTES.toString(),
                        Optional.of("gateway"),
                        clock.instant(),
                        clock.instant().plus(Duration.ofHours(4)),
                        Duration.ofMinutes(90),
                        State.PENDING,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of("mail-needs-approval"),
                        0));
        findings.open(TENANT, finding(), Optional.empty());
        Asked lee = Asked.planned("Lee", LEE, AskedAs.OWNER, List.of(), Samples.NOON)
                .through("slack", "U2")
                .told(Samples.NOON)
                .passed(Samples.NOON);
        Asked dana = Asked.planned("Dana", EMAIL, AskedAs.OWNER, List.of(), Samples.NOON)
                .through("slack", "U1")
                .told(Samples.NOON);
        questions.open(
                TENANT,
                Question.about(
                                "r",
                                NOTES,
                                List.of(AccessRequested.key(REQUEST)),
                                Optional.empty(),
                                state(),
                                lee,
                                Samples.NOON)
                        .withAsked(dana));
    }

    private static Finding finding() {
        return new Finding(
                AccessRequested.key(REQUEST),
                NOTES,
                FindingType.ACCESS_REQUESTED,
                Severity.MEDIUM,
                FindingStatus.OPEN,
                "asks for access",
                List.of(),
                List.of("notes asks to send mail inbox"),
                List.of(),
                "Allow it, or refuse it.",
                Knowledge.unknown(),
                List.of(),
                Samples.NOON,
                Optional.empty(),
                Optional.empty());
    }

    private void policy(String text, long revision) {
        policies.save(
                TENANT,
                new StoredPolicy(
                        "mail-needs-approval",
                        text,
                        PolicyVersion.ofText(text),
                        Stage.ENFORCEMENT,
                        Samples.NOON,
                        revision));
    }

    private String ticket(Ticket.Purpose purpose, String email) {
        return links.request(TENANT, purpose, "r", REQUEST, email, clock.instant());
    }

    private String page(Ticket.Purpose purpose) {
        return "/answers/" + ticket(purpose, EMAIL);
    }

    private Approval request() {
        return approvals.approval(TENANT, REQUEST).orElseThrow();
    }

    private boolean isTold() {
        return findings.openOf(TENANT, NOTES).stream()
                .anyMatch(open -> open.key().equals(AccessRequested.key(REQUEST)));
    }

    @Nested
    @DisplayName("by a link in a mail")
    class ByLink {
        @Test
        void isAskedForOnceMoreAndLookingChangesNothing() {
            APIGatewayV2HTTPResponse page = get(page(Ticket.Purpose.ALLOW));
            assertThat(page.getStatusCode()).isEqualTo(200);
            assertThat(page.getBody())
                    .contains(
                            "Allow this?", "notes asks to send mail inbox", "for 90 minutes from now", "Yes, allow it")
                    .contains("You answer as Dana");
            assertThat(get(page(Ticket.Purpose.REFUSE)).getBody()).contains("Refuse this?", "Yes, refuse it");
            assertThat(request().state()).isEqualTo(State.PENDING);
            assertThat(isTold()).isTrue();
        }

        @Test
        void allowsItForAsLongAsTheRequestSays() {
            APIGatewayV2HTTPResponse page = post(page(Ticket.Purpose.ALLOW), "");
            assertThat(page.getStatusCode()).isEqualTo(200);
            assertThat(page.getBody()).contains("Allowed", "allowed until");
            assertThat(request().state()).isEqualTo(State.APPROVED);
            assertThat(request().decidedBy()).contains(EMAIL);
            assertThat(request().validUntil()).contains(clock.instant().plus(Duration.ofMinutes(90)));
            assertThat(isTold()).as("what was told is answered").isFalse();
        }

        @Test
        void refusesIt() {
            assertThat(post(page(Ticket.Purpose.REFUSE), "").getBody()).contains("Refused");
            assertThat(request().state()).isEqualTo(State.DENIED);
            assertThat(isTold()).isFalse();
        }

        @Test
        void givenTwiceIsGivenOnce() {
            post(page(Ticket.Purpose.ALLOW), "");
            Approval before = request();
            clock.step(Duration.ofMinutes(1));
            assertThat(post(page(Ticket.Purpose.ALLOW), "").getBody()).contains("Allowed");
            assertThat(get(page(Ticket.Purpose.ALLOW)).getBody()).contains("Allowed");
            assertThat(request()).isEqualTo(before);
            APIGatewayV2HTTPResponse other = post(page(Ticket.Purpose.REFUSE), "");
            assertThat(other.getStatusCode()).isEqualTo(409);
            assertThat(other.getBody()).contains("Nothing was changed", "is approved already; it can be answered once");
            assertThat(request()).isEqualTo(before);
        }

        @Test
        void ofSomebodyWhomItIsNotForChangesNothing() {
            for (String email : List.of(LEE, "erin@acme.example")) {
                APIGatewayV2HTTPResponse page = post("/answers/" + ticket(Ticket.Purpose.ALLOW, email), "");
                assertThat(page.getStatusCode()).isEqualTo(409);
                assertThat(page.getBody()).contains("Nothing was changed");
            }
            assertThat(post("/answers/" + ticket(Ticket.Purpose.ALLOW, LEE), "").getBody())
                    .contains("You passed this on");
            assertThat(request().state()).isEqualTo(State.PENDING);
        }

        @Test
        void onAnotherRequestThanTheQuestionIsAboutChangesNothing() {
            String foreign = links.request(TENANT, Ticket.Purpose.ALLOW, "q", REQUEST, EMAIL, clock.instant());
            assertThat(post("/answers/" + foreign, "").getStatusCode()).isEqualTo(409);
            assertThat(request().state()).isEqualTo(State.PENDING);
        }

        @Test
        void underPoliciesThatHaveChangedSinceIsRefusedInWords() {
            policy(POLICY + "controls: [\"SOC2:CC6.3\"]\n", 1);
            APIGatewayV2HTTPResponse page = post(page(Ticket.Purpose.ALLOW), "");
            assertThat(page.getStatusCode()).isEqualTo(409);
            assertThat(page.getBody()).contains("The policies have changed since it was asked for");
            assertThat(request().state()).isEqualTo(State.PENDING);
            assertThat(post(page(Ticket.Purpose.REFUSE), "").getBody()).contains("Refused");
        }

        @Test
        void afterItsTimeIsRefusedInWords() {
            clock.step(Duration.ofHours(4));
            for (APIGatewayV2HTTPResponse page :
                    List.of(get(page(Ticket.Purpose.ALLOW)), post(page(Ticket.Purpose.ALLOW), ""))) {
                assertThat(page.getStatusCode()).isEqualTo(409);
                assertThat(page.getBody()).contains("is expired already");
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
        void listen() throws IOException {
            slack = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            slack.createContext("/", exchange -> {
                replies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            slack.start();
        }

        @AfterEach
        void hangUp() {
            slack.stop(0);
        }

        private void click(String user, Ticket.Purpose purpose) {
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
                                            SlackSignature.sign(SIGNING, at, body)),
                                    body)
                            .getStatusCode())
                    .isEqualTo(200);
        }

        @Test
        void allowsItAndTakesThePlaceOfTheMessage() {
            click("U1", Ticket.Purpose.ALLOW);
            assertThat(request().state()).isEqualTo(State.APPROVED);
            assertThat(replies.getLast()).contains("allowed until", "\"replace_original\":true");
        }

        @Test
        void ofSomebodyElseIsToldOnlyThem() {
            click("U2", Ticket.Purpose.ALLOW);
            assertThat(request().state()).isEqualTo(State.PENDING);
            assertThat(replies.getLast()).contains("this was put to somebody else", "ephemeral");
        }

        @Test
        void thatContradictsWhatWasSaidIsToldOnlyThem() {
            click("U1", Ticket.Purpose.REFUSE);
            clock.step(Duration.ofSeconds(1));
            click("U1", Ticket.Purpose.ALLOW);
            assertThat(request().state()).isEqualTo(State.DENIED);
            assertThat(replies.getLast()).contains("is denied already", "ephemeral");
        }
    }
}
