package io.grantkeeper.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.Answer;
import io.grantkeeper.identity.question.Asked;
import io.grantkeeper.identity.question.AskedAs;
import io.grantkeeper.identity.question.Campaign;
import io.grantkeeper.identity.question.Conclusion;
import io.grantkeeper.identity.question.Question;
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

@DisplayName("The verbs about reviews and answers")
class ReviewVerbsIT {
    private static final TenantId ACME = new TenantId("acme");
    private static final Instant MONDAY = Instant.parse("2026-11-02T09:00:00Z");
    private static final IdentityId OTTER = IdentityId.parse("google-acme/oauth-client/otter");
    private static final IdentityId NOTES = IdentityId.parse("google-acme/oauth-client/notes");

    @TempDir
    private Path folder;

    private Prompt prompt;

    @BeforeEach
    void configure() throws IOException {
        prompt = new Prompt(folder);
        Files.createDirectory(prompt.data());
        String key = Files.writeString(folder.resolve("answers.key"), "0123456789abcdef0123456789abcdef")
                .toString();
        Files.writeString(prompt.config(), """
                {"tenant": "acme", "connections": [],
                 "alerts": {"securityTeam": {"name": "Security", "email": "security@acme.example"},
                            "from": "grantkeeper@acme.example", "smtp": {"host": "127.0.0.1", "port": 2525},
                            "answers": {"url": "https://answers.acme.example", "key": "file:%s"}},
                 "reviews": {"all-agents": {"scope": "agents", "openDays": 14}}}
                """.formatted(key));
    }

    private static Question asked(String id, IdentityId about, Optional<String> campaign) {
        Asked dana = Asked.planned("Dana Ng", "dana@acme.example", AskedAs.OWNER, List.of("you installed it"), MONDAY)
                .through("email", "dana@acme.example")
                .told(MONDAY);
        return Question.about(id, about, List.of(), campaign, "sha256:0", dana, MONDAY);
    }

    private static Question answered(Question question, Answer answer) {
        return question.concluded(
                Conclusion.answered(answer, "dana@acme.example", "email", MONDAY, Optional.empty(), "sha256:0")
                        .settled(MONDAY, List.of("It keeps what it holds.")),
                Optional.empty());
    }

    /** A review of two identities that is open; one was answered. An alert asked about one of them, too. */
    private void twoAreAskedAbout() {
        String review = "all-agents-2026-11-02";
        prompt.with(stores -> {
            stores.campaigns()
                    .open(
                            ACME,
                            new Campaign(
                                    review,
                                    "all-agents",
                                    "all AI agents",
                                    MONDAY,
                                    MONDAY.plusSeconds(14 * 86_400),
                                    Campaign.Unanswered.FLAG,
                                    Optional.empty(),
                                    Optional.of(2),
                                    Optional.empty(),
                                    0));
            for (Question question : List.of(
                    asked("q-otter", OTTER, Optional.of(review)),
                    asked("q-notes", NOTES, Optional.of(review)),
                    asked("q-alert", NOTES, Optional.empty()))) {
                stores.questions().open(ACME, question);
            }
            Question kept = stores.questions().find(ACME, "q-otter").orElseThrow();
            stores.questions().save(ACME, answered(kept, Answer.KEEP));
        });
    }

    @Test
    void showAReviewWithEveryAnswer() {
        twoAreAskedAbout();
        assertThat(prompt.run("review", "list").well().out())
                .contains("all-agents-2026-11-02", "all AI agents", "open");
        assertThat(prompt.run("review", "list", "--json")
                        .well()
                        .json()
                        .get(0)
                        .path("id")
                        .asString())
                .isEqualTo("all-agents-2026-11-02");

        String shown =
                prompt.run("review", "show", "all-agents-2026-11-02").well().out();
        assertThat(shown)
                .contains("all AI agents, open, due 2026-11-16. 1 of 2 not answered.")
                .contains("Dana Ng (the owner)", "keep", "waits", "It keeps what it holds.");
        JsonNode json = prompt.run("review", "show", "all-agents-2026-11-02", "--json")
                .well()
                .json();
        assertThat(json.path("unanswered").asInt()).isEqualTo(1);
        assertThat(json.path("questions")).hasSize(2);
    }

    @Test
    void listWhatPeopleWereAsked() {
        twoAreAskedAbout();
        assertThat(prompt.run("answers", "--json").well().json()).hasSize(3);
        JsonNode waiting = prompt.run("answers", "--waiting", "--json").well().json();
        assertThat(waiting.valueStream().map(question -> question.path("id").asString()))
                .containsExactlyInAnyOrder("q-notes", "q-alert");
        assertThat(prompt.run("answers", "--waiting").well().out())
                .contains("waits")
                .doesNotContain("otter");
    }

    @Test
    void openAndCloseAConfiguredReview() {
        JsonNode opened = prompt.onLedger("review", "start", "all-agents", "--json")
                .well()
                .json();
        String review = opened.path("opened").get(0).asString();
        assertThat(review).startsWith("all-agents-");
        assertThat(prompt.run("review", "show", review).well().out()).contains("0 of 0 not answered");
        assertThat(prompt.onLedger("review", "close", review).well().out()).contains("closed: " + review);
        assertThat(prompt.run("review", "list", "--json")
                        .well()
                        .json()
                        .get(0)
                        .path("closedAt")
                        .isString())
                .isTrue();
        assertThat(prompt.onLedger("review", "close", review).well().out())
                .as("a second time changes nothing")
                .contains("closed: " + review);
    }

    /** For programs that wait for it: something is left to do. */
    @Test
    void endWithOneWhereAClosedReviewHasQuestionsThatNobodyAnswered() {
        twoAreAskedAbout();
        prompt.with(stores -> {
            Campaign open =
                    stores.campaigns().find(ACME, "all-agents-2026-11-02").orElseThrow();
            stores.campaigns().save(ACME, open.closed(MONDAY));
        });
        Prompt.Ran shown = prompt.run("review", "show", "all-agents-2026-11-02");
        assertThat(shown.exit()).isEqualTo(1);
        assertThat(shown.out()).contains("closed", "1 of 2 not answered");
    }

    /** No mail server listens where the configuration says. */
    @Test
    void sayThatAReviewStaysOpenWhereTheSecurityTeamCannotBeTold() {
        twoAreAskedAbout();
        Prompt.Ran closed = prompt.onLedger("review", "close", "all-agents-2026-11-02");
        assertThat(closed.exit()).isEqualTo(1);
        assertThat(closed.out())
                .contains("all-agents-2026-11-02 stays open: the security team could not be told")
                .doesNotContain("closed: ");
        assertThat(prompt.run("review", "show", "all-agents-2026-11-02").well().out())
                .contains("open, due 2026-11-16");
    }

    @Test
    void listNothingInAnEmptyFolder() {
        assertThat(prompt.run("review", "list", "--json").well().json()).isEmpty();
        assertThat(prompt.run("answers", "--json").well().json()).isEmpty();
    }

    @Test
    void nameAReviewThatIsNotThereAndWhereTheyAreListed() {
        prompt.run("review", "show", "all-agents-2026-01-01")
                .refused("no review is called 'all-agents-2026-01-01'", "grantkeeper review list");
        prompt.onLedger("review", "close", "nothing")
                .refused("no review is called 'nothing'", "grantkeeper review list");
        prompt.onLedger("review", "start", "nothing")
                .refused("no review is called 'nothing'", "configured are [all-agents]");
    }

    @Test
    void sayWhichWordIsMissing() {
        Prompt.alone("review").refused("name what is to be done: list, start, show, close");
        Prompt.alone("review", "show").refused("'REVIEW'", "see 'grantkeeper review show --help'");
        Prompt.alone("review", "start").refused("'NAME'");
        Prompt.alone("review", "close").refused("'REVIEW'");
        Prompt.alone("review", "clsoe", "x").refused("clsoe");
        Prompt.alone("answers", "--wating").refused("Unknown option: '--wating'", "did you mean '--waiting'?");
    }

    @Test
    void sayWhatTheConfigurationLacks() throws IOException {
        Files.writeString(prompt.config(), "{\"tenant\": \"acme\", \"connections\": []}");
        prompt.onLedger("review", "start", "all-agents").refused("add 'answers' to 'alerts' in the configuration");
        Path nowhere = folder.resolve("nowhere.json");
        Prompt.alone("answers", "--config", nowhere.toString()).refused(nowhere.toString(), "--config");
        Prompt.alone("review", "list", "--config", prompt.config().toString(), "--data", nowhere.toString())
                .refused("the data folder " + nowhere + " is not there", "--data");
    }
}
