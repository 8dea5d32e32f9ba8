package io.grantkeeper.functions.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.question.RecipientRole;
import io.grantkeeper.store.testkit.ModelSamples;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the console shows to the people whom Grantkeeper asks. */
class AskedPeopleTest extends ConsoleFixture {
    private static final String MANAGER = "marta@acme.example";

    private void escalate() {
        OwnerQuestion question = questions.find(TENANT, "q1").orElseThrow();
        var _ = questions.save(
                TENANT,
                question.withAsked(QuestionRecipient.planned(
                                "Marta",
                                MANAGER,
                                RecipientRole.MANAGER,
                                List.of("you manage Dana, who may be responsible for it"),
                                ModelSamples.NOON)
                        .notified(ModelSamples.NOON)));
    }

    private String reason(String email) {
        Map<String, String> cookie = signedIn(email, ConsoleRole.OWNER).writing();
        return json(send("GET", "/api/v1/queue", cookie, Optional.empty()))
                .path("items")
                .path(0)
                .path("reason")
                .asString("");
    }

    @Test
    void tellsEachPersonWhyTheyAreAsked() {
        escalate();
        assertThat(reason(DANA_EMAIL)).isEqualTo("You are asked because you installed it.");
        assertThat(reason(MANAGER)).isEqualTo("You are asked because you manage Dana, who may be responsible for it.");
    }

    @Test
    void saysThatNothingIsRemovedIfNoUseIsRecorded() {
        JsonNode preview = json(post(
                ConsoleRole.ADMIN,
                "/questions/q1/preview",
                Optional.of("{\"answer\": \"reduce\", \"state\": \"%s\"}".formatted(state()))));
        assertThat(preview.path("byHand").asBoolean(false)).isTrue();
        assertThat(preview.path("lines").path(0).asString(""))
                .isEqualTo(
                        "The answer records that the identity has too much access. Grantkeeper removes nothing by itself.");
    }
}
