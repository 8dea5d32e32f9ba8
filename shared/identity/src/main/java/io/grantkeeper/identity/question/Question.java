package io.grantkeeper.identity.question;

import io.grantkeeper.identity.IdentityId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One question about one identity: "may it keep what it holds?" It is put to one person after the other until somebody
 * answers. An alert asks one, and so does each line of a review.
 *
 * @param id for an alert the id of its send, so that it stands for exactly its recipient and findings
 * @param findings keys of the findings that it is about; empty for a review of all that the identity holds
 * @param campaign the review that it belongs to; empty for an alert
 * @param state digest of what the identity held when the question was opened
 * @param asked whom it was put to, in order; people are added, never taken away
 * @param openedAt when it was opened
 * @param nextAt when the clock has to look at it; empty while its first message is not out, and when nothing is left
 * @param conclusion how it ended; empty while it is open
 * @param version rises by one with each write; zero means "not stored yet"
 */
public record Question(
        String id,
        IdentityId identity,
        List<String> findings,
        Optional<String> campaign,
        String state,
        List<Asked> asked,
        Instant openedAt,
        Optional<Instant> nextAt,
        Optional<Conclusion> conclusion,
        long version) {
    public Question {
        findings = List.copyOf(findings);
        asked = List.copyOf(asked);
        if (asked.isEmpty()) {
            throw new IllegalArgumentException("a question is put to somebody: 'asked' holds at least one person");
        }
    }

    public static Question about(
            String id,
            IdentityId identity,
            List<String> findings,
            Optional<String> campaign,
            String state,
            Asked first,
            Instant at) {
        return new Question(
                id, identity, findings, campaign, state, List.of(first), at, Optional.empty(), Optional.empty(), 0);
    }

    public boolean isOpen() {
        return conclusion.isEmpty();
    }

    /** Whether it waits for the answer of somebody who was told. */
    public boolean isWaiting() {
        return isOpen() && asked.stream().anyMatch(person -> person.toldAt().isPresent());
    }

    /** Whether it was answered or closed, and something that follows from it is not done yet. */
    public boolean isUnsettled() {
        return conclusion.filter(end -> end.settledAt().isEmpty()).isPresent();
    }

    /** Who was asked last: the one who is waited for. */
    public Asked current() {
        return asked.getLast();
    }

    /** The last entry of a person; empty where the question was never put to them. */
    public Optional<Asked> asked(String email) {
        return asked.reversed().stream()
                .filter(person -> person.email().equals(email))
                .findFirst();
    }

    public Question withAsked(Asked next) {
        List<Asked> more = new ArrayList<>(asked);
        more.add(next);
        return with(more, nextAt, conclusion);
    }

    /** With another state of the person asked at this place. */
    public Question withAsked(int place, Asked changed) {
        List<Asked> same = new ArrayList<>(asked);
        same.set(place, changed);
        return with(same, nextAt, conclusion);
    }

    public Question withNextAt(Optional<Instant> at) {
        return with(asked, at, conclusion);
    }

    public Question concluded(Conclusion end, Optional<Instant> at) {
        return with(asked, at, Optional.of(end));
    }

    public Question withVersion(long newVersion) {
        return new Question(id, identity, findings, campaign, state, asked, openedAt, nextAt, conclusion, newVersion);
    }

    private Question with(List<Asked> newAsked, Optional<Instant> at, Optional<Conclusion> end) {
        return new Question(id, identity, findings, campaign, state, newAsked, openedAt, at, end, version);
    }
}
