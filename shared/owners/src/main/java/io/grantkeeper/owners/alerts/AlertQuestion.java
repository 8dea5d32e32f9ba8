package io.grantkeeper.owners.alerts;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.AccessRequestFindings;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.owners.answers.AnswerLinkFactory;
import io.grantkeeper.owners.answers.AnswerTicket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Turns a message into a question by adding the possible answers.
 *
 * @param buttons whether Slack is configured to report clicks to Grantkeeper; if not, the buttons open the answer page
 */
public record AlertQuestion(QuestionStore questions, AnswerLinkFactory links, boolean buttons) {
    private static final int MAX_REQUESTS = 5;
    private static final int MAX_LABEL = 70;

    /**
     * Returns the possible answers to one question. First come two answers for each of the first five access requests,
     * to allow and to refuse it. Then come the four answers about the identity's access, or only "not mine" if all
     * findings are access requests.
     *
     * <p>Each answer is valid only for one person. The answers about the identity's access are also valid only for the
     * state that this person is shown.
     *
     * @param state the digest of the identity's state
     * @param told the findings in the message
     */
    List<AnswerChoice> choices(
            TenantId tenant, String question, String email, String state, List<Finding> told, Instant now) {
        List<Finding> requests = told.stream()
                .filter(finding -> AccessRequestFindings.requestId(finding).isPresent())
                .sorted(Comparator.comparing(Finding::key))
                .toList();
        List<AnswerChoice> choices = new ArrayList<>();
        for (int i = 0; i < Math.min(requests.size(), MAX_REQUESTS); i++) {
            String suffix = i == 0 ? "" : "-" + (i + 1);
            String what = requests.size() == 1
                    ? " it"
                    : ": " + String.join("; ", requests.get(i).after());
            String request = AccessRequestFindings.requestId(requests.get(i)).orElseThrow();
            choices.add(choice(
                    "allow" + suffix,
                    truncate("Allow" + what),
                    AnswerChoice.Weight.PRIMARY,
                    links.request(tenant, AnswerTicket.Purpose.ALLOW, question, request, email, now)));
            choices.add(choice(
                    "refuse" + suffix,
                    truncate("Refuse" + what),
                    AnswerChoice.Weight.PLAIN,
                    links.request(tenant, AnswerTicket.Purpose.REFUSE, question, request, email, now)));
        }
        boolean only = !told.isEmpty() && requests.size() == told.size();
        for (OwnerAnswer answer : only ? List.of(OwnerAnswer.NOT_MINE) : List.of(OwnerAnswer.values())) {
            choices.add(choice(
                    answer.code(),
                    label(answer),
                    weight(answer),
                    links.question(tenant, question, email, state, Optional.of(answer), now)));
        }
        return choices;
    }

    private AnswerChoice choice(String code, String label, AnswerChoice.Weight weight, String ticket) {
        return new AnswerChoice(
                code, label, weight, buttons ? Optional.of(ticket) : Optional.empty(), links.answerPage(ticket));
    }

    /** Truncates a label to 70 characters, because Slack allows at most 75. */
    private static String truncate(String label) {
        return label.length() <= MAX_LABEL ? label : label.substring(0, MAX_LABEL - 1) + "…";
    }

    private static String label(OwnerAnswer answer) {
        return switch (answer) {
            case KEEP -> "Keep it";
            case REDUCE -> "Reduce it";
            case REVOKE -> "Revoke it";
            case NOT_MINE -> "Not mine";
        };
    }

    private static AnswerChoice.Weight weight(OwnerAnswer answer) {
        return switch (answer) {
            case KEEP -> AnswerChoice.Weight.PRIMARY;
            case REDUCE, NOT_MINE -> AnswerChoice.Weight.PLAIN;
            case REVOKE -> AnswerChoice.Weight.GRAVE;
        };
    }
}
