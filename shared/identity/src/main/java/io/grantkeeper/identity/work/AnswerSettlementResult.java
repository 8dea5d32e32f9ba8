package io.grantkeeper.identity.work;

import java.util.List;

/**
 * The result of an {@link AnswerSettlementRequest}.
 *
 * @param sentences the access that would be revoked, or the results of the answer, in readable form
 */
public record AnswerSettlementResult(List<String> sentences) {
    public AnswerSettlementResult {
        sentences = List.copyOf(sentences);
    }
}
