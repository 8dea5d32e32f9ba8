package io.grantkeeper.identity.question;

import java.time.Instant;
import java.util.Optional;

/**
 * One run of an access review, which asks one question about each identity in its scope.
 *
 * @param id the review's name and the start date, for example {@code all-agents-2026-11-01}
 * @param scope a description of the identities, for example "all AI agents"
 * @param dueAt when the campaign closes
 * @param unanswered what happens if a question is not answered
 * @param revokesAt when the campaign revokes the access of identities whose question was not answered; empty if it
 *     revokes nothing
 * @param items the number of identities in scope; empty while they are being collected
 * @param closedAt when the campaign closed; empty while it is open
 * @param version incremented with each write; zero means "not stored yet"
 */
public record ReviewCampaign(
        String id,
        String name,
        String scope,
        Instant startedAt,
        Instant dueAt,
        Unanswered unanswered,
        Optional<Instant> revokesAt,
        Optional<Integer> items,
        Optional<Instant> closedAt,
        long version) {
    /** The action to take if a question is not answered. An unanswered question never counts as an approval. */
    public enum Unanswered {
        /** The security team is notified; nothing changes. */
        FLAG,
        /** The revocation is announced and takes place after a grace period unless someone answers. */
        REVOKE_AFTER_GRACE
    }

    public ReviewCampaign withItems(int count) {
        return new ReviewCampaign(
                id, name, scope, startedAt, dueAt, unanswered, revokesAt, Optional.of(count), closedAt, version);
    }

    public ReviewCampaign closed(Instant at) {
        return new ReviewCampaign(
                id, name, scope, startedAt, dueAt, unanswered, revokesAt, items, Optional.of(at), version);
    }

    public ReviewCampaign withVersion(long newVersion) {
        return new ReviewCampaign(
                id, name, scope, startedAt, dueAt, unanswered, revokesAt, items, closedAt, newVersion);
    }
}
