package io.grantkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.question.RecipientRole;
import io.grantkeeper.identity.question.ReviewCampaign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@DisplayName("The commands about access reviews and answers")
class ReviewCommandsIT {
    private static final TenantId ACME = new TenantId("acme");
    private static final Instant MONDAY = Instant.parse("2026-11-02T09:00:00Z");
    private static final IdentityId OTTER = IdentityId.parse("google-acme/oauth-client/otter");
    private static final IdentityId NOTES = IdentityId.parse("google-acme/oauth-client/notes");

    @TempDir
    private Path folder;

    private CommandRunner prompt;

    @BeforeEach
    void configure() throws IOException {
        String key = Files.writeString(folder.resolve("answers.key"), "0123456789abcdef0123456789abcdef")
                .toString();
        prompt = CommandRunner.configured(folder, """
                {"tenant": "acme", "connections": [],
                 "alerts": {"securityTeam": {"name": "Security", "email": "security@acme.example"},
                            "from": "grantkeeper@acme.example", "smtp": {"host": "127.0.0.1", "port": 2525},
                            "answers": {"url": "https://answers.acme.example", "key": "file:%s"}},
                 "reviews": {"all-agents": {"scope": "agents", "openDays": 14}}}
                """.formatted(key));
    }

    private static OwnerQuestion openQuestion(String id, IdentityId about, Optional<String> campaign) {
        QuestionRecipient dana = QuestionRecipient.planned(
                        "Dana Ng", "dana@acme.example", RecipientRole.OWNER, List.of("you installed it"), MONDAY)
                .withChannel("email", "dana@acme.example")
                .notified(MONDAY);
        return OwnerQuestion.about(id, about, List.of(), campaign, "sha256:0", dana, MONDAY);
    }

    private static OwnerQuestion withAnswer(OwnerQuestion question, OwnerAnswer answer) {
        return question.concluded(
                QuestionOutcome.answered(answer, "dana@acme.example", "email", MONDAY, Optional.empty(), "sha256:0")
                        .settled(MONDAY, List.of("It keeps its access.")),
                Optional.empty());
    }

    /**
     * Opens a review with one answered and one unanswered question about two identities, and a question from an alert
     * about one of the identities.
     */
    private void openTwoQuestions() {
        String review = "all-agents-2026-11-02";
        prompt.withStores(stores -> {
            stores.campaigns()
                    .open(
                            ACME,
                            new ReviewCampaign(
                                    review,
                                    "all-agents",
                                    "all AI agents",
                                    MONDAY,
                                    MONDAY.plusSeconds(14 * 86_400),
                                    ReviewCampaign.Unanswered.FLAG,
                                    Optional.empty(),
                                    Optional.of(2),
                                    Optional.empty(),
                                    0));
            for (OwnerQuestion question : List.of(
                    openQuestion("q-otter", OTTER, Optional.of(review)),
                    openQuestion("q-notes", NOTES, Optional.of(review)),
                    openQuestion("q-alert", NOTES, Optional.empty()))) {
                stores.questions().open(ACME, question);
            }
            OwnerQuestion kept = stores.questions().find(ACME, "q-otter").orElseThrow();
            stores.questions().save(ACME, withAnswer(kept, OwnerAnswer.KEEP));
        });
    }

    @Test
    void showsReviewWithEveryAnswer() {
        openTwoQuestions();
        assertThat(prompt.run("review", "list").requireSuccess().out())
                .contains("all-agents-2026-11-02", "all AI agents", "open");
        assertThat(prompt.run("review", "list", "--json")
                        .requireSuccess()
                        .json()
                        .get(0)
                        .path("id")
                        .asString())
                .isEqualTo("all-agents-2026-11-02");

        String shown = prompt.run("review", "show", "all-agents-2026-11-02")
                .requireSuccess()
                .out();
        assertThat(shown)
                .contains("all AI agents, open, due 2026-11-16. 1 of 2 unanswered.")
                .contains("Dana Ng (the owner)", "keep", "waiting", "It keeps its access.")
                .contains(
                        "tier-zero: ",
                        " identities outside the zone reach it",
                        "not from the ledger",
                        "Not collected: ");
        JsonNode json = prompt.run("review", "show", "all-agents-2026-11-02", "--json")
                .requireSuccess()
                .json();
        assertThat(json.path("unanswered").asInt()).isEqualTo(1);
        assertThat(json.path("questions")).hasSize(2);
        assertThat(json.at("/paths/zones/0/name").asString()).isEqualTo("tier-zero");
    }

    @Test
    void listsQuestions() {
        openTwoQuestions();
        assertThat(prompt.run("answers", "--json").requireSuccess().json()).hasSize(3);
        JsonNode waiting =
                prompt.run("answers", "--waiting", "--json").requireSuccess().json();
        assertThat(waiting.valueStream().map(question -> question.path("id").asString()))
                .containsExactlyInAnyOrder("q-notes", "q-alert");
        assertThat(prompt.run("answers", "--waiting").requireSuccess().out())
                .contains("waiting")
                .doesNotContain("otter");
    }

    @Test
    void opensAndClosesConfiguredReview() {
        JsonNode opened = prompt.onLedger("review", "start", "all-agents", "--json")
                .requireSuccess()
                .json();
        String review = opened.path("opened").get(0).asString();
        assertThat(review).startsWith("all-agents-");
        assertThat(prompt.run("review", "show", review).requireSuccess().out()).contains("0 of 0 unanswered");
        assertThat(prompt.onLedger("review", "close", review).requireSuccess().out())
                .contains("closed: " + review);
        assertThat(prompt.run("review", "list", "--json")
                        .requireSuccess()
                        .json()
                        .get(0)
                        .path("closedAt")
                        .isString())
                .isTrue();
        assertThat(prompt.onLedger("review", "close", review).requireSuccess().out())
                .as("closing again changes nothing")
                .contains("closed: " + review);
    }

    /** Checks the exit code, from which a calling program learns that questions are unanswered. */
    @Test
    void exitsWithCode1IfClosedReviewHasUnansweredQuestions() {
        openTwoQuestions();
        prompt.withStores(stores -> {
            ReviewCampaign open =
                    stores.campaigns().find(ACME, "all-agents-2026-11-02").orElseThrow();
            stores.campaigns().save(ACME, open.closed(MONDAY));
        });
        CommandRunner.Ran shown = prompt.run("review", "show", "all-agents-2026-11-02");
        assertThat(shown.exit()).isEqualTo(1);
        assertThat(shown.out()).contains("closed", "1 of 2 unanswered");
    }

    /** Uses a configuration with a mail server that does not exist, so that no message can be sent. */
    @Test
    void reportsThatReviewStaysOpenIfSecurityTeamCannotBeNotified() {
        openTwoQuestions();
        CommandRunner.Ran closed = prompt.onLedger("review", "close", "all-agents-2026-11-02");
        assertThat(closed.exit()).isEqualTo(1);
        assertThat(closed.out())
                .contains("all-agents-2026-11-02 stays open: the security team could not be notified")
                .doesNotContain("closed: ");
        assertThat(prompt.run("review", "show", "all-agents-2026-11-02")
                        .requireSuccess()
                        .out())
                .contains("open, due 2026-11-16");
    }

    @Test
    void listsNothingInEmptyFolder() {
        assertThat(prompt.run("review", "list", "--json").requireSuccess().json())
                .isEmpty();
        assertThat(prompt.run("answers", "--json").requireSuccess().json()).isEmpty();
    }

    @Test
    void rejectsUnknownReviews() {
        prompt.run("review", "show", "all-agents-2026-01-01")
                .requireUsageError("review 'all-agents-2026-01-01' not found", "grantkeeper review list");
        prompt.onLedger("review", "close", "nothing")
                .requireUsageError("unknown review 'nothing'", "grantkeeper review list");
        prompt.onLedger("review", "start", "nothing")
                .requireUsageError("review 'nothing' is not configured", "use one of [all-agents]");
    }

    @Test
    void reportsMissingArguments() {
        CommandRunner.runPlain("review").requireUsageError("specify a subcommand: list, start, show, close");
        CommandRunner.runPlain("review", "show").requireUsageError("'REVIEW'", "see 'grantkeeper review show --help'");
        CommandRunner.runPlain("review", "start").requireUsageError("'NAME'");
        CommandRunner.runPlain("review", "close").requireUsageError("'REVIEW'");
        CommandRunner.runPlain("review", "clsoe", "x").requireUsageError("clsoe");
        CommandRunner.runPlain("answers", "--wating")
                .requireUsageError("Unknown option: '--wating'", "did you mean '--waiting'?");
    }

    @Test
    void reportsMissingConfiguration() throws IOException {
        Files.writeString(prompt.config(), "{\"tenant\": \"acme\", \"connections\": []}");
        prompt.onLedger("review", "start", "all-agents")
                .requireUsageError("add 'answers' to 'alerts' in the configuration");
        Path nowhere = folder.resolve("nowhere.json");
        CommandRunner.runPlain("answers", "--config", nowhere.toString())
                .requireUsageError(nowhere.toString(), "--config");
        CommandRunner.runPlain("review", "list", "--config", prompt.config().toString(), "--data", nowhere.toString())
                .requireUsageError("data folder " + nowhere + " does not exist", "--data");
    }
}
