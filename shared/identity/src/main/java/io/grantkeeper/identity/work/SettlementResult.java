package io.grantkeeper.identity.work;

import java.util.List;

/**
 * The result of a {@link SettlementRequest}.
 *
 * @param sentences the access that would be revoked, or the results of the answer, in readable form
 */
public record SettlementResult(List<String> sentences) {
    public SettlementResult {
        sentences = List.copyOf(sentences);
    }
}
