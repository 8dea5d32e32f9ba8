package io.grantkeeper.alerts;

import io.grantkeeper.answers.AnswerLinks;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.Answer;
import io.grantkeeper.identity.store.QuestionStore;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What makes a message a question.
 *
 * @param buttons whether clicks in Slack are heard; else its buttons open the page
 */
public record Asking(QuestionStore questions, AnswerLinks links, boolean buttons) {
    /** The four answers to one question, for one person and what they are shown. */
    List<Choice> choices(TenantId tenant, String question, String email, String state, Instant now) {
        return Arrays.stream(Answer.values())
                .map(answer -> {
                    String ticket = links.question(tenant, question, email, state, Optional.of(answer), now);
                    return new Choice(
                            answer.code(),
                            label(answer),
                            weight(answer),
                            buttons ? Optional.of(ticket) : Optional.empty(),
                            links.answerPage(ticket));
                })
                .toList();
    }

    private static String label(Answer answer) {
        return switch (answer) {
            case KEEP -> "Keep it";
            case REDUCE -> "Reduce it";
            case REVOKE -> "Revoke it";
            case NOT_MINE -> "Not mine";
        };
    }

    private static Choice.Weight weight(Answer answer) {
        return switch (answer) {
            case KEEP -> Choice.Weight.PRIMARY;
            case REDUCE, NOT_MINE -> Choice.Weight.PLAIN;
            case REVOKE -> Choice.Weight.GRAVE;
        };
    }
}
