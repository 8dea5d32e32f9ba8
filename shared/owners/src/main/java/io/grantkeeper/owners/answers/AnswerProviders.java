package io.grantkeeper.owners.answers;

import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.ProviderId;
import java.util.List;

/** What the answers to questions need to know about providers. */
@FunctionalInterface
public interface AnswerProviders {
    /** Returns a provider's display name. */
    String name(ProviderId provider);

    /**
     * Returns whether Grantkeeper can block an app for the whole tenant, as far as its stored rows show.
     *
     * @param grants the app's live grants
     */
    default boolean canBlock(NonHumanIdentity app, List<Grant> grants) {
        return false;
    }
}
