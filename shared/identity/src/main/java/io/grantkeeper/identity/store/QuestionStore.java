package io.grantkeeper.identity.store;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.OwnerQuestion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Stores questions and answers. Nothing is ever deleted, so past answers can be found by identity and by period. */
public interface QuestionStore {
    /**
     * Stores a new question.
     *
     * @return false if a question with the same id is already stored; the stored question then remains unchanged
     */
    boolean open(TenantId tenant, OwnerQuestion question);

    Optional<OwnerQuestion> find(TenantId tenant, String id);

    /**
     * Saves a changed question.
     *
     * @param question the question, with the {@code version} that was read, which is incremented when stored
     * @return the question as stored
     * @throws ConcurrentWriteException if the stored version differs
     */
    OwnerQuestion save(TenantId tenant, OwnerQuestion question);

    /** Returns the questions that escalation must process by this time, the earliest due first. */
    StorePage<OwnerQuestion> due(TenantId tenant, Instant by, int limit, Optional<String> from);

    /** Returns the questions that wait for an answer from a notified person, oldest first. */
    StorePage<OwnerQuestion> waiting(TenantId tenant, int limit, Optional<String> from);

    /** Returns all questions about an identity, newest first. */
    List<OwnerQuestion> byIdentity(TenantId tenant, IdentityId identity);

    /** Returns the questions of one campaign, ordered by identity. */
    StorePage<OwnerQuestion> byCampaign(TenantId tenant, String campaign, int limit, Optional<String> from);

    /**
     * Returns the questions concluded in a period, newest first.
     *
     * @param since the start of the period, inclusive
     * @param before the end of the period, exclusive
     */
    StorePage<OwnerQuestion> concluded(
            TenantId tenant, Instant since, Instant before, int limit, Optional<String> from);
}
