package io.grantkeeper.owners.answers;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionRecipient;
import java.util.List;
import java.util.Optional;

/** Finds the next person to ask when a person says that they are not the owner. */
public interface OwnerReassignment {
    /** Returns the next person in the escalation order who has not been asked yet; empty if there is none. */
    Optional<QuestionRecipient> next(TenantId tenant, OwnerQuestion question);

    /**
     * Returns the person with this email address; empty if nobody with this address works in the organization.
     *
     * @param byName the name of the person who says that the returned person is the owner
     */
    Optional<QuestionRecipient> byEmail(TenantId tenant, String email, String byName);

    /**
     * Returns the security team, which decides what affects everyone.
     *
     * @param why the reason for asking the security team, as a clause
     */
    QuestionRecipient securityTeam(String why);

    /**
     * A person who may own an identity.
     *
     * @param evidence the evidence that connects the person with the identity, one clause each, such as "installed it
     *     on 2026-05-03"
     */
    record Suggestion(String name, String email, List<String> evidence) {
        public Suggestion {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * Returns the people who may own the identity that a question is about and who were not asked yet, the most likely
     * first.
     */
    List<Suggestion> suggestions(TenantId tenant, OwnerQuestion question);
}
