package io.grantkeeper.owners.answers;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.OwnerAnswer;
import java.util.List;

/**
 * Calls the function that has the credentials for providers and channels. The function that serves pages to the
 * internet has no such credentials, so it uses this port. Both methods can throw any exception; the caller then
 * continues without a result.
 */
public interface AnswerExecutor {
    /** Returns what an answer would revoke and what would stop working, without changing anything. */
    RevocationPreview preview(TenantId tenant, String question, OwnerAnswer answer);

    /**
     * Carries out a stored answer; if the answer was "not mine", asks the next person. Calling this method twice has
     * the same effect as calling it once.
     *
     * @return the results, one sentence each, which are also stored with the question
     * @throws IllegalArgumentException if this answer to this question is not stored
     */
    List<String> carryOut(TenantId tenant, String question, OwnerAnswer answer);
}
