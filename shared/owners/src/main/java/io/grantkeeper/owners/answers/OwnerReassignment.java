package io.grantkeeper.owners.answers;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionRecipient;
import java.util.Optional;

/** Finds the next person to ask when a person says that they are not the owner. */
public interface OwnerReassignment {
    /** Returns the person to ask after everyone who was already asked; empty if there is none. */
    Optional<QuestionRecipient> next(TenantId tenant, OwnerQuestion question);

    /** Returns the person with this email address, if they work in the organization; otherwise empty. */
    Optional<QuestionRecipient> byEmail(TenantId tenant, String email, String byName);
}
