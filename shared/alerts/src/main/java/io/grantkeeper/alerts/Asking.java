package io.grantkeeper.alerts;

import io.grantkeeper.answers.AnswerLinks;
import io.grantkeeper.answers.Ticket;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.AccessRequested;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.question.Answer;
import io.grantkeeper.identity.store.QuestionStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What makes a message a question.
 *
 * @param buttons whether clicks in Slack are heard; else its buttons open the page
 */
public record Asking(QuestionStore questions, AnswerLinks links, boolean buttons) {
    private static final int MOST_REQUESTS = 5;
    private static final int LONGEST_LABEL = 70;

    /**
     * The answers to one question, for one person and what they are shown: yes and no to each request for access, and the
     * four to what the identity holds, unless nothing but requests is told of.
     *
     * @param told the findings that the message tells of
     */
    List<Choice> choices(
            TenantId tenant, String question, String email, String state, List<Finding> told, Instant now) {
        List<Finding> requests = told.stream()
                .filter(finding -> AccessRequested.requestOf(finding).isPresent())
                .sorted(Comparator.comparing(Finding::key))
                .toList();
        List<Choice> choices = new ArrayList<>();
        for (int i = 0; i < Math.min(requests.size(), MOST_REQUESTS); i++) {
            String suffix = i == 0 ? "" : "-" + (i + 1);
            String what = requests.size() == 1
                    ? " it"
                    : ": " + String.join("; ", requests.get(i).after());
            String request = AccessRequested.requestOf(requests.get(i)).orElseThrow();
            choices.add(choice(
                    "allow" + suffix,
                    cut("Allow" + what),
                    Choice.Weight.PRIMARY,
                    links.request(tenant, Ticket.Purpose.ALLOW, question, request, email, now)));
            choices.add(choice(
                    "refuse" + suffix,
                    cut("Refuse" + what),
                    Choice.Weight.PLAIN,
                    links.request(tenant, Ticket.Purpose.REFUSE, question, request, email, now)));
        }
        boolean only = !told.isEmpty() && requests.size() == told.size();
        for (Answer answer : only ? List.of(Answer.NOT_MINE) : List.of(Answer.values())) {
            choices.add(choice(
                    answer.code(),
                    label(answer),
                    weight(answer),
                    links.question(tenant, question, email, state, Optional.of(answer), now)));
        }
        return choices;
    }

    private Choice choice(String code, String label, Choice.Weight weight, String ticket) {
        return new Choice(
                code, label, weight, buttons ? Optional.of(ticket) : Optional.empty(), links.answerPage(ticket));
    }

    /** Slack takes 75 characters. */
    private static String cut(String label) {
        return label.length() <= LONGEST_LABEL ? label : label.substring(0, LONGEST_LABEL - 1) + "…";
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
