package io.grantkeeper.identity.work;

import io.grantkeeper.identity.TenantId;
import java.util.Optional;

/**
 * A message that requests that an answer be carried out.
 *
 * @param question the id of the question
 * @param replyTo the Slack response URL through which the message that asked the question can be replaced; empty if it
 *     cannot be replaced
 */
public record AnswerWork(TenantId tenant, String question, Optional<String> replyTo) {}
