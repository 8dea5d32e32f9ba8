package io.grantkeeper.identity.question;

import io.grantkeeper.identity.IdentityId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A question about one identity: "may it keep its access?" It goes to one person after another until someone answers.
 * Each alert asks one question, and so does each item of an access review.
 *
 * @param id for an alert, the id of its delivery, so that the question belongs to exactly the recipient and findings of
 *     that delivery; for a review, a digest of the campaign's id and the identity's id
 * @param findings keys of the findings that the question covers: for an alert, those that it reports; for a review, all
 *     of the identity's findings that were open when the question was opened
 * @param campaign the campaign that the question belongs to; empty for an alert
 * @param state the digest of the identity's access when the question was opened
 * @param asked the people asked, in order; people are only added, never removed
 * @param openedAt when the question was opened
 * @param nextAt when escalation must process the question next; empty until the first message is sent, and when nothing
 *     is left to do
 * @param conclusion the outcome; empty while the question is open
 * @param version incremented with each write; zero means "not stored yet"
 */
public record OwnerQuestion(
        String id,
        IdentityId identity,
        List<String> findings,
        Optional<String> campaign,
        String state,
        List<QuestionRecipient> asked,
        Instant openedAt,
        Optional<Instant> nextAt,
        Optional<QuestionOutcome> conclusion,
        long version) {
    public OwnerQuestion {
        findings = List.copyOf(findings);
        asked = List.copyOf(asked);
        if (asked.isEmpty()) {
            throw new IllegalArgumentException(
                    "a question must be addressed to someone: 'asked' must contain at least one person");
        }
    }

    public static OwnerQuestion about(
            String id,
            IdentityId identity,
            List<String> findings,
            Optional<String> campaign,
            String state,
            QuestionRecipient first,
            Instant at) {
        return new OwnerQuestion(
                id, identity, findings, campaign, state, List.of(first), at, Optional.empty(), Optional.empty(), 0);
    }

    public boolean isOpen() {
        return conclusion.isEmpty();
    }

    /** Returns whether the question is open and at least one person was notified of it. */
    public boolean isWaiting() {
        return isOpen() && asked.stream().anyMatch(person -> person.toldAt().isPresent());
    }

    /** Returns whether the question is closed but some resulting actions are not complete. */
    public boolean isUnsettled() {
        return conclusion.filter(end -> end.settledAt().isEmpty()).isPresent();
    }

    /** Returns the person asked last, whose answer is awaited. */
    public QuestionRecipient current() {
        return asked.getLast();
    }

    /** Returns the latest entry for a person in the list of people asked; empty if the person was never asked. */
    public Optional<QuestionRecipient> asked(String email) {
        return asked.reversed().stream()
                .filter(person -> person.email().equals(email))
                .findFirst();
    }

    public OwnerQuestion withAsked(QuestionRecipient next) {
        List<QuestionRecipient> more = new ArrayList<>(asked);
        more.add(next);
        return with(more, nextAt, conclusion);
    }

    /**
     * Returns a copy of this question in which one entry in the list of people asked is replaced.
     *
     * @param place the position of the entry, starting at 0
     */
    public OwnerQuestion withAsked(int place, QuestionRecipient changed) {
        List<QuestionRecipient> same = new ArrayList<>(asked);
        same.set(place, changed);
        return with(same, nextAt, conclusion);
    }

    public OwnerQuestion withNextAt(Optional<Instant> at) {
        return with(asked, at, conclusion);
    }

    public OwnerQuestion concluded(QuestionOutcome end, Optional<Instant> at) {
        return with(asked, at, Optional.of(end));
    }

    public OwnerQuestion withVersion(long newVersion) {
        return new OwnerQuestion(
                id, identity, findings, campaign, state, asked, openedAt, nextAt, conclusion, newVersion);
    }

    private OwnerQuestion with(List<QuestionRecipient> newAsked, Optional<Instant> at, Optional<QuestionOutcome> end) {
        return new OwnerQuestion(id, identity, findings, campaign, state, newAsked, openedAt, at, end, version);
    }
}
