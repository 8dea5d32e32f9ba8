package io.grantkeeper.identity.work;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.OwnerAnswer;

/**
 * A synchronous request from a web page to the function that settles answers. The request contains no data about people
 * or an identity's access; the called function loads such data itself.
 *
 * @param question the id of an existing question
 * @param wanted the requested action
 * @param answer the answer under consideration, or the answer given
 */
public record AnswerExecutionRequest(TenantId tenant, String question, Action wanted, OwnerAnswer answer) {
    /** The requested action. */
    public enum Action {
        /** Describe the access that the answer would revoke, without changing anything. */
        PREVIEW,
        /** Carry out the consequences of the answer, which must already be stored. */
        CARRY_OUT
    }
}
