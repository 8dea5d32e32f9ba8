package io.grantkeeper.answers;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.question.Answer;
import java.util.List;

/**
 * What is left to those who hold the credentials of providers and of channels: whoever shows pages to the internet holds
 * none, and asks for it here. Both may fail in any way; whoever asks goes on without.
 */
public interface Settling {
    /** What an answer would take away and what would stop working, one sentence each; changes nothing. */
    List<String> preview(TenantId tenant, String question, Answer answer);

    /**
     * Does what follows from an answer that is kept, or asks the next person where it was "not mine". Doing it twice is
     * doing it once.
     *
     * @return what became of it, one sentence each; the question says the same
     * @throws IllegalArgumentException where no such answer is kept
     */
    List<String> carryOut(TenantId tenant, String question, Answer answer);
}
