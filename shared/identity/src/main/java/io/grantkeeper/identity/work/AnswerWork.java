package io.grantkeeper.identity.work;

import io.grantkeeper.identity.TenantId;
import java.util.Optional;

/**
 * "This question was answered: do what follows from it."
 *
 * @param replyTo where the message that was answered can be updated; empty where it cannot
 */
public record AnswerWork(TenantId tenant, String question, Optional<String> replyTo) {}
