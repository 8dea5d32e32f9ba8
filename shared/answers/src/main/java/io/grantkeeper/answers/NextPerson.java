package io.grantkeeper.answers;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.Asked;
import io.grantkeeper.identity.question.Question;
import java.util.Optional;

/** Finds whom to ask when somebody says that it is not theirs. */
public interface NextPerson {
    /** Who comes after all that were asked; empty where nobody does. */
    Optional<Asked> after(TenantId tenant, Question question);

    /** The person with this address, who works here; empty where nobody does. */
    Optional<Asked> named(TenantId tenant, String email, String byName);
}
