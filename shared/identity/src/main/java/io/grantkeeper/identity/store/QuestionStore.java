package io.grantkeeper.identity.store;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.Question;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what people were asked and what they said. Nothing is ever deleted from it, so it answers what was said about
 * an identity, and in a period.
 */
public interface QuestionStore {
    /**
     * Keeps a new question.
     *
     * @return false where one with its id is kept already; that one stays
     */
    boolean open(TenantId tenant, Question question);

    Optional<Question> find(TenantId tenant, String id);

    /**
     * Writes what became of a question.
     *
     * @param question its {@code version} is the one that was read; stored as one more
     * @return the question as it is now kept
     * @throws LostRaceException where the stored version is another
     */
    Question save(TenantId tenant, Question question);

    /** Questions that the clock has to look at by then, the one that is due first at the head. */
    Slice<Question> due(TenantId tenant, Instant by, int limit, Optional<String> from);

    /** Questions that wait for an answer and were told to somebody, oldest first. */
    Slice<Question> waiting(TenantId tenant, int limit, Optional<String> from);

    /** All that was asked about an identity, newest first. */
    List<Question> of(TenantId tenant, IdentityId identity);

    /** The questions of one campaign, in the order of their identities. */
    Slice<Question> ofCampaign(TenantId tenant, String campaign, int limit, Optional<String> from);

    /**
     * Questions that ended in a period, newest first.
     *
     * @param since the first instant that counts
     * @param before the first one that does not
     */
    Slice<Question> concluded(TenantId tenant, Instant since, Instant before, int limit, Optional<String> from);
}
