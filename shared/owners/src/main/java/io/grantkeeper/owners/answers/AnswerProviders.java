package io.grantkeeper.owners.answers;

import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.ProviderId;
import java.util.List;

/** The facts about providers on which the answers to questions depend. */
@FunctionalInterface
public interface AnswerProviders {
    /** Returns a provider's display name. */
    String name(ProviderId provider);

    /**
     * Returns whether Grantkeeper can block an app for the whole tenant, according to its stored rows.
     *
     * @param grants the app's live grants
     */
    default boolean canBlock(NonHumanIdentity app, List<Grant> grants) {
        return false;
    }
}
