package io.grantkeeper.identity.work;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.Answer;

/**
 * What a page asks of the function behind it, and waits for. It says nothing of people and nothing of what an identity
 * holds: whoever is called reads that from the table.
 *
 * @param question the id of a question that was asked
 * @param answer the one that is thought of, or the one that was given
 */
public record SettleCall(TenantId tenant, String question, Wanted wanted, Answer answer) {
    /** What is to be done. */
    public enum Wanted {
        /** To say what the answer would take away; nothing is changed. */
        PREVIEW,
        /** To do what follows from the answer, which has to be kept already. */
        CARRY_OUT
    }
}
