package io.grantkeeper.identity.work;

import io.grantkeeper.identity.TenantId;
import java.util.Optional;

/**
 * A message that requests the settlement of an answered question: the resulting actions must be carried out.
 *
 * @param replyTo where the answered message can be updated; empty if the message cannot be updated
 */
public record AnswerWork(TenantId tenant, String question, Optional<String> replyTo) {}
