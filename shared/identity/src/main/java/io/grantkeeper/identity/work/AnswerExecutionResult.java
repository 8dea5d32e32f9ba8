package io.grantkeeper.identity.work;

import java.util.List;

/**
 * The result of an {@link AnswerExecutionRequest}.
 *
 * @param sentences the access that would be revoked, or the results of the answer, in readable form
 * @param details the calls and manual steps behind them; empty for the results of an answer
 */
public record AnswerExecutionResult(List<String> sentences, List<String> details) {
    public AnswerExecutionResult {
        sentences = List.copyOf(sentences);
        details = List.copyOf(details);
    }
}
