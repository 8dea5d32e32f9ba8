package io.grantkeeper.owners.alerts;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.RecipientRole;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.owners.answers.AccessRequestOption;
import io.grantkeeper.owners.answers.AnswerFacts;
import io.grantkeeper.owners.answers.AnswerLinkFactory;
import io.grantkeeper.owners.answers.AnswerOption;
import io.grantkeeper.owners.answers.AnswerProviders;
import io.grantkeeper.owners.answers.AnswerTable;
import io.grantkeeper.owners.answers.AnswerTicket;
import io.grantkeeper.owners.answers.AnswerTimeouts;
import io.grantkeeper.owners.answers.IdentityStateDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Turns a message into a question by adding the possible answers.
 *
 * @param settings how long an approval is valid
 * @param providers the facts about providers that the answers state
 * @param buttons whether Slack is configured to report clicks to Grantkeeper; if not, the buttons open the answer page
 */
public record AlertQuestion(
        QuestionStore questions,
        AnswerLinkFactory links,
        boolean buttons,
        AnswerTimeouts settings,
        AnswerProviders providers) {
    private static final int MAX_LABEL = 70;

    /**
     * The question of a message, and the possible answers.
     *
     * @param question the question; empty if the message asks only about access requests
     */
    record Asked(String question, List<AnswerChoice> choices) {
        static final Asked NOTHING = new Asked("", List.of());

        Asked {
            choices = List.copyOf(choices);
        }
    }

    /**
     * Returns what to ask one person. First come two answers for each of the first five access requests, to allow and to
     * refuse it. Then come the answers that fit the other findings, or only "not mine" if there are none.
     *
     * <p>Each answer is valid only for one person. The answers about the identity's access are also valid only for the
     * state that this person is shown.
     *
     * @param as in which role the person is asked
     * @param about the keys of the findings that the question is about
     * @param review whether the question belongs to an access review
     * @param told the findings in the message
     */
    Asked ask(
            TenantId tenant,
            String question,
            String email,
            RecipientRole as,
            IdentityRecord identityRecord,
            List<String> about,
            boolean review,
            List<Finding> told,
            Instant now) {
        List<AnswerChoice> choices = new ArrayList<>();
        Map<AnswerTicket.Purpose, Integer> counts = new EnumMap<>(AnswerTicket.Purpose.class);
        for (AccessRequestOption option : AnswerTable.requestOptions(told)) {
            int number = counts.merge(option.purpose(), 1, Integer::sum);
            String suffix = number == 1 ? "" : "-" + number;
            choices.add(choice(
                    option.purpose().name().toLowerCase(Locale.ROOT) + suffix,
                    truncate(option.label()),
                    AnswerChoice.Weight.PLAIN,
                    links.request(tenant, option.purpose(), question, option.request(), email, now),
                    option.sentence(),
                    buttons));
        }
        AnswerFacts facts =
                AnswerFacts.of(identityRecord, about, review, as, settings.approvalEnd(now), now, providers);
        String state = IdentityStateDigest.of(identityRecord);
        for (AnswerOption option : AnswerTable.options(facts)) {
            choices.add(choice(
                    option.answer().code(),
                    truncate(option.label()),
                    weight(option.answer()),
                    links.question(tenant, question, email, state, Optional.of(option.answer()), now),
                    option.sentence(),
                    buttons && !needsPage(option.answer())));
        }
        return new Asked(facts.topic().question(facts.name()), choices);
    }

    /**
     * Returns whether a person must enter an address, or see a preview of an effect on everyone, before giving an
     * answer.
     */
    private static boolean needsPage(OwnerAnswer answer) {
        return answer == OwnerAnswer.NAME_OWNER || answer == OwnerAnswer.BLOCK;
    }

    /**
     * Creates a choice.
     *
     * @param button whether a click on the button gives the answer; otherwise, the click opens the page, for example
     *     because the answer needs an address
     */
    private AnswerChoice choice(
            String code, String label, AnswerChoice.Weight weight, String ticket, String effect, boolean button) {
        return new AnswerChoice(
                code, label, weight, button ? Optional.of(ticket) : Optional.empty(), links.answerPage(ticket), effect);
    }

    /** Truncates a label to 70 characters, because Slack allows at most 75. */
    private static String truncate(String label) {
        return label.length() <= MAX_LABEL ? label : label.substring(0, MAX_LABEL - 1) + "…";
    }

    /**
     * Returns the appearance of an answer's button. No answer that keeps or gives access stands out, so that nobody
     * keeps critical access only because that button is the most prominent one.
     */
    private static AnswerChoice.Weight weight(OwnerAnswer answer) {
        return switch (answer) {
            case WILL_ACT, NOT_EXPECTED, OWN, TO_APPROVED -> AnswerChoice.Weight.PRIMARY;
            case KEEP, REDUCE, NOT_MINE, ACCEPT, NAME_OWNER, ASK_TO_BLOCK, APPROVE_REQUEST -> AnswerChoice.Weight.PLAIN;
            case REVOKE, REMOVE_ADDED, BLOCK, DENY_REQUEST -> AnswerChoice.Weight.GRAVE;
        };
    }
}
