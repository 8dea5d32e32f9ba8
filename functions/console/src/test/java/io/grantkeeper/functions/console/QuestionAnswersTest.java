package io.grantkeeper.functions.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.finding.AccessRequestFindings;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.question.RecipientRole;
import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.store.AccessApproval;
import io.grantkeeper.policy.store.ApprovalRequester;
import io.grantkeeper.policy.store.StoredPolicy;
import io.grantkeeper.store.testkit.ModelSamples;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The console asks the question of each topic, offers its answers, and carries them out. */
@DisplayName("Questions and their answers in the console")
class QuestionAnswersTest extends ConsoleFixture {
    private static final IdentityId WIKI = ModelSamples.appId("wiki");
    private static final String REQUEST = "request-1";

    private static Finding finding(FindingType type) {
        String key = type.name().toLowerCase(Locale.ROOT).replace('_', '-') + "/1";
        return new Finding(
                key,
                NOTES,
                type,
                Severity.HIGH,
                FindingStatus.OPEN,
                "needs attention",
                List.of(),
                List.of(),
                List.of(),
                "Decide.",
                KnownOrUnknown.unknown(),
                List.of(),
                ModelSamples.NOON,
                Optional.empty(),
                Optional.empty());
    }

    private void ask(String id, Finding about) {
        findings.open(TENANT, about, Optional.of(ModelSamples.DANA));
        questions.open(
                TENANT,
                OwnerQuestion.about(
                        id,
                        NOTES,
                        List.of(about.key()),
                        Optional.empty(),
                        state(),
                        QuestionRecipient.planned("Dana", DANA_EMAIL, RecipientRole.OWNER, List.of(), ModelSamples.NOON)
                                .notified(ModelSamples.NOON),
                        ModelSamples.NOON));
    }

    private JsonNode read(Browser browser, String path) {
        return json(send("GET", "/api/v1" + path, browser.headers(), Optional.empty()));
    }

    private JsonNode queued(Browser browser, String question) {
        return read(browser, "/queue")
                .path("items")
                .valueStream()
                .filter(item -> item.path("question").asString("").equals(question))
                .findFirst()
                .orElseThrow();
    }

    private APIGatewayV2HTTPResponse answer(Browser browser, String question, String members) {
        return send(
                "POST",
                "/api/v1/questions/" + question + "/answer",
                browser.writing(),
                Optional.of("{%s, \"state\": \"%s\"}".formatted(members, state())));
    }

    private static List<String> values(JsonNode options, String member) {
        return options.valueStream()
                .map(option -> option.path(member).asString(""))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EXPIRING             | Will you renew the access of App notes, or let it end?  | will-act   | keep
            OWNERLESS            | Who owns App notes?                                     | own        | keep
            OWNER_LEFT           | Who takes over App notes?                               | own        | accept
            SHADOW_AI            | Is App notes needed at work?                            | keep       | accept
            ROTATION_DUE         | Will you replace the old key or password of App notes?  | will-act   | keep
            DUPLICATE_CREDENTIAL | Does App notes need all of these keys or passwords?     | accept     | keep
            GRANT_VANISHED       | App notes has lost access. Is that all right?           | accept     | revoke
            UNUSUAL_ACTIVITY     | Did you expect App notes to do this?                    | not-expected | keep
            DRIFTED              | Is it right that App notes differs from what was approved? | keep    | own
            """)
    void asksQuestionOfTopicAndCarriesOutItsAnswers(FindingType type, String question, String fitting, String other) {
        ask("q2", finding(type));
        Browser dana = signedIn(DANA_EMAIL, ConsoleRole.OWNER);
        assertThat(queued(dana, "q2").path("title").asString("")).isEqualTo(question);
        JsonNode view = read(dana, "/questions/q2");
        assertThat(view.path("question").asString("")).isEqualTo(question);
        assertThat(values(view.path("options"), "answer"))
                .contains(fitting, "not-mine")
                .doesNotContain(other);
        assertThat(values(view.path("options"), "sentence")).noneMatch(String::isBlank);

        APIGatewayV2HTTPResponse refused = answer(dana, "q2", "\"answer\": \"%s\"".formatted(other));
        assertThat(refused.getStatusCode()).isEqualTo(400);
        assertThat(refused.getBody()).contains("does not fit this question").contains(fitting);
        assertThat(settled).isEmpty();

        JsonNode preview = json(send(
                "POST",
                "/api/v1/questions/q2/preview",
                dana.writing(),
                Optional.of("{\"answer\": \"%s\", \"state\": \"%s\"}".formatted(fitting, state()))));
        assertThat(values(view.path("options"), "sentence"))
                .as("the preview shows the sentence of the table")
                .contains(preview.path("lines").path(0).asString(""));
        assertThat(json(answer(dana, "q2", "\"answer\": \"%s\"".formatted(fitting)))
                        .path("result")
                        .asString(""))
                .isEqualTo("accepted");
        assertThat(settled).containsExactly("q2 " + fitting);
    }

    private static Finding about(FindingType type) {
        return type == FindingType.ACCESS_REQUESTED
                ? ModelSamples.accessRequest(NOTES, AccessRequestFindings.key(REQUEST), "notes asks to send mail")
                : finding(type);
    }

    /** Returns the codes of the item's actions that are answers to its question. */
    private List<String> answersInQueue(Browser browser, String question) {
        return queued(browser, question)
                .path("actions")
                .valueStream()
                .map(action -> action.asString(""))
                .filter(action -> !action.equals("open"))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(FindingType.class)
    void listsInQueueEveryAnswerThatQuestionOffers(FindingType type) {
        ask("q2", about(type));
        Browser dana = signedIn(DANA_EMAIL, ConsoleRole.OWNER);
        List<String> offered = read(dana, "/questions/q2")
                .path("mayAnswer")
                .valueStream()
                .map(code -> code.asString(""))
                .toList();
        assertThat(offered).isNotEmpty();
        assertThat(answersInQueue(dana, "q2")).containsAll(offered);
        assertThat(answersInQueue(dana, "q2").contains("allow")).isEqualTo(type == FindingType.ACCESS_REQUESTED);
    }

    @Test
    void statesThatWhatLedToQuestionIsNoLongerOpen() {
        Finding drift = finding(FindingType.DRIFTED);
        ask("q2", drift);
        findings.close(TENANT, NOTES, drift.key(), ModelSamples.NOON);
        assertThat(queued(signedIn(DANA_EMAIL, ConsoleRole.OWNER), "q2")
                        .path("evidence")
                        .path(0)
                        .asString(""))
                .isEqualTo("What led to this question is no longer open.");
    }

    @Test
    void listsAccessRequestAmongAnswersToQuestionAboutSeveralFindings() {
        Finding ai = finding(FindingType.SHADOW_AI);
        ask("q2", ai);
        Finding request = about(FindingType.ACCESS_REQUESTED);
        findings.open(TENANT, request, Optional.of(ModelSamples.DANA));
        OwnerQuestion both = questions.find(TENANT, "q2").orElseThrow();
        questions.open(
                TENANT,
                OwnerQuestion.about(
                        "q3",
                        NOTES,
                        List.of(ai.key(), request.key()),
                        Optional.empty(),
                        state(),
                        both.current(),
                        ModelSamples.NOON));
        Browser dana = signedIn(DANA_EMAIL, ConsoleRole.OWNER);
        assertThat(queued(dana, "q3").path("title").asString("")).isEqualTo("Is App notes needed at work?");
        assertThat(answersInQueue(dana, "q3")).contains("allow", "refuse", "keep", "revoke");
    }

    @ParameterizedTest
    @EnumSource(
            value = ConsoleRole.class,
            names = {"REVIEWER", "RESPONDER"})
    void listsInQueueOnlyAnswersThatRoleMayGive(ConsoleRole role) {
        Browser erin = signedIn("erin@acme.example", role);
        String question = opened(erin, NOTES).path("id").asString("");
        boolean reviews = role == ConsoleRole.REVIEWER;
        assertThat(answersInQueue(erin, question))
                .contains(reviews ? "keep" : "revoke")
                .doesNotContain(reviews ? "revoke" : "keep");
        findings.open(TENANT, finding(FindingType.OVER_PRIVILEGED), Optional.empty());
        JsonNode finding = read(signedIn("carl@acme.example", role), "/queue")
                .path("items")
                .valueStream()
                .filter(item -> item.path("type").asString("").equals("finding"))
                .findFirst()
                .orElseThrow();
        assertThat(finding.path("actions").valueStream().map(action -> action.asString("")))
                .containsExactly(reviews ? "approve" : "revoke", "open");
    }

    @Test
    void asksPersonWhomOwnerNames() {
        ask("q2", finding(FindingType.OWNERLESS));
        access.apply(
                TENANT,
                ModelSamples.batch(
                        ModelSamples.NOON,
                        new AccessObservation.PersonObserved(ModelSamples.person(ModelSamples.ERIN))));
        Browser dana = signedIn(DANA_EMAIL, ConsoleRole.OWNER);
        JsonNode result = json(answer(dana, "q2", "\"answer\": \"name-owner\", \"to\": \"erin@acme.example\""));
        assertThat(result.path("result").asString("")).isEqualTo("passed-on");
        assertThat(questions.find(TENANT, "q2").orElseThrow().current().email()).isEqualTo("erin@acme.example");
    }

    @Test
    void recommendsOnlyAnswersThatAreOffered() {
        ask("q2", finding(FindingType.GRANT_VANISHED));
        Browser dana = signedIn(DANA_EMAIL, ConsoleRole.OWNER);
        assertThat(queued(dana, "q1").path("recommendation").path("answer").isMissingNode())
                .isFalse();
        assertThat(values(read(dana, "/questions/q2").path("options"), "answer"))
                .doesNotContain("keep");
        assertThat(queued(dana, "q2").path("recommendation").path("answer").asString("none"))
                .isIn("none", "not-mine", "null", "");
    }

    private void requestToSendMail() {
        policies.save(
                TENANT,
                StoredPolicy.of("mail-needs-approval", """
                                policy: mail-needs-approval
                                intent: An agent asks before it sends mail.
                                rules:
                                  - ask: send mail
                                """, PolicyStage.ENFORCEMENT, ModelSamples.NOON)
                        .withRevision(0));
        accessRequests.save(
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
        ask("q2", ModelSamples.accessRequest(NOTES, AccessRequestFindings.key(REQUEST), "notes asks to send mail"));
    }

    @Test
    void allowsAccessRequestOfAgent() {
        requestToSendMail();
        Browser dana = signedIn(DANA_EMAIL, ConsoleRole.OWNER);
        assertThat(queued(dana, "q2").path("title").asString("")).isEqualTo("May App notes do this?");
        JsonNode options = read(dana, "/questions/q2").path("options");
        assertThat(values(options, "label")).containsExactly("Allow it", "Refuse it", "Not mine");
        assertThat(options.path(0).path("request").asString("")).isEqualTo(REQUEST);

        assertThat(answer(dana, "q2", "\"answer\": \"allow\", \"request\": \"another\"")
                        .getStatusCode())
                .isEqualTo(400);
        JsonNode result = json(answer(dana, "q2", "\"answer\": \"allow\", \"request\": \"%s\"".formatted(REQUEST)));
        assertThat(result.path("result").asString("")).isEqualTo("accepted");
        assertThat(result.path("sentence").asString("")).startsWith("notes asks to send mail inbox: allowed until ");
        AccessApproval approved = accessRequests.approval(TENANT, REQUEST).orElseThrow();
        assertThat(approved.state()).isEqualTo(AccessApproval.State.APPROVED);
        assertThat(approved.decidedBy()).contains(DANA_EMAIL);
    }

    @Test
    void refusesAccessRequestOfAgent() {
        requestToSendMail();
        Browser dana = signedIn(DANA_EMAIL, ConsoleRole.OWNER);
        JsonNode result = json(answer(dana, "q2", "\"answer\": \"refuse\", \"request\": \"%s\"".formatted(REQUEST)));
        assertThat(result.path("sentence").asString("")).endsWith(": refused.");
        assertThat(accessRequests.approval(TENANT, REQUEST).orElseThrow().state())
                .isEqualTo(AccessApproval.State.DENIED);
    }

    private JsonNode opened(Browser browser, IdentityId identity) {
        return json(send(
                "POST",
                "/api/v1/identities/" + EncodedIdentityIds.of(identity) + "/question",
                browser.writing(),
                Optional.empty()));
    }

    @Test
    void acceptsAccessRequestApprovalOnlyFromRolesThatMayGrantAccess() {
        requestToSendMail();
        Browser erin = signedIn("erin@acme.example", ConsoleRole.RESPONDER);
        JsonNode question = opened(erin, NOTES);
        assertThat(values(question.path("options"), "answer"))
                .contains("refuse")
                .doesNotContain("allow");
        assertThat(answer(
                                erin,
                                question.path("id").asString(""),
                                "\"answer\": \"allow\", \"request\": \"%s\"".formatted(REQUEST))
                        .getStatusCode())
                .isEqualTo(400);
        assertThat(accessRequests.approval(TENANT, REQUEST).orElseThrow().state())
                .isEqualTo(AccessApproval.State.PENDING);
        assertThat(actions("victor@acme.example", NOTES, ConsoleRole.VIEWER)).doesNotContain("allow", "refuse");
        assertThat(values(
                        opened(signedIn("rosa@acme.example", ConsoleRole.REVIEWER), NOTES)
                                .path("options"),
                        "answer"))
                .contains("allow", "refuse");
    }

    @Test
    void refusesAnswerOfPersonWhoWasNotAsked() {
        requestToSendMail();
        Browser erin = signedIn("erin@acme.example", ConsoleRole.RESPONDER);
        assertThat(answer(erin, "q2", "\"answer\": \"allow\", \"request\": \"%s\"".formatted(REQUEST))
                        .getStatusCode())
                .isEqualTo(403);
    }

    private void appThatCanBeBlocked() {
        NonHumanIdentity wiki = NonHumanIdentity.of(WIKI, new ProviderId("okta"), "oidc-app", "Wiki");
        access.apply(
                TENANT,
                ModelSamples.batch(
                        ModelSamples.NOON,
                        new AccessObservation.GrantObserved(
                                wiki, ModelSamples.grant(ModelSamples.DANA, "okta.users.read"))));
        access.saveSummary(
                TENANT,
                ModelSamples.summary(WIKI, IdentityStatus.ACTIVE, Severity.HIGH, Optional.of(ModelSamples.DANA)));
    }

    private List<String> actions(String email, IdentityId identity, ConsoleRole... roles) {
        return values(
                read(signedIn(email, roles), "/identities/" + EncodedIdentityIds.of(identity))
                        .path("actions"),
                "answer");
    }

    @Test
    void offersDecisionsThatRoleAllowsEvenIfNoQuestionIsWaiting() {
        appThatCanBeBlocked();
        assertThat(actions("erin@acme.example", WIKI, ConsoleRole.RESPONDER))
                .containsExactly("revoke", "block", "name-owner", "not-mine");
        assertThat(actions("erin@acme.example", WIKI, ConsoleRole.REVIEWER))
                .containsExactly("keep", "name-owner", "not-mine");
        assertThat(actions("erin@acme.example", WIKI, ConsoleRole.ADMIN)).contains("keep", "revoke", "block");
        assertThat(actions("erin@acme.example", WIKI, ConsoleRole.VIEWER)).isEmpty();
        assertThat(actions("erin@acme.example", OTHER, ConsoleRole.RESPONDER))
                .as("Google has no call that blocks an app")
                .contains("revoke")
                .doesNotContain("block");
    }

    @Test
    void blocksAppForEveryoneEvenIfNoQuestionIsWaiting() {
        appThatCanBeBlocked();
        Browser erin = signedIn("erin@acme.example", ConsoleRole.RESPONDER);
        JsonNode question = opened(erin, WIKI);
        assertThat(question.path("question").asString("")).isEqualTo("What should happen to Wiki?");
        String body = "{\"answer\": \"block\", \"state\": \"%s\"}"
                .formatted(question.path("state").asString(""));
        String path = "/api/v1/questions/" + question.path("id").asString("");
        JsonNode preview = json(send("POST", path + "/preview", erin.writing(), Optional.of(body)));
        assertThat(preview.path("lines").path(0).asString("")).contains("nobody can use it there");
        assertThat(settled).isEmpty();
        assertThat(json(send("POST", path + "/answer", erin.writing(), Optional.of(body)))
                        .path("result")
                        .asString(""))
                .isEqualTo("accepted");
        assertThat(settled).containsExactly(question.path("id").asString("") + " block");
    }
}
