package io.grantkeeper.functions.handleresponse;

import static io.grantkeeper.store.testkit.ModelSamples.ERIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.functions.applyanswer.ApplyAnswerConfiguration;
import io.grantkeeper.functions.testkit.SqsTestEvents;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.question.RecipientRole;
import io.grantkeeper.identity.work.AnswerWork;
import io.grantkeeper.owners.answers.slack.SlackRequestSignature;
import io.grantkeeper.store.testkit.ModelSamples;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Answers to questions")
class HandleResponseTest extends HandleResponseFixture {
    @Nested
    @DisplayName("by a link in an email")
    class ByLink {
        @Test
        void changesNothingWhenScannerOpensLink() {
            String path = "/answers/" + ticket(OwnerAnswer.REVOKE);
            OwnerQuestion before = questions.find(TENANT, "q").orElseThrow();
            for (String method : List.of("GET", "HEAD", "GET")) {
                assertThat(call(method, path, Map.of(), new byte[0]).getStatusCode())
                        .isEqualTo(200);
            }
            assertThat(questions.find(TENANT, "q")).contains(before);
            assertThat(queue.size()).isZero();
        }

        @Test
        void showsIdentityAndConsequencesOfAnswer() {
            assertThat(get("/answers/" + ticket(OwnerAnswer.KEEP)).getBody())
                    .contains("Does App notes still need its access?", "read all mail", "can now read all of your mail")
                    .contains("Nothing has happened yet", "<form method=\"post\"")
                    .contains("Dana &lt;b&gt;")
                    .doesNotContain("Dana <b>", "<script", EMAIL);
        }

        @Test
        void forbidsCachingAndScripts() {
            Map<String, String> headers =
                    get("/answers/" + ticket(OwnerAnswer.KEEP)).getHeaders();
            assertThat(headers)
                    .containsEntry("cache-control", "no-store")
                    .containsEntry("referrer-policy", "no-referrer")
                    .containsEntry("x-frame-options", "DENY");
            assertThat(headers.get("content-security-policy"))
                    .startsWith("default-src 'none'; style-src 'sha256-")
                    .contains("form-action 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
        }

        @Test
        void recordsAndCarriesOutPostedAnswer() {
            APIGatewayV2HTTPResponse page = post("/answers/" + ticket(OwnerAnswer.KEEP), "");
            assertThat(page.getStatusCode()).isEqualTo(200);
            assertThat(page.getBody()).contains("Your answer is recorded", "It keeps its access for 90 days");
            assertThat(conclusion().flatMap(QuestionOutcome::by)).contains(EMAIL);
            assertThat(findings.openByIdentity(TENANT, NOTES)).isEmpty();
        }

        @Test
        void ignoresSecondAnswer() {
            post("/answers/" + ticket(OwnerAnswer.KEEP), "");
            OwnerQuestion before = questions.find(TENANT, "q").orElseThrow();
            assertThat(post("/answers/" + ticket(OwnerAnswer.REVOKE), "").getBody())
                    .contains("You have already answered this");
            assertThat(questions.find(TENANT, "q")).contains(before);
        }

        @Test
        void showsChangedIdentityBeforeAcceptingAnswer() {
            String old = ticket(OwnerAnswer.KEEP);
            expandGrants();
            APIGatewayV2HTTPResponse page = post("/answers/" + old, "");
            assertThat(page.getStatusCode()).isEqualTo(409);
            assertThat(page.getBody()).contains("Its access has changed since the message was written");
            assertThat(conclusion()).isEmpty();
            Matcher confirm = CONFIRM.matcher(page.getBody());
            assertThat(confirm.find()).isTrue();
            assertThat(post(confirm.group(1), "").getBody()).contains("Your answer is recorded");
        }

        @Test
        void rejectsExpiredLink() {
            String path = "/answers/" + ticket(OwnerAnswer.REVOKE);
            clock.advance(Duration.ofDays(31));
            assertThat(get(path).getStatusCode()).isEqualTo(410);
            assertThat(post(path, "").getStatusCode()).isEqualTo(410);
            assertThat(conclusion()).isEmpty();
        }

        @Test
        void rejectsForgedLink() {
            String good = ticket(OwnerAnswer.REVOKE);
            for (String bad : List.of(
                    "", "x", good.substring(1), good + "x", links.review(TENANT, "c", EMAIL, clock.instant()))) {
                assertThat(post("/answers/" + bad, "").getStatusCode())
                        .as("'%s'", bad)
                        .isEqualTo(404);
            }
            assertThat(conclusion()).isEmpty();
        }

        /** The links in a message about several apps and keys do not name an answer. */
        @Test
        void offersAllAnswersIfLinkNamesNoAnswer() {
            String link = "/answers/" + links.question(TENANT, "q", EMAIL, state(), Optional.empty(), clock.instant());
            APIGatewayV2HTTPResponse page = get(link);
            assertThat(page.getStatusCode()).isEqualTo(200);
            assertThat(page.getBody())
                    .contains("Choose your answer", "Nothing has happened yet")
                    .doesNotContain("<form");
            assertThat(post(link, "").getStatusCode()).isEqualTo(200);
            assertThat(conclusion())
                    .as("a link without an answer answers nothing")
                    .isEmpty();
            Matcher answer = Pattern.compile("class=\"button\" href=\"(/answers/[^\"]+)\"")
                    .matcher(page.getBody());
            assertThat(answer.find()).isTrue();
            assertThat(post(answer.group(1), "").getBody()).contains("Your answer is recorded");
            assertThat(conclusion()).isPresent();
        }

        @Test
        void asksPersonWhoWasChosenFromSuggestions() {
            access.apply(
                    TENANT,
                    ModelSamples.batch(
                            ModelSamples.NOON,
                            new AccessObservation.PersonObserved(Person.of(
                                    ERIN,
                                    "Erin",
                                    KnownOrUnknown.known("erin@acme.example"),
                                    EmploymentStatus.ACTIVE))));
            assertThat(post("/answers/" + ticket(OwnerAnswer.NAME_OWNER), "who=erin%40acme.example&to=")
                            .getBody())
                    .contains("Erin has been asked instead");
            assertThat(questions.find(TENANT, "q").orElseThrow().current().email())
                    .isEqualTo("erin@acme.example");
        }

        @Test
        void rejectsLinkForPersonWhoWasNotAsked() {
            String stranger = links.question(
                    TENANT, "q", "mallory@acme.example", state(), Optional.of(OwnerAnswer.REVOKE), clock.instant());
            assertThat(post("/answers/" + stranger, "").getStatusCode()).isEqualTo(403);
            assertThat(conclusion()).isEmpty();
        }

        @Test
        void asksSecurityTeamWhenNoOtherOwnerIsKnown() {
            assertThat(post("/answers/" + ticket(OwnerAnswer.NOT_MINE), "to=").getBody())
                    .contains("Grantkeeper is asking someone else", "Security");
            assertThat(questions.find(TENANT, "q").orElseThrow().current().as()).isEqualTo(RecipientRole.SECURITY_TEAM);
        }

        @Test
        void rejectsMutatedRequestsAndChangesNothing() {
            Random random = new Random(20261124);
            byte[] genuine = ("a-q=revoke&t-q=" + ticket(OwnerAnswer.REVOKE)).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 2_000; i++) {
                byte[] body = genuine.clone();
                for (int change = random.nextInt(1, 8); change > 0; change--) {
                    body[random.nextInt(body.length)] = (byte) random.nextInt();
                }
                String path = random.nextBoolean()
                        ? "/answers/" + random.nextLong()
                        : "/reviews/" + new String(body, StandardCharsets.ISO_8859_1);
                assertThat(call("POST", path, Map.of(), body).getStatusCode()).isIn(400, 404, 403, 410);
            }
            assertThat(conclusion()).isEmpty();
        }
    }

    @Nested
    @DisplayName("by a button in Slack")
    class BySlack {
        private APIGatewayV2HTTPResponse click(String user, String ticket, Instant at, Secret secret) {
            String json = """
                    {"type": "block_actions", "user": {"id": "%s"}, "response_url": "https://elsewhere.example/x",
                     "actions": [{"action_id": "answer:keep", "value": "%s"}]}
                    """.formatted(user, ticket);
            byte[] body =
                    ("payload=" + URLEncoder.encode(json, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
            String timestamp = String.valueOf(at.getEpochSecond());
            return call(
                    "POST",
                    "/slack/actions",
                    Map.of(
                            "X-Slack-Request-Timestamp",
                            timestamp,
                            "X-Slack-Signature",
                            SlackRequestSignature.sign(secret, timestamp, body)),
                    body);
        }

        private int click(String user, OwnerAnswer answer) {
            return click(user, ticket(answer), clock.instant(), SIGNING).getStatusCode();
        }

        @Test
        void recordsClickImmediatelyAndQueuesIt() {
            assertThat(click("U1", OwnerAnswer.KEEP)).isEqualTo(200);
            assertThat(conclusion().flatMap(QuestionOutcome::settledAt))
                    .as("not before Slack gets its response")
                    .isEmpty();
            List<AnswerWork> work = queue.receive(10);
            assertThat(work).hasSize(1);
            var answer = functions.function(new ApplyAnswerConfiguration()).apply(SqsTestEvents.of(work.getFirst()));
            assertThat(answer.getBatchItemFailures()).isEmpty();
            assertThat(conclusion().flatMap(QuestionOutcome::settledAt)).isPresent();
        }

        @Test
        void ignoresClickByAnotherPerson() {
            assertThat(click("U2", OwnerAnswer.KEEP)).isEqualTo(200);
            assertThat(conclusion()).isEmpty();
            assertThat(queue.size()).isZero();
        }

        @Test
        void rejectsForgedClick() {
            assertThat(click("U1", ticket(OwnerAnswer.KEEP), clock.instant(), Secret.of("not Slack's"))
                            .getStatusCode())
                    .isEqualTo(401);
            assertThat(conclusion()).isEmpty();
        }

        @Test
        void rejectsClickOlderThanFiveMinutes() {
            assertThat(click("U1", ticket(OwnerAnswer.KEEP), clock.instant().minusSeconds(301), SIGNING)
                            .getStatusCode())
                    .isEqualTo(401);
            assertThat(conclusion()).isEmpty();
        }

        @Test
        void dropsReplayedClick() {
            String ticket = ticket(OwnerAnswer.KEEP);
            Instant at = clock.instant();
            click("U1", ticket, at, SIGNING);
            assertThat(click("U1", ticket, at, SIGNING).getStatusCode()).isEqualTo(200);
            assertThat(queue.size()).isEqualTo(1);
        }

        @Test
        void ignoresClickAboutChangedIdentity() {
            String old = ticket(OwnerAnswer.KEEP);
            expandGrants();
            assertThat(click("U1", old, clock.instant(), SIGNING).getStatusCode())
                    .isEqualTo(200);
            assertThat(conclusion()).isEmpty();
        }

        @Test
        void rejectsMalformedForm() {
            byte[] body = "payload=no json".getBytes(StandardCharsets.UTF_8);
            String at = String.valueOf(clock.instant().getEpochSecond());
            Map<String, String> headers = Map.of(
                    "x-slack-request-timestamp",
                    at,
                    "x-slack-signature",
                    SlackRequestSignature.sign(SIGNING, at, body));
            assertThat(call("POST", "/slack/actions", headers, body).getStatusCode())
                    .isEqualTo(400);
            assertThat(call("GET", "/slack/actions", headers, body).getStatusCode())
                    .isEqualTo(404);
        }
    }

    @Nested
    @DisplayName("on a review page")
    class OnAReviewPage {
        @BeforeEach
        void startReview() {
            startReviewForDana();
        }

        private String page() {
            return "/reviews/" + links.review(TENANT, "agents-1", EMAIL, clock.instant());
        }

        private String hidden(String html) {
            Matcher ticket = Pattern.compile("name=\"t-4e\" value=\"([^\"]+)\"").matcher(html);
            assertThat(ticket.find()).isTrue();
            return ticket.group(1);
        }

        @Test
        void showsCapabilitiesUsageAndRecommendationPerItem() {
            assertThat(get(page()).getBody())
                    .contains("1 item is waiting for your answer", "App notes", "read all mail", "Recommendation")
                    .contains("Its usage is unknown")
                    .contains("is not approved, and the security team is notified");
        }

        @Test
        void recordsReviewAnswer() {
            String path = page();
            String shown = hidden(get(path).getBody());
            assertThat(post(path, "t-4e=" + shown + "&a-4e=keep").getBody())
                    .contains("recorded as &quot;keep&quot;", "You have answered everything");
        }

        @Test
        void asksForConfirmationBeforeRevoking() {
            String path = page();
            String form = "t-4e=" + hidden(get(path).getBody()) + "&a-4e=revoke";
            assertThat(post(path, form).getBody()).contains("Please check before anything is revoked");
            assertThat(questions.find(TENANT, "4e").orElseThrow().isOpen()).isTrue();
            post(path, form + "&confirmed=yes");
            assertThat(questions.find(TENANT, "4e").orElseThrow().isOpen()).isFalse();
        }

        @Test
        void rejectsAnswerAboutChangedIdentity() {
            String path = page();
            String shown = hidden(get(path).getBody());
            expandGrants();
            assertThat(post(path, "t-4e=" + shown + "&a-4e=keep").getBody())
                    .contains("its access has changed since you opened the page");
            assertThat(questions.find(TENANT, "4e").orElseThrow().isOpen()).isTrue();
        }

        @Test
        void rejectsAnswerWithoutValidTicketForQuestion() {
            String path = page();
            String another = links.question(TENANT, "q", EMAIL, state(), Optional.empty(), clock.instant());
            for (String form :
                    List.of("a-4e=keep", "t-4e=x&a-4e=keep", "t-4e=" + another + "&a-4e=keep", "a-4e=burn")) {
                assertThat(post(path, form).getBody()).contains("You did not choose anything");
            }
            assertThat(questions.find(TENANT, "4e").orElseThrow().isOpen()).isTrue();
        }

        @Test
        void showsNothingToAnotherPerson() {
            String stranger = links.review(TENANT, "agents-1", "mallory@acme.example", clock.instant());
            assertThat(get("/reviews/" + stranger).getStatusCode()).isEqualTo(403);
        }
    }
}
